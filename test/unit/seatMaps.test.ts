import type { Caller } from '../../src/api/http/route';
import { seatMapRoutes } from '../../src/api/http/seatMaps';
import { seatMapSchema } from '../../src/api/http/seatMapSchemas';
import { toSnake } from '../../src/api/http/spelling';
import { formatFlightId } from '../../src/domain/flights';
import { epochMs, isoDate } from '../../src/domain/instants';
import { lastSeat, sandboxCarrier } from '../../src/domain/demo/sandbox';
import type { Offer, Segment } from '../../src/domain/offers';
import { type SeatMap, seatMapOf, type SeatMapElement, type SeatMapInput } from '../../src/domain/seatMaps';
import { seatPlanOf } from '../../src/domain/seatPlanCatalogue';
import type { SeatRow } from '../../src/domain/seatRows';
import { someOffer, someSegment } from '../support/bookings';

const now = epochMs(1_790_000_000_000);
const segment: Segment = { ...someSegment(), seatPlanId: '320-166', cabin: 'economy' };
const [leg] = segment.legs;
const offer = someOffer([segment]);

function row(seat: string, more: Partial<SeatRow>, flightId = leg): SeatRow {
  if (flightId === undefined) throw new Error('a segment has a leg');
  return { flightId, seat, holdId: 'bkg_a#1', bookingId: 'bkg_a', userId: 'usr_a', ...more };
}
const held = (seat: string, expires = now + 1000): SeatRow => row(seat, { status: 'locked', lockExpiresAt: expires });
const sold = (seat: string): SeatRow => row(seat, { status: 'reserved' });

function map(rows: readonly SeatRow[], more: Partial<SeatMapInput> = {}): SeatMap {
  return seatMapOf({ offer, segment, index: 0, rows, versions: new Map(), isMine: () => false, now, ...more });
}
const elementsOf = (one: SeatMap): SeatMapElement[] =>
  one.cabins.flatMap(({ rows }) => rows.flatMap(({ sections }) => sections.flatMap(({ elements }) => elements)));
function seat(one: SeatMap, designator: string) {
  const found = elementsOf(one).find((element) => element.type === 'seat' && element.designator === designator);
  if (found?.type !== 'seat') throw new Error(`no seat ${designator}`);
  return found;
}

test('shows every seat of the plan once, where it stands, with aisles between the sections', () => {
  const one = map([]);
  const plan = seatPlanOf('320-166');
  const designators = elementsOf(one).flatMap((element) => (element.type === 'seat' ? [element.designator] : []));
  expect(designators.sort()).toEqual([...plan.seats.keys()].sort());
  const rowFive = one.cabins[1]?.rows.find((each) => each.row === 5);
  const drawn = rowFive?.sections.map(({ elements }) =>
    elements.map((each) => (each.type === 'seat' ? each.designator : each.type)),
  );
  expect(drawn).toEqual([
    ['5A', '5B', '5C', 'aisle'],
    ['5D', '5E', '5F'],
  ]);
  expect(seatMapSchema.safeParse(toSnake(one)).error).toBeUndefined();
});

test('a seat is free, held or sold; a hold whose time has passed is free', () => {
  const one = map([held('20A'), held('20B', now - 1), sold('20C'), row('20D', {})]);
  expect(['20A', '20B', '20C', '20D', '20E'].map((each) => seat(one, each).state)).toEqual([
    'held',
    'free',
    'sold',
    'free',
    'free',
  ]);
});

test('seats of another cabin are restricted, whatever their state', () => {
  const one = map([held('1A')]);
  expect(seat(one, '1A')).toMatchObject({ state: 'restricted', price: [] });
  expect(seat(one, '1C').state).toBe('restricted');
});

test('a price is given for each kind of passenger who may sit there: children not in exit rows, lap infants nowhere', () => {
  const [adult] = offer.perPassenger;
  if (!adult) throw new Error('an offer has passengers');
  const family: Offer = {
    ...offer,
    perPassenger: [adult, adult, { ...adult, passengerType: 'child' }, { ...adult, passengerType: 'infant_lap' }],
  };
  const one = map([], { offer: family });
  const types = (designator: string) => seat(one, designator).price.map(({ passengerType }) => passengerType);
  expect(types('20A')).toEqual(['adult', 'child']);
  expect(types('12A')).toEqual(['adult']);
  expect(seat(one, '12A').characteristics).toContain('exit_row');
  for (const { amount } of seat(one, '20A').price) expect(amount.currency).toBe(offer.total.currency);
});

test('only the viewer sees which seats are theirs, and nobody sees whose the others are or until when', async () => {
  const rows = [
    held('20A'),
    row('20B', { status: 'locked', lockExpiresAt: now + 1000, userId: 'usr_b', bookingId: 'bkg_b' }),
  ];
  const [one] = seatMapRoutes({
    offers: { findOffer: async () => offer },
    seats: { listSeats: async () => rows },
    channels: { readHeads: async (channels) => new Map(channels.map((channel) => [channel, 7])) },
    now: () => now,
  });
  const look = async (caller: Caller) => {
    const context = { query: { offerId: offer.id }, caller } as Parameters<NonNullable<typeof one>['handle']>[0];
    const answer = await one?.handle(context);
    const body = answer?.body as { data: SeatMap[] };
    expect(JSON.stringify(body)).not.toMatch(/usr_|bkg_|xpires/);
    expect(body.data[0]).toMatchObject({ segment: 0, flightId: segment.flightId, version: 7 });
    return ['20A', '20B'].map((designator) => body.data[0] && seat(body.data[0], designator).state);
  };
  expect(await look({ kind: 'anonymous' })).toEqual(['held', 'held']);
  expect(await look({ kind: 'user', userId: 'usr_a', roles: [] })).toEqual(['held_by_you', 'held']);
  expect(await look({ kind: 'booking', bookingId: 'bkg_b' })).toEqual(['held', 'held_by_you']);
});

test('a seat of a segment with two legs is what it is on the worse of them', () => {
  const second = formatFlightId({
    carrier: segment.carrier,
    number: '999',
    originOn: isoDate('2026-12-10'),
    boardPoint: 'OPO',
  });
  const two: Segment = { ...segment, legs: [segment.flightId, second] };
  const other = (designator: string, more: Partial<SeatRow>) => row(designator, more, second);
  const rows = [held('20A'), other('20A', { status: 'reserved' }), other('20B', { status: 'reserved' })];
  const one = map(rows, {
    segment: two,
    versions: new Map([
      [segment.flightId, 3],
      [second, 5],
    ]),
  });
  expect(['20A', '20B', '20C'].map((designator) => seat(one, designator).state)).toEqual(['sold', 'sold', 'free']);
  expect(one).toMatchObject({ version: 3, legs: [{ version: 3 }, { flightId: second, version: 5 }] });
});

test('on the flight that is sold out but one seat, all others are blocked', () => {
  const flightId = formatFlightId({
    carrier: sandboxCarrier,
    number: '700',
    originOn: isoDate('2026-12-10'),
    boardPoint: 'LIS',
  });
  const one = map([], { segment: { ...segment, flightId, legs: [flightId] } });
  const economy = elementsOf(one).filter(
    (element) => element.type === 'seat' && seatPlanOf('320-166').seats.get(element.designator)?.cabin === 'economy',
  );
  const free = economy.filter((element) => element.type === 'seat' && element.state === 'free');
  expect(free).toMatchObject([{ designator: lastSeat }]);
  expect(economy.filter((element) => element.type === 'seat' && element.state === 'blocked').length).toBe(
    economy.length - 1,
  );
});
