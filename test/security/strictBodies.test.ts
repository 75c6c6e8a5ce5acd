import request from 'supertest';
import { describedRoutes } from '../../scripts/write-api-docs';
import { problemSchema } from '../../src/api/http/schemas';
import { DomainError } from '../../src/domain/problems';
import { bookingTokens, createDoor, createSigner } from '../support/door';

// The real operations; whatever passes the door is refused by what stands behind it.
const routes = describedRoutes(() => {
  throw new DomainError('service_unavailable', 'nothing is behind the door in this test');
});
const withBody = routes.filter(({ spec }) => spec.body).map((each) => [each.spec.operationId, each] as const);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The example with an unknown member in each of its objects in turn, and where that member stands. */
function strangers(example: unknown, at = ''): { body: unknown; pointer: string }[] {
  if (Array.isArray(example)) {
    return example.flatMap((element, i) =>
      strangers(element, `${at}/${i}`).map(({ body, pointer }) => ({
        body: example.map((other: unknown, j) => (i === j ? body : other)),
        pointer,
      })),
    );
  }
  if (!isRecord(example)) return [];
  const here = { body: { ...example, not_a_member: 1 }, pointer: `${at}/not_a_member` };
  const below = Object.entries(example)
    .filter(([name]) => name !== 'metadata')
    .flatMap(([name, member]) =>
      strangers(member, `${at}/${name}`).map(({ body, pointer }) => ({ body: { ...example, [name]: body }, pointer })),
    );
  return [here, ...below];
}

test.each(withBody)('%s refuses members that it does not know, at every depth', async (_, { spec }) => {
  const { publicKey, sign } = await createSigner();
  const door = createDoor({ routes, keys: async () => publicKey });
  const token = spec.access === 'caller' ? bookingTokens.issue('bkg_1') : await sign({ roles: ['operator'] });
  const attempts = strangers(spec.bodyExample ?? {});
  expect(attempts.length).toBeGreaterThan(0);
  for (const { body, pointer } of attempts) {
    const path = spec.path.replace(/:(\w+)/, spec.path.includes('passengers') ? 'sav_1' : 'bkg_1');
    const call = request(door);
    const answer = await call[spec.method](path)
      .set({ Authorization: `Bearer ${token}`, 'Idempotency-Key': 'key-1' })
      .send(body as object);
    expect([answer.status, pointer]).toEqual([422, pointer]);
    const faults = problemSchema.parse(answer.body).errors ?? [];
    expect(faults).toContainEqual(expect.objectContaining({ pointer, code: 'unknown_field' }));
  }
});
