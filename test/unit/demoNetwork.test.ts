import { createAirportDirectory } from '../../src/domain/airports';
import { blockedCount, blockedSeats } from '../../src/domain/blockedSeats';
import { carriers } from '../../src/domain/demo/carriers';
import { fleet } from '../../src/domain/demo/fleet';
import { demoNetwork } from '../../src/domain/demo/network';
import { lastSeat, repricingPercentOf, sandboxRoutes } from '../../src/domain/demo/sandbox';
import { greatCircleMetres } from '../../src/domain/distances';
import { fareBrandOf } from '../../src/domain/fareBrands';
import { packFlights, unpackFlights } from '../../src/domain/flightBuckets';
import { type FlightId, isFlightId } from '../../src/domain/flights';
import { isoDate } from '../../src/domain/instants';
import { buildGraph } from '../../src/domain/routing/graph';
import { pathsBetween } from '../../src/domain/routing/pairPaths';
import { rankingRules } from '../../src/domain/routing/paths';
import { datedFlight, flightsPerWeek, type LegSchedule } from '../../src/domain/schedules';
import { seatCount, seatPlanIds, seatPlanOf } from '../../src/domain/seatPlanCatalogue';
import { readAirportFile } from '../../src/workers/airportFile';

const airports = readAirportFile();
const network = demoNetwork(airports, 20160801);
const directory = createAirportDirectory(airports);
const graph = buildGraph(network);
const between = (origin: string, destination: string): LegSchedule[] =>
  network.schedules.filter((s) => s.origin.airport === origin && s.destination.airport === destination);
const ways = (origin: string, destination: string): string[] =>
  pathsBetween(graph, rankingRules, origin, destination).map((path) => path.airports.join('-'));

describe('the airports', () => {
  test('are at least 150, each with a zone the platform knows and a place on earth', () => {
    expect(airports.length).toBeGreaterThanOrEqual(150);
    for (const { zone } of airports) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  });

  test.each([
    ['LHR', 'Europe/London'], ['GVA', 'Europe/Zurich'], ['IST', 'Europe/Istanbul'], ['DOH', 'Asia/Qatar'], ['MEL', 'Australia/Melbourne'], ['TAS', 'Asia/Tashkent'],
    ['ALA', 'Asia/Almaty'], ['SSA', 'America/Bahia'], ['PHX', 'America/Phoenix'], ['KTM', 'Asia/Kathmandu'], ['APW', 'Pacific/Apia'], ['LDH', 'Australia/Lord_Howe'],
  ])('%s is in %s', (code, zone) => expect(directory.find(code)?.zone).toBe(zone)); // prettier-ignore

  test('are found by code, city, part of a name, without accents, and with one letter wrong', () => {
    const first = (text: string): string | undefined => directory.suggest(text, 3)[0]?.code;
    expect(first('jfk')).toBe('JFK');
    expect(directory.suggest('LON', 5).map(({ code }) => code)).toEqual(['LGW', 'LHR', 'LYR']);
    expect(first('zurich')).toBe('ZRH');
    expect(first('sao pau')).toBe('GRU');
    expect(first('heathrow')).toBe('LHR');
    expect(first('Lissabon')).toBeUndefined();
    expect(first('Lisbno')).toBe('LIS');
    expect(directory.suggest('  ', 5)).toEqual([]);
    expect(directory.airportsOfCity('nyc').map(({ code }) => code)).toEqual(['EWR', 'JFK', 'LGA']);
  });
});

describe('the flights', () => {
  test('are at least 2,000 a day on 800 legs, by eighteen carriers whose codes no airline has', () => {
    expect(network.legs.length).toBeGreaterThanOrEqual(800);
    expect(network.schedules.reduce((sum, s) => sum + flightsPerWeek(s), 0) / 7).toBeGreaterThanOrEqual(2_000);
    expect(new Set(network.schedules.map((s) => s.aircraft)).size).toBeGreaterThanOrEqual(5);
    expect(carriers.length).toBe(18);
    for (const { name } of carriers) expect(name).toMatch(/Demo|Sample|Pattern/);
  });

  test('are the same for the same seed, whatever order the airports come in, and others for another', () => {
    const text = (from: typeof airports, seed: number): string => JSON.stringify(demoNetwork(from, seed).schedules);
    const first = JSON.stringify(network.schedules);
    expect(text([...airports].reverse(), 20160801) === first).toBe(true);
    expect(text(airports, 2) === first).toBe(false);
  });

  test('have one number each, an aircraft that flies so far, and fares only in cabins it has', () => {
    expect(new Set(network.schedules.map((s) => `${s.carrier}${s.number}`)).size).toBe(network.schedules.length);
    const faults = network.schedules.filter(({ origin, destination, aircraft, seatPlanId, fares }) => {
      const [from, to] = [directory.find(origin.airport), directory.find(destination.airport)];
      const type = fleet.find(({ code }) => code === aircraft);
      if (!from || !to || type?.seatPlanId !== seatPlanId || type.rangeKm * 1000 < greatCircleMetres(from, to))
        return true;
      const sold = fares.every(
        ({ cabin, fareBrand, cents }) =>
          seatCount(seatPlanOf(seatPlanId), cabin) > 0 && fareBrandOf(fareBrand).cabin === cabin && cents > 1_000,
      );
      return fares.length === 0 || !sold;
    });
    expect(faults).toEqual([]);
  });

  test('go both ways: where a leg goes out, one comes back', () => {
    const pairs = new Set(network.legs.map(({ origin, destination }) => `${origin}-${destination}`));
    expect(network.legs.filter(({ origin, destination }) => !pairs.has(`${destination}-${origin}`))).toEqual([]);
  });

  test.each(['2026-12-10', '2026-03-29', '2026-10-25', '2026-11-01', '2027-02-28'])(
    'on %s all arrive after they depart, at the local time the platform shows',
    (on) => {
      const flights = network.schedules.flatMap((s) => datedFlight(s, isoDate(on)) ?? []);
      expect(flights.length).toBeGreaterThan(2_000);
      const shown = (zone: string, at: number): string =>
        new Date(at).toLocaleString('sv-SE', { timeZone: zone }).slice(0, 16).replace(' ', 'T');
      const wrong = flights.filter(({ flightId, depart, arrive }) => {
        const hours = (arrive.at - depart.at) / 3_600_000;
        return !isFlightId(flightId) || hours <= 0 || hours > 20;
      });
      expect(wrong).toEqual([]);
      for (const { depart, arrive } of flights.filter((_, n) => n % 50 === 0)) {
        expect([depart.local, arrive.local]).toEqual([shown(depart.zone, depart.at), shown(arrive.zone, arrive.at)]);
      }
    },
  );

  test('reach most of the world with at most two connections', () => {
    const served = airports.filter(({ code }) => code !== 'LYR').map(({ code }) => code);
    const sample = served.flatMap((origin, i) =>
      served.filter((_, j) => (i * 7 + j) % 23 === 0).map((destination) => [origin, destination] as const),
    );
    const reached = sample.filter(
      ([origin, destination]) => origin === destination || ways(origin, destination).length > 0,
    );
    expect(reached.length / sample.length).toBeGreaterThan(0.9);
  });

  test('cross the date line: to Honolulu one arrives on the day before', () => {
    const [flight] = between('NAN', 'HNL').flatMap(
      (s) => datedFlight(s, isoDate('2026-12-10')) ?? datedFlight(s, isoDate('2026-12-11')) ?? [],
    );
    expect((flight?.arrive.local ?? '') < (flight?.depart.local ?? '').slice(0, 10)).toBe(true);
    expect(ways('APW', 'HNL')).toContain('APW-NAN-HNL');
  });

  test('of a date come back from their bucket as they went in', () => {
    const on = isoDate('2026-12-10');
    const flights = between('LHR', 'JFK').flatMap((s) => datedFlight(s, on) ?? []);
    expect(flights.length).toBeGreaterThan(1);
    expect(unpackFlights(packFlights({ origin: 'LHR', destination: 'JFK', on }, flights))).toEqual(flights);
    expect(unpackFlights(packFlights({ origin: 'LHR', destination: 'JFK', on }, []))).toEqual([]);
  });
});

describe('the sandbox', () => {
  test('has a pair without service, in both directions', () => {
    for (const { origin, destination } of sandboxRoutes.filter((r) => r.what === 'no_service')) {
      expect(directory.find(destination)).toBeDefined();
      expect([...ways(origin, destination), ...ways(destination, origin)]).toEqual([]);
    }
  });

  test('has a pair with one connection a day and no other way', () => {
    const [route] = sandboxRoutes.filter((r) => r.what === 'one_connection_only');
    expect(ways(route?.origin ?? '', route?.destination ?? '')).toEqual(['FAE-KEF-GOH']);
    for (const on of ['2026-12-10', '2026-07-10']) {
      const [first, second] = [
        ['FAE', 'KEF'],
        ['KEF', 'GOH'],
      ].map(([o = '', d = '']) => between(o, d).flatMap((s) => datedFlight(s, isoDate(on)) ?? []));
      expect([first?.length, second?.length]).toEqual([1, 1]);
      const layover = ((second?.[0]?.depart.at ?? 0) - (first?.[0]?.arrive.at ?? 0)) / 60_000;
      expect(layover).toBeGreaterThanOrEqual(60);
      expect(layover).toBeLessThanOrEqual(240);
    }
  });

  test('has a flight that is sold out but one seat', () => {
    const [flight] = between('LIS', 'PXO').flatMap((s) => datedFlight(s, isoDate('2026-12-10')) ?? []);
    if (!flight) throw new Error('LIS-PXO does not fly');
    const plan = seatPlanOf(flight.seatPlanId);
    expect(plan.seats.size - blockedSeats(flight.flightId, plan).size).toBe(1);
    expect(blockedSeats(flight.flightId, plan).has(lastSeat)).toBe(false);
    expect(seatCount(plan, 'economy') - blockedCount(flight.flightId, plan, 'economy')).toBe(1);
    expect(blockedCount(flight.flightId, plan, 'business')).toBe(seatCount(plan, 'business'));
    expect(blockedSeats('K0-100-2026-12-10-LHR' as FlightId, plan).size).toBe(0);
  });

  test('has a flight whose price rises, and one that flies on Saturdays only', () => {
    const flown = (origin: string, destination: string, on: string): number =>
      between(origin, destination).flatMap((s) => datedFlight(s, isoDate(on)) ?? []).length;
    expect(between('VIE', 'INN').map((s) => repricingPercentOf(s))).toEqual([15]);
    expect(
      between('LHR', 'JFK')
        .map((s) => repricingPercentOf(s))
        .every((percent) => percent === 0),
    ).toBe(true);
    expect([flown('CPT', 'HLE', '2026-12-12'), flown('CPT', 'HLE', '2026-12-11')]).toEqual([1, 0]);
  });
});

test('every type of the fleet has a seat plan of its own', () => {
  expect(fleet.map(({ seatPlanId }) => seatPlanId).sort()).toEqual([...seatPlanIds].sort());
});
