import pino from 'pino';
import request from 'supertest';
import { z } from 'zod';
import { route } from '../../src/api/http/route';
import { problemSchema } from '../../src/api/http/schemas';
import { DomainError } from '../../src/domain/problems';
import { codeOf, createDoor, memberOf, publicUrl, seen } from '../support/door';

const door = createDoor();
const order = { given_name: 'Ana', how_many: 2 };
const specOf = {
  method: 'post',
  summary: 'Once',
  tag: 'bookings',
  access: 'public',
  lane: 'selling',
  answers: { 200: { description: 'Done', schema: z.looseObject({}) } },
  problems: [],
} as const;

describe('the door', () => {
  test('gives handlers camel case and answers snake case, leaving metadata as the caller wrote it', async () => {
    const answer = await request(door)
      .post('/v1/orders')
      .send({ ...order, metadata: { my_key: 'x', Other: 'y' } });
    expect(answer.status).toBe(200);
    expect(seen.at(-1)).toMatchObject({
      body: { givenName: 'Ana', howMany: 2, metadata: { my_key: 'x', Other: 'y' } },
    });
    expect(memberOf(answer, 'body')).toEqual({ ...order, metadata: { my_key: 'x', Other: 'y' } });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('names all faults of a request at once, by pointer, code and example', async () => {
    const answer = await request(door)
      .post('/v1/orders?page=2')
      .send({ how_many: 'two', surname: 'B', passengers: [{ type: 'adult' }, { age: '4' }, { age: 3, seat: 'roof' }] });
    expect(answer.status).toBe(422);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      type: `${publicUrl}/problems/validation_failed`,
      title: 'The request has faults',
      status: 422,
      code: 'validation_failed',
      instance: '/v1/orders',
      retryable: 'never',
      request_id: answer.headers['x-request-id'],
    });
    const faults = problemSchema.parse(answer.body).errors ?? [];
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/given_name required',
      '/how_many invalid_type',
      '/passengers/1/age invalid_type',
      '/passengers/2/seat invalid_value',
      '/surname unknown_field',
      'page unknown_field',
    ]);
    expect(memberOf(answer, 'errors')).toContainEqual(
      expect.objectContaining({ pointer: '/given_name', example: 'Ana' }),
    );
  });

  test.each([
    ['truncated JSON', '{"given_name":', 'application/json', 400, 'malformed_request'],
    ['no body', '', 'application/json', 422, 'validation_failed'],
    ['an array', '[]', 'application/json', 422, 'validation_failed'],
    ['null', 'null', 'application/json', 422, 'validation_failed'],
    ['a form', 'given_name=Ana', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['plain text', '{}', 'text/plain', 415, 'unsupported_media_type'],
    ['another charset', '{}', 'application/json; charset=utf-7', 415, 'unsupported_media_type'],
  ])('refuses %s', async (_what, body, type, status, code) => {
    const answer = await request(door).post('/v1/orders').set('Content-Type', type).send(body);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  test('refuses unknown, repeated and ill-typed query parameters', async () => {
    const answer = await request(door).get('/v1/orders?page_size=9&sort_by=price&sort_by=time&colour=red');
    expect(answer.status).toBe(422);
    const faults = problemSchema.parse(answer.body).errors ?? [];
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      'colour unknown_field',
      'page_size too_big',
      'sort_by repeated',
    ]);
    expect(memberOf(await request(door).get('/v1/orders?page_size=3'), 'query')).toEqual({ page_size: 3 });
  });

  test('serves a literal path before a parametrised one, whatever their order', async () => {
    expect((await request(door).get('/v1/orders/compare')).body).toEqual({ compared: true });
  });

  test('answers 404 for unknown paths and 405 with Allow for other methods', async () => {
    expect(codeOf(await request(door).get('/v1/nothing'))).toBe('not_found');
    const answer = await request(door).delete('/v1/orders');
    expect([answer.status, codeOf(answer), answer.headers['allow']]).toEqual([
      405,
      'method_not_allowed',
      'POST, GET, HEAD',
    ]);
    const broken = await request(door).get('/v1/orders/%E0%A4%A');
    expect([broken.status, codeOf(broken)]).toEqual([400, 'malformed_request']);
  });

  test('keeps a well-formed X-Request-Id and replaces any other', async () => {
    const kept = await request(door).get('/v1/orders').set('X-Request-Id', 'trace-1:2.3_x');
    expect(kept.headers['x-request-id']).toBe('trace-1:2.3_x');
    const replaced = await request(door).get('/v1/orders').set('X-Request-Id', 'bad id <script>');
    expect(replaced.headers['x-request-id']).toMatch(/^req_[A-Za-z0-9_-]{22}$/);
  });

  test.each([
    ['wait=10', 10],
    ['respond-async, wait=5', 5],
    ['wait=4000', 30],
    ['wait=soon', 0],
    ['wait=-1', 0],
  ])('reads Prefer: %s as %i seconds', async (prefer, seconds) => {
    expect(memberOf(await request(door).get('/v1/orders').set('Prefer', prefer), 'wait_seconds')).toBe(seconds);
  });

  test('hands the untouched bytes to operations that verify a signature over them', async () => {
    const bytes = '{"a" :  1}\n';
    const answer = await request(door).post('/v1/webhook').set('Content-Type', 'application/json').send(bytes);
    expect(answer.body).toEqual({ bytes });
  });

  test('tells nothing of a mistake of ours but the request id', async () => {
    const failing = createDoor({
      routes: [
        route({ ...specOf, path: '/v1/fail', operationId: 'fail', idempotency: 'none' }, async () => {
          throw new Error('table skyhold-Bookings exploded');
        }),
      ],
    });
    const answer = await request(failing).post('/v1/fail');
    expect([answer.status, codeOf(answer)]).toEqual([500, 'internal_error']);
    expect(answer.text).not.toMatch(/exploded|skyhold-Bookings|stack/);
  });

  test.each([
    [
      'a refused connection',
      Object.assign(new Error('x'), { cause: Object.assign(new Error('y'), { code: 'ECONNREFUSED' }) }),
    ],
    ['a throttled table', Object.assign(new Error('x'), { name: 'ThrottlingException' })],
    ['a graph that is down', Object.assign(new Error('x'), { code: 'ServiceUnavailable' })],
    [
      'a workflow service that is down',
      Object.assign(new Error('x'), { cause: Object.assign(new Error('y'), { code: 14, details: '' }) }),
    ],
  ])('answers 503 with Retry-After for %s', async (_what, error) => {
    const failing = createDoor({
      routes: [
        route({ ...specOf, path: '/v1/fail', operationId: 'fail', idempotency: 'none' }, async () => {
          throw error;
        }),
      ],
    });
    const answer = await request(failing).post('/v1/fail');
    expect([answer.status, codeOf(answer), memberOf(answer, 'retryable')]).toEqual([
      503,
      'service_unavailable',
      'after',
    ]);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('never claims that nothing happened when an outage met a request with effects', async () => {
    const down = Object.assign(new Error('x'), { code: 'ECONNRESET' });
    const late = Object.assign(new Error('x'), { name: 'WorkflowUpdateRPCTimeoutOrCancelledError' });
    for (const [idempotency, error, code] of [
      ['in_id', down, 'outcome_unknown'],
      ['stored', down, 'outcome_unknown'],
      ['none', late, 'outcome_unknown'],
      ['none', down, 'service_unavailable'],
      ['in_id', new DomainError('service_unavailable', 'nothing was booked'), 'service_unavailable'],
    ] as const) {
      const failing = createDoor({
        routes: [route({ ...specOf, path: '/v1/fail', operationId: 'fail', idempotency }, () => Promise.reject(error))],
      });
      const answer = await request(failing).post('/v1/fail').set('Idempotency-Key', 'k');
      expect([answer.status, codeOf(answer)]).toEqual([503, code]);
      expect(answer.headers['retry-after']).toBe('2');
    }
  });

  test('recognises a refusal that came back through a workflow, and only its code', async () => {
    const failure = Object.assign(new Error('x'), { name: 'ApplicationFailure', type: 'flight_not_open' });
    const failing = createDoor({
      routes: [
        route({ ...specOf, path: '/v1/fail', operationId: 'fail', idempotency: 'none' }, () =>
          Promise.reject(new Error('workflow failed', { cause: new Error('activity failed', { cause: failure }) })),
        ),
      ],
    });
    const answer = await request(failing).post('/v1/fail');
    expect([answer.status, codeOf(answer)]).toEqual([409, 'flight_not_open']);
  });

  test('logs a line per request that names neither people, addresses nor what they sent', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
    const logged = createDoor({ logger, trustProxy: 1 });
    await request(logged)
      .post('/v1/orders?q=canary-query')
      .set({ Authorization: 'Bearer canary-token', 'X-Forwarded-For': '203.0.113.77', 'User-Agent': 'canary-agent' })
      .send({ ...order, given_name: 'canary-name' });
    await request(logged).get('/v1/orders/canary-path');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      expect.objectContaining({ method: 'POST', route: '/v1/orders', status: 401, caller: 'unknown', msg: 'request' }),
      expect.objectContaining({ method: 'GET', route: '/v1/orders/:id', status: 401, caller: 'anonymous' }),
    ]);
    expect(lines.join('')).not.toMatch(/canary|203\.0\.113/);
  });

  test('counts callers in two lanes: who searches to the limit can still sell', async () => {
    const narrow = createDoor({ requestsPerMinute: 2 });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await request(narrow).get('/v1/orders')).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await request(narrow).get('/v1/orders');
    expect(refused.body).toMatchObject({ code: 'rate_limited', retryable: 'after' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const selling = await request(narrow).post('/v1/orders').send(order);
    expect(selling.status).toBe(200);
    expect(selling.headers).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1' });
  });

  test('turns searches away while the node is overloaded, and goes on selling', async () => {
    let lag = 0;
    const busy = createDoor({ lagMs: () => lag });
    expect((await request(busy).get('/v1/orders')).status).toBe(200);
    lag = 600;
    const shed = await request(busy).get('/v1/orders');
    expect([shed.status, codeOf(shed), shed.headers['retry-after']]).toEqual([503, 'service_unavailable', '2']);
    expect((await request(busy).post('/v1/orders').send(order)).status).toBe(200);
  });
});

describe('an idempotency key', () => {
  test('belongs to one request, whatever the order of its members', async () => {
    const order = route(
      {
        ...specOf,
        path: '/v1/pairs',
        operationId: 'pairs',
        idempotency: 'stored',
        body: z.strictObject({ a: z.int(), b: z.strictObject({ c: z.int(), d: z.array(z.int()) }) }),
      },
      async () => ({ status: 200, body: {} }),
    );
    const door = createDoor({ routes: [order] });
    const send = async (body: string) => {
      const answer = await request(door)
        .post('/v1/pairs')
        .set({ 'Idempotency-Key': 'k', 'Content-Type': 'application/json' })
        .send(body);
      return [answer.status, answer.headers['idempotency-replayed']];
    };
    expect(await send('{"a":1,"b":{"c":2,"d":[1,2]}}')).toEqual([200, undefined]);
    expect(await send('{ "b": {"d":[1,2],"c":2}, "a":1 }')).toEqual([200, 'true']);
    expect(await send('{"a":1,"b":{"c":2,"d":[2,1]}}')).toEqual([422, undefined]);
  });

  let runs = 0;
  const keyed = createDoor({
    routes: [
      route(
        {
          ...specOf,
          path: '/v1/things',
          operationId: 'things',
          idempotency: 'stored',
          body: z.strictObject({ n: z.int() }),
        },
        async ({ body: { n } }) => {
          runs += 1;
          if (n < 0) throw new DomainError('flight_not_open', 'below nought');
          if (n === 0) throw Object.assign(new Error('down'), { code: 'ECONNREFUSED' });
          return { status: 200, body: { thingNumber: n, run: runs }, headers: { Location: `/v1/things/${n}` } };
        },
      ),
    ],
  });
  const post = (key: string | undefined, n: number) => {
    const call = request(keyed).post('/v1/things');
    return (key === undefined ? call : call.set('Idempotency-Key', key)).send({ n });
  };

  test('is required where an effect would be repeated', async () => {
    const answer = await post(undefined, 1);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'idempotency_key_missing']);
    expect(codeOf(await post('a b', 1))).toBe('idempotency_key_missing');
    expect(codeOf(await post('x'.repeat(256), 1))).toBe('idempotency_key_missing');
  });

  test('gives a repeated request the first answer, without running it again', async () => {
    const first = await post('k-1', 1);
    const again = await post('k-1', 1);
    expect(again.text).toBe(first.text);
    expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true', location: '/v1/things/1' });
    expect(first.headers['idempotency-replayed']).toBeUndefined();
  });

  test('repeats a refusal too, word for word', async () => {
    const first = await post('k-2', -1);
    const again = await post('k-2', -1);
    expect([again.status, again.text]).toEqual([409, first.text]);
    expect(again.headers).toMatchObject({
      'idempotency-replayed': 'true',
      'content-type': 'application/problem+json; charset=utf-8',
    });
  });

  test('starts afresh after an outage', async () => {
    expect((await post('k-3', 0)).status).toBe(503);
    const before = runs;
    expect((await post('k-3', 0)).status).toBe(503);
    expect(runs).toBe(before + 1);
  });

  test('is refused with another body', async () => {
    await post('k-4', 4);
    const answer = await post('k-4', 5);
    expect([answer.status, codeOf(answer)]).toEqual([422, 'idempotency_key_reused']);
  });
});
