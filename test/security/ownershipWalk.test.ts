import request from 'supertest';
import type { Express } from 'express';
import { describedRoutes } from '../../scripts/write-api-docs';
import type { RouteSpec } from '../../src/api/http/route';
import { allRoutes, type RouteDeps } from '../../src/api/routes';
import { createBookingIds } from '../../src/api/bookingIds';
import { createChannelAccess } from '../../src/api/socket/access';
import { createAccountStore } from '../../src/stores/dynamodb/accounts';
import { createErasureStore } from '../../src/stores/dynamodb/erasures';
import { createSealing } from '../../src/stores/dynamodb/sealing';
import { createBookingBench, newBooking, someSegment } from '../support/bookings';
import { bookingTokens, codeOf, createDoor, createSigner } from '../support/door';
import { connectClient, startStreamNode } from '../support/streamNode';
import { createTelling } from '../support/telling';

/** Anybody who knows the id may read these: searches and offers are nobody's, seat maps name nobody. */
const openToAll = ['/v1/searches/:id', '/v1/searches/:id/events', '/v1/offers/:id', '/v1/offers/:id/actions/price'];
const open = new Set([...openToAll, '/v1/seat-maps/:id/events']);
/** Belongs to its owner alone. */
const owned = (path: string) => path.startsWith('/v1/bookings/:id') || path.startsWith('/v1/account/passengers/:id');

const bench = createBookingBench();
const { db, tables, now, bookings } = bench;
const sealing = createSealing(Buffer.alloc(32, 7).toString('base64'));
const accounts = createAccountStore({ db, tables, sealing, now, random: Math.random });
const erasures = createErasureStore({ db, tables, bookings, now });
const ids = createBookingIds('a secret of sixteen');
const reached: string[] = [];

/** What would change a booking: nobody but its owner may come as far as this. */
const effects = new Proxy({}, { get: (_, name) => async () => void reached.push(String(name)) });

function routesOverRealRows() {
  const access = createChannelAccess({ bookings, searches: { findSearch: async () => undefined }, now });
  const known = new Map<string, unknown>([
    [
      'bookings',
      { bookings, workflows: effects, accepting: effects, admission: effects, ids, tokens: bookingTokens, now },
    ],
    ['payments', { bookings, workflows: effects, ids, fingerprintSecret: 'x', now }],
    ['account', { accounts, erasures, erasing: effects, bookings, ids, fingerprintSecret: 'x', now }],
    ['events', { hub: effects, access, snapshots: effects }],
  ]);
  const deps = new Proxy({}, { get: (_, name: string) => known.get(name) ?? effects });
  return allRoutes(deps as unknown as RouteDeps);
}

type Spec = RouteSpec<unknown, unknown, unknown>;
let door: Express;
let tokens: { owner: string; other: string; operator: string; partner: string; guest: string };
let booking: ReturnType<typeof newBooking>;

beforeAll(async () => {
  await bench.create();
  const { publicKey, sign } = await createSigner();
  booking = await bench.put(newBooking([someSegment()], ['12A'], { owner: 'usr_owner' }));
  await bench.hold(booking);
  const details = { givenName: 'Ada', familyName: 'Lovelace', bornOn: '1990-12-10' };
  await accounts.addPassenger('usr_owner', { id: 'sav_1', fingerprint: 'f', details, limit: 9 });
  door = createDoor({ routes: routesOverRealRows(), keys: async () => publicKey });
  tokens = {
    owner: await sign({ sub: 'owner' }),
    other: await sign({ sub: 'other' }),
    operator: await sign({ sub: 'operator', roles: ['operator'] }),
    partner: await sign({ sub: 'partner', roles: ['partner'] }),
    guest: bookingTokens.issue('bkg_another'),
  };
});
afterAll(bench.end);

const withId = describedRoutes().filter(({ spec }) => spec.path.includes('/:'));

function call({ method, path, bodyExample }: Spec, token: string | undefined) {
  const id = path.startsWith('/v1/account') ? 'sav_1' : booking.bookingId;
  const asked = request(door)[method](path.replace(':id', id)).set('Idempotency-Key', `key-${Math.random()}`);
  const known = token === undefined ? asked : asked.set('Authorization', `Bearer ${token}`);
  return method === 'get' || method === 'delete' ? known : known.send(bodyExample ?? {});
}

test('every operation on one thing says whose that is', () => {
  const unknown = withId.map(({ spec }) => spec.path).filter((path) => !open.has(path) && !owned(path));
  expect(unknown).toEqual([]);
});

const walk = withId.filter(({ spec }) => owned(spec.path)).map(({ spec }) => [spec.operationId, spec] as const);

test.each(walk)('%s is not found by another user, an operator, a partner or another guest', async (_, spec) => {
  reached.length = 0;
  for (const who of ['other', 'operator', 'partner', 'guest'] as const) {
    const answer = await call(spec, tokens[who]);
    const needsUser = spec.access === 'user' && who === 'guest';
    expect([who, answer.status, codeOf(answer)]).toEqual(
      needsUser ? [who, 401, 'unauthenticated'] : [who, 404, 'not_found'],
    );
    expect(answer.text).not.toMatch(/Ada|Lovelace|usr_owner/);
  }
  const nobody = await call(spec, undefined);
  expect(nobody.status).toBe(spec.access === 'public' ? 404 : 401);
  expect(reached).toEqual([]);
});

test.each(walk.filter(([, { method }]) => method === 'get'))('%s is found by its owner', async (_, spec) => {
  if (!spec.path.endsWith('/events')) expect((await call(spec, tokens.owner)).status).toBe(200);
});

test('after the walk everything is as it was', async () => {
  expect(await bookings.findBooking(booking.bookingId)).toMatchObject({ state: 'HELD', version: 1 });
  expect(await accounts.listPassengers('usr_owner')).toHaveLength(1);
});

test('lists and the account show what is one’s own and nothing else', async () => {
  for (const path of ['/v1/bookings', '/v1/account/passengers', '/v1/account']) {
    const mine = await request(door).get(path).set('Authorization', `Bearer ${tokens.owner}`);
    const others = await request(door).get(path).set('Authorization', `Bearer ${tokens.other}`);
    expect([mine.status, others.status]).toEqual([200, 200]);
    expect(others.text).not.toMatch(/Ada|Lovelace|usr_owner|bkg_|sav_/);
  }
});

test('no channel of a booking is there for another user, on the socket and as a stream', async () => {
  const telling = createTelling();
  await telling.create();
  await telling.putBooking('bkg_mine', 2);
  const node = await startStreamNode(telling, new Map([['bkg_mine', 'usr_me']]));
  try {
    for (const token of ['user:else', 'booking:bkg_other', undefined]) {
      const client = await connectClient(node, token);
      expect(await client.subscribe('booking:bkg_mine')).toMatchObject({ ok: false, problem: { code: 'not_found' } });
      expect(client.events).toEqual([]);
      client.socket.disconnect();
    }
    const stream = await fetch(`${node.url}/v1/bookings/bkg_mine/events`, { headers: { accept: 'text/event-stream' } });
    expect(stream.status).toBe(404);
    const owner = await connectClient(node, 'user:me');
    expect(await owner.subscribe('booking:bkg_mine')).toMatchObject({ ok: true });
    owner.socket.disconnect();
  } finally {
    node.stop();
    await telling.end();
  }
});
