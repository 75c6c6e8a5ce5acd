import fc from 'fast-check';
import request from 'supertest';
import { describedRoutes } from '../../scripts/write-api-docs';
import { problemCodesOf } from '../../src/api/http/refusals';
import type { Route } from '../../src/api/http/route';
import { problemSchema } from '../../src/api/http/schemas';
import { DomainError, isProblemCode, problemKinds } from '../../src/domain/problems';
import { bookingTokens, createDoor, createSigner } from '../support/door';

// The real operations, each of which comes as far as its first dependency and is refused there. What is left is the door.
const routes = describedRoutes(() => {
  throw new DomainError('service_unavailable', 'nothing is behind the door in this test');
});

function routeOf(operation: string): Route {
  const found = routes.find(({ spec }) => spec.operationId === operation);
  if (!found) throw new Error(`no operation ${operation}`);
  return found;
}

const nasty = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  1e308,
  0.1,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  "' OR 1=1 --",
  '${7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '\r\nSet-Cookie: a=b',
  'a'.repeat(5000),
  '٠١٢٣',
  '2026-02-30',
  '9999999999999999999999',
  [],
  {},
  [[[[[[]]]]]],
  { $gt: '' },
  { constructor: { prototype: { polluted: true } } },
  JSON.parse('{"__proto__":{"polluted":true}}'),
);

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The example with one member somewhere replaced, taken away or added. */
function spoilt(example: unknown): fc.Arbitrary<unknown> {
  if (isList(example)) {
    const spoiltElements = example.map((element, n) =>
      spoilt(element).map((other) => example.map((e, m) => (m === n ? other : e))),
    );
    return fc.oneof(nasty, fc.constant([]), fc.constant(Array(300).fill(example[0])), ...spoiltElements);
  }
  if (typeof example !== 'object' || example === null) return nasty;
  const members = Object.entries(example);
  const replaced = members.map(([key, value]) => spoilt(value).map((other) => ({ ...example, [key]: other })));
  const without = members.map(([key]) => fc.constant(Object.fromEntries(members.filter(([name]) => name !== key))));
  const added = nasty.map((value) => ({ ...example, unheard_of: value }));
  return fc.oneof(nasty, added, ...replaced, ...without);
}

const bodyOf = ({ spec }: Route) =>
  fc.oneof(
    { weight: 6, arbitrary: spoilt(spec.bodyExample ?? {}).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.constant(JSON.stringify(spec.bodyExample ?? {})) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: fc.constantFrom('[', '{"a":', '{"a":1,}', 'NaN', '"', '{}{}', '['.repeat(20_000)) },
  );
const headerText = fc.string({ maxLength: 40 }).map((text) => text.replace(/[^\x20-\x7e]/g, '').trim());
const pathPart = fc.oneof(
  headerText,
  fc.constantFrom('bkg_1', 'srh_1', 'off_1', '..', '%2e%2e%2f', '%00', '%E0%A4%A', '%ff', ';x=1'),
);

async function attempts() {
  const { publicKey, sign } = await createSigner();
  const tokens = [await sign(), await sign({ roles: ['operator'] }), bookingTokens.issue('bkg_1')];
  const attempt = fc.constantFrom(...routes).chain((route) =>
    fc.record({
      operation: fc.constant(route.spec.operationId),
      part: pathPart,
      query: fc.dictionary(
        fc.oneof(
          headerText,
          fc.constantFrom('limit', 'q', 'sort', 'ids', 'search_id', 'offer_id', 'after_seq', 'wait'),
        ),
        headerText,
        { maxKeys: 4 },
      ),
      body: bodyOf(route),
      authorization: fc.option(
        fc.oneof(
          headerText,
          fc.constantFrom(...tokens).map((token) => `Bearer ${token}`),
        ),
      ),
      key: fc.option(fc.oneof(headerText, fc.constant('key-1'))),
      type: fc.constantFrom(
        'application/json',
        'application/json; charset=utf-8',
        'text/html',
        'application/json; charset=',
        '',
      ),
      prefer: fc.option(fc.oneof(headerText, fc.constant('wait=3'))),
    }),
  );
  return { door: createDoor({ routes, keys: async () => publicKey }), attempt };
}

test('whatever strangers send, the door answers as its document says and never fails', async () => {
  const { door, attempt } = await attempts();
  await fc.assert(
    fc.asyncProperty(attempt, async ({ operation, part, query, body, authorization, key, type, prefer }) => {
      const route = routeOf(operation);
      const { method } = route.spec;
      const path = route.spec.path.replace(/:\w+/g, () =>
        /^%|^[\w;.=]*$/.test(part) ? part : encodeURIComponent(part),
      );
      let call = request(door)[method](`${path}?${new URLSearchParams(query).toString()}`);
      if (authorization !== null) call = call.set('Authorization', authorization);
      if (key !== null) call = call.set('Idempotency-Key', key);
      if (prefer !== null) call = call.set('Prefer', prefer);
      const answer = await (method === 'get'
        ? call
        : call
            .set('Content-Type', type)
            .serialize((text: unknown) => String(text))
            .send(body));
      const codes = problemCodesOf(route);
      const declared = [
        ...Object.keys(route.spec.answers).map(Number),
        ...codes.map((code) => problemKinds[code].status),
      ];
      // A spoilt path may be another path altogether.
      const elsewhere = path.split('/').length !== route.spec.path.split('/').length || /^\.*$/.test(part);
      expect(elsewhere ? [404, 405, ...declared] : declared).toContain(answer.status);
      expect(answer.status).not.toBe(500);
      if (answer.status >= 400) {
        const problem = problemSchema.parse(JSON.parse(answer.text));
        expect(isProblemCode(problem.code) && problemKinds[problem.code].status).toBe(answer.status);
        expect(answer.type).toBe('application/problem+json');
      }
      expect({}).not.toHaveProperty('polluted');
    }),
    { numRuns: 400 },
  );
});
