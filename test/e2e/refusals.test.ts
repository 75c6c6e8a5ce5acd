import { describedRoutes } from '../../scripts/write-api-docs';
import { problemCodesOf } from '../../src/api/http/refusals';
import { type ProblemCode, problemKinds } from '../../src/domain/problems';
import type { Reply } from '../support/contractCaller';
import { provocations } from '../support/refusals/byCode';
import { provocationsOfOperations } from '../support/refusals/byOperation';
import { refusedAtTheDoor, validRequest } from '../support/refusals/door';
import { type RefusalStage, startRefusalStage } from '../support/refusals/stage';

const routes = describedRoutes();
let stage: RefusalStage;
beforeAll(async () => {
  stage = await startRefusalStage();
}, 300_000);
afterAll(() => stage.product.stop());

/** Who asks, and the node at which one request a minute is all there is. */
const people = () => ({
  traveller: stage.tokens.ada,
  operator: stage.tokens.operator,
  narrowNode: stage.nodes.narrow,
  keylessNode: stage.nodes.keyless,
});
const outcomeOf = ({ body, status }: Reply) => [body['code'], status];
const expected = (code: ProblemCode) => [code, problemKinds[code].status];

describe('every refusal is given to a request that deserves it, as its operation declares', () => {
  const byCode = provocations(() => stage);

  test('there is a request for each code', () => {
    expect(Object.keys(byCode).sort()).toEqual(Object.keys(problemKinds).sort());
  });

  test.each(Object.entries(byCode))(
    '%s',
    async (code, provoke) => {
      const reply = await provoke();
      const kind = problemKinds[code as ProblemCode];
      expect(outcomeOf(reply)).toEqual([code, kind.status]);
      expect(reply.headers.get('content-type')).toContain('application/problem+json');
      expect(reply.body).toMatchObject({ title: kind.title, retryable: kind.retryable });
      const page = await fetch(String(reply.body['type']));
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(code)]);
    },
    120_000,
  );
});

describe('the door', () => {
  const someone = { traveller: '', operator: '', narrowNode: '', keylessNode: '' };
  const walk = routes.flatMap((route) =>
    refusedAtTheDoor(route, someone).map(({ code }, n) => [`${route.spec.operationId} ${code}`, route, n] as const),
  );

  test.each(walk)('%s', async (_, route, n) => {
    const { code, method, path, extras } = refusedAtTheDoor(route, people())[n]!;
    const ask = () => stage.call(method, path, extras);
    // The limit is one, of the provider's webhooks ten.
    if (code === 'rate_limited') for (let times = 0; times < 10; times += 1) await ask();
    expect(outcomeOf(await ask())).toEqual(expected(code));
  });

  /** Operations that ask no server, or that only a signed request makes ask one. */
  const needNone = new Set(['listAirports', 'receivePaymentEvent']);

  test('tells an outage of the servers behind as one, for every operation that needs them', async () => {
    const { dynamodb, temporal, neo4j } = stage.product.proxies;
    dynamodb.set({ kind: 'drop_request', times: 1_000_000 });
    temporal.set({ kind: 'error', times: 1_000_000 });
    neo4j.pause();
    const asked = routes.filter(({ spec }) => !needNone.has(spec.operationId));
    const answers = await Promise.all(
      asked.map(async (route) => {
        const { method, path, extras } = validRequest(route, people());
        return [route.spec.operationId, (await stage.call(method, path, extras)).body['code']];
      }),
    );
    stage.product.proxies.clearAll();
    neo4j.resume();
    expect(answers.filter(([, code]) => code !== 'service_unavailable' && code !== 'outcome_unknown')).toEqual([]);
  }, 120_000);
});

describe('one operation', () => {
  const more = provocationsOfOperations(() => stage);

  test.each(Object.entries(more))(
    '%s',
    async (name, provoke) => {
      const [operation, code] = name.split(' ') as [string, ProblemCode];
      const reply = await provoke();
      expect([operation, ...outcomeOf(reply)]).toEqual([operation, ...expected(code)]);
    },
    120_000,
  );

  test('refuses in no way that its document declares and no request above has brought about', () => {
    const declared = routes.flatMap((route) =>
      problemCodesOf(route).map((code) => `${route.spec.operationId} ${code}`),
    );
    // A mistake of ours is declared everywhere, and only damage brings one about.
    const unsent = declared.filter((name) => !stage.seen().has(name) && !name.endsWith(' internal_error'));
    // This one is a race of a payment with a message to its workflow, which no request can decide.
    expect(unsent).toEqual(['createPayment request_in_progress']);
  });
});
