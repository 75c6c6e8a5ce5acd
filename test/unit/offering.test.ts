import { brandsOf } from '../../src/domain/fares';
import type { Cabin, DatedFlight } from '../../src/domain/flights';
import { isoDate } from '../../src/domain/instants';
import { combineItineraries } from '../../src/domain/itineraries';
import { defaultConnectionRules } from '../../src/domain/connections';
import { wayOf } from '../../src/domain/legDays';
import { defaultOfferingRules, draftOffers, type OfferDraft, type OfferingRules } from '../../src/domain/offering';
import type { PassengerType } from '../../src/domain/offers';
import { seatsFor } from '../../src/domain/parties';
import { minutesOf } from '../../src/domain/ranking';
import type { SearchFilters, SearchSlice } from '../../src/domain/searches';
import { bucketsOf, flight, instant, someDirectory } from '../support/timetable';

const on = (date: string, origin: string, destination: string): SearchSlice => ({
  origin,
  destination,
  on: isoDate(date),
  departFrom: `${date}T00:00`,
  departTo: `${date}T23:59`,
});

interface Wanted {
  readonly slices: readonly SearchSlice[];
  readonly via?: string;
  readonly party?: readonly PassengerType[];
  readonly cabin?: Cabin;
  readonly filters?: SearchFilters;
  readonly rules?: Partial<OfferingRules>;
}

function offersOf(flights: readonly DatedFlight[], wanted: Wanted): readonly OfferDraft[] {
  const { slices, via, party = ['adult'], cabin = 'economy', filters = {} } = wanted;
  const wish = {
    brands: brandsOf(cabin),
    seats: seatsFor(party),
    notBefore: instant('2026-11-22T12:00'),
    sellable: () => 200,
  };
  const combining = {
    airports: someDirectory,
    buckets: bucketsOf(flights),
    wish,
    rules: { connection: defaultConnectionRules, onwardByArrival: 4, onwardByPrice: 2 },
  };
  const itineraries = slices.map((slice) => {
    const { origin, destination } = slice;
    const paths = [[origin, destination], ...(via ? [[origin, via, destination]] : [])];
    const ways = paths.map((path) => wayOf(path, slice, someDirectory, defaultConnectionRules));
    return combineItineraries(ways, slice, combining).itineraries;
  });
  const rules = { ...defaultOfferingRules, ...wanted.rules };
  return draftOffers({
    slices,
    itineraries,
    brands: wish.brands,
    party,
    currency: 'EUR',
    filters,
    airports: someDirectory,
    rules,
  }).offers;
}

const flown = (offer: OfferDraft) => offer.slices.map((s) => s.segments.map((x) => x.number).join('+')).join(' / ');

describe('one way', () => {
  const flights = [
    flight('LIS', '2026-12-10T09:00', 'LHR', { number: '1', minutes: 150, cents: 20_000 }),
    flight('LIS', '2026-12-10T11:00', 'CDG', { number: '2', minutes: 150, cents: 5_000 }),
    flight('CDG', '2026-12-10T16:00', 'LHR', { number: '3', minutes: 80, cents: 4_000 }),
    flight('LIS', '2026-12-10T23:30', 'LHR', { number: '4', minutes: 150, cents: 20_000 }),
  ];
  const offers = offersOf(flights, { slices: [on('2026-12-10', 'LIS', 'LHR')], via: 'CDG' });

  it('offers each itinerary in each brand that all its flights have', () => {
    const light = offers.filter(({ fareBrand }) => fareBrand === 'economy_light').map(flown);
    expect(light.sort()).toEqual(['1', '2+3', '4']);
    expect(offers).toHaveLength(9);
    expect(new Set(offers.map(({ fareBrand }) => fareBrand)).size).toBe(3);
  });

  it('ranks by score, price and duration, each position once', () => {
    for (const key of ['best', 'price', 'duration'] as const) {
      expect(offers.map(({ rank }) => rank[key]).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    expect(offers.map(({ rank }) => rank.best)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const cheapest = offers.find(({ rank }) => rank.price === 1);
    expect(cheapest && flown(cheapest)).toBe('2+3');
    expect(offers.find(({ rank }) => rank.duration === 1)?.slices[0]?.durationMinutes).toBe(150);
  });

  it('says why an offer stands where it stands', () => {
    const cheapest = offers.find(({ rank }) => rank.price === 1);
    expect(cheapest?.whyRanked).toEqual(['cheapest', '2 h 50 min longer than the fastest', '1 connection']);
    const nightly = offers.find((offer) => flown(offer) === '4');
    expect(nightly?.whyRanked).toContain('takes off or lands at night');
  });

  it('prefers, all else equal, the flight by day', () => {
    const position = (number: string) =>
      offers.findIndex((offer) => flown(offer) === number && offer.fareBrand === 'economy_light');
    expect(position('1')).toBeLessThan(position('4'));
  });

  it('shows more than nine seats as nine', () => {
    expect(offers[0]?.seatsLeft).toBe(9);
  });

  it('filters before anything is cut', () => {
    const slices = [on('2026-12-10', 'LIS', 'LHR')];
    const filtered = (filters: SearchFilters) =>
      offersOf(flights, { slices, via: 'CDG', filters, rules: { resultSize: 1 } }).map(flown);
    expect(filtered({ maxConnections: 0, departAfter: '20:00' })).toEqual(['4']);
    expect(filtered({ maxDurationMinutes: 140 })).toEqual([]);
    expect(filtered({ airlines: ['ZZ'] })).toEqual([]);
    expect(
      offersOf(flights, { slices, filters: { refundable: true } }).every((o) => o.conditions.refund !== 'no'),
    ).toBe(true);
  });
});

describe('over several slices', () => {
  const out = flight('LIS', '2026-12-10T09:00', 'LHR', { number: '1', cents: 10_000 });
  const outLate = flight('LIS', '2026-12-10T20:00', 'LHR', { number: '2', cents: 9_000 });
  const back = flight('LHR', '2026-12-10T13:00', 'LIS', { number: '3', cents: 8_000 });
  const backNext = flight('LHR', '2026-12-11T13:00', 'LIS', { number: '4', cents: 12_000 });

  it('combines each way out with each way back, at the sum of both', () => {
    const offers = offersOf([out, outLate, backNext], {
      slices: [on('2026-12-10', 'LIS', 'LHR'), on('2026-12-11', 'LHR', 'LIS')],
    });
    const light = offers.filter(({ fareBrand }) => fareBrand === 'economy_light');
    expect(light.map(flown).sort()).toEqual(['1 / 4', '2 / 4']);
    expect(light.find((o) => flown(o) === '1 / 4')?.perPassenger[0]?.base.amount).toBe(22_000);
    expect(light[0] && minutesOf(light[0])).toBe(240);
  });

  it('never lets the way back begin before the way out has ended', () => {
    const offers = offersOf([out, outLate, back], {
      slices: [on('2026-12-10', 'LIS', 'LHR'), on('2026-12-10', 'LHR', 'LIS')],
    });
    expect([...new Set(offers.map(flown))]).toEqual(['1 / 3']);
  });

  it('offers nothing that one booking could not hold at once', () => {
    const party = Array.from({ length: 9 }, () => 'adult' as const);
    const slices = [on('2026-12-10', 'LIS', 'LHR'), on('2026-12-11', 'LHR', 'LIS')];
    expect(offersOf([out, backNext], { slices, party })).not.toHaveLength(0);
    expect(offersOf([out, backNext], { slices, party, rules: { seatsPerBooking: 17 } })).toHaveLength(0);
  });

  it('keeps the cheapest and the fastest, however many combinations there are', () => {
    const many = (origin: string, destination: string, date: string, from: number) =>
      Array.from({ length: 40 }, (_, i) =>
        flight(origin, `${date}T${String(6 + (i % 16)).padStart(2, '0')}:${i < 16 ? '00' : '30'}`, destination, {
          number: String(from + i),
          minutes: 100 + ((i * 37) % 91),
          cents: 5_000 + ((i * 53) % 97) * 100,
        }),
      );
    const flights = [
      ...many('LIS', 'LHR', '2026-12-10', 1),
      ...many('LHR', 'LIS', '2026-12-20', 101),
      ...many('LIS', 'CDG', '2026-12-25', 201),
    ];
    const slices = [on('2026-12-10', 'LIS', 'LHR'), on('2026-12-20', 'LHR', 'LIS'), on('2026-12-25', 'LIS', 'CDG')];
    const offers = offersOf(flights, { slices });
    const ways = (from: number) => flights.filter((f) => Number(f.number) >= from && Number(f.number) < from + 100);
    const least = (value: (f: DatedFlight) => number) =>
      [1, 101, 201].reduce((sum, from) => sum + Math.min(...ways(from).map(value)), 0);
    expect(offers).toHaveLength(500);
    expect(Math.min(...offers.map((o) => o.perPassenger[0]?.base.amount ?? 0))).toBe(
      least((f) => f.fares[0]?.base.amount ?? 0),
    );
    expect(Math.min(...offers.map(minutesOf))).toBe(least((f) => (f.arrive.at - f.depart.at) / 60_000));
  });
});
