import request from 'supertest';
import type { OfferPricing } from '../../src/api/offerPricing';
import { offerRoutes } from '../../src/api/http/offers';
import { searchRoutes } from '../../src/api/http/searches';
import { plusSeconds } from '../../src/domain/instants';
import { formatOfferId } from '../../src/domain/offerIds';
import type { Offer } from '../../src/domain/offers';
import { newSearch, type SearchRecord } from '../../src/domain/searchRecords';
import { codeOf, createDoor, memberOf } from '../support/door';
import { anOffer } from '../support/offers';
import { instant, someDirectory } from '../support/timetable';

const now = instant('2026-11-22T12:00');
const ago = (seconds: number) => plusSeconds(now, -seconds);
const offerId = (index: number) => formatOfferId({ resultId: 'o9fSHGiTOp5tyGKc_xFQ6A', index });

const offers: readonly Offer[] = [
  anOffer(offerId(0), { expiresAt: plusSeconds(now, 1) }),
  anOffer(offerId(1), { expiresAt: now }),
];
const query = {
  slices: [],
  passengers: [],
  cabin: 'economy',
  maxConnections: 2,
  currency: 'EUR',
  sort: 'best',
  filters: {},
  explain: false,
} as const;
const searches: readonly SearchRecord[] = [
  newSearch('srh_running', query, ago(10)),
  newSearch('srh_dead', query, ago(600)),
  newSearch('srh_expired', query, ago(1800)),
];

const pricing: OfferPricing = {
  priceOffer: (offer) =>
    Promise.resolve({ outcome: 'priced', offer: { ...offer, seatsLeft: 3 }, changed: false, available: true }),
  priceAgain: (offer) => Promise.resolve(offer),
};
const deps = {
  searches: { findSearch: (id: string) => Promise.resolve(searches.find(({ searchId }) => searchId === id)) },
  offers: {
    findOffer: (id: string) => Promise.resolve(offers.find((offer) => offer.id === id)),
    listOffers: () => Promise.resolve([]),
  },
  now: () => now,
};
const app = createDoor({
  routes: [
    ...offerRoutes({ ...deps, pricing }),
    ...searchRoutes({
      ...deps,
      searching: { startSearch: () => Promise.reject(new Error('nothing is searched here')) },
      airports: () => Promise.resolve(someDirectory),
      horizonDays: 361,
      waitForEvents: () => Promise.resolve({ outcome: 'gone', head: 7 }),
    }),
  ],
});

describe('what is too late', () => {
  it.each([
    ['an expired offer', 'get', `/v1/offers/${offerId(1)}`, 410, 'offer_expired'],
    ['the price of an expired offer', 'post', `/v1/offers/${offerId(1)}/actions/price`, 410, 'offer_expired'],
    ['an offer that never was', 'get', `/v1/offers/${offerId(2)}`, 404, 'not_found'],
    ['an expired search', 'get', '/v1/searches/srh_expired', 410, 'search_expired'],
    ['the offers of an expired search', 'get', '/v1/offers?search_id=srh_expired', 410, 'search_expired'],
    ['a search that never was', 'get', '/v1/searches/srh_never', 404, 'not_found'],
    ['events that are not kept', 'get', '/v1/searches/srh_running?after_seq=9', 410, 'stream_gone'],
  ] as const)('%s', async (_what, method, path, status, code) => {
    const answer = await request(app)[method](path);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  it('an offer is answered until its last second, with the seats that are left now', async () => {
    const answer = await request(app).get(`/v1/offers/${offerId(0)}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ seats_left: 3, expires_at: '2026-11-22T12:00:01.000Z' });
  });

  it('a search whose node died has failed, and one that runs runs', async () => {
    expect(memberOf(await request(app).get('/v1/searches/srh_running'), 'status')).toBe('running');
    expect((await request(app).get('/v1/searches/srh_dead')).body).toMatchObject({
      status: 'failed',
      reason: 'source_failed',
    });
  });
});

describe('a search that cannot be read', () => {
  const post = (body: object) => request(app).post('/v1/searches').send(body);
  const slice = { origin: 'LIS', destination: 'JFK', date: '2026-12-10' };
  const adult = { type: 'adult' };

  it.each([
    [
      'a date that does not exist',
      { slices: [{ ...slice, date: '2026-02-30' }], passengers: [adult] },
      '/slices/0/date',
    ],
    ['a place of four letters', { slices: [{ ...slice, origin: 'LISB' }], passengers: [adult] }, '/slices/0/origin'],
    ['no passengers', { slices: [slice], passengers: [] }, '/passengers'],
    ['seven slices', { slices: Array.from({ length: 7 }, () => slice), passengers: [adult] }, '/slices'],
    ['three connections', { slices: [slice], passengers: [adult], max_connections: 3 }, '/max_connections'],
    [
      'months as a longest duration',
      { slices: [slice], passengers: [adult], filters: { max_duration: 'P1M' } },
      '/filters/max_duration',
    ],
    ['an unknown member', { slices: [slice], passengers: [adult], nonstop: true }, '/nonstop'],
    ['an unknown airport', { slices: [{ ...slice, origin: 'QQQ' }], passengers: [adult] }, '/slices/0/origin'],
  ])('%s is refused where it stands', async (_what, body, pointer) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect(memberOf(answer, 'errors')).toContainEqual(expect.objectContaining({ pointer }));
  });
});

test.each([
  ['X1', 200],
  ['x1,EZY', 200],
  ['X', 422],
  ['EZY1', 422],
])('offers are filtered by carriers of two or three characters: %s', async (airlines, status) => {
  expect((await request(app).get('/v1/offers').query({ search_id: 'srh_running', airlines })).status).toBe(status);
});
