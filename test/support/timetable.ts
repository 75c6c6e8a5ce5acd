import { DateTime } from 'luxon';
import { type Airport, createAirportDirectory } from '../../src/domain/airports';
import { bucketKey, type FlightBucket } from '../../src/domain/flightBuckets';
import {
  type Cabin,
  type DatedFlight,
  type FlightFare,
  formatFlightId,
  type LegAvailability,
} from '../../src/domain/flights';
import { type EpochMs, epochMs, isoDate } from '../../src/domain/instants';
import { seatPlanIds, seatPlanOf } from '../../src/domain/seatPlanCatalogue';

/** A small world for tests of search: real places, invented flights. */
const places: readonly [
  code: string,
  city: string,
  cityCode: string,
  country: string,
  zone: string,
  latitude: number,
  longitude: number,
][] = [
  ['LIS', 'Lisbon', 'LIS', 'PT', 'Europe/Lisbon', 38.77, -9.13],
  ['OPO', 'Porto', 'OPO', 'PT', 'Europe/Lisbon', 41.24, -8.68],
  ['LHR', 'London', 'LON', 'GB', 'Europe/London', 51.47, -0.45],
  ['LGW', 'London', 'LON', 'GB', 'Europe/London', 51.15, -0.18],
  ['CDG', 'Paris', 'PAR', 'FR', 'Europe/Paris', 49.01, 2.55],
  ['ORY', 'Paris', 'PAR', 'FR', 'Europe/Paris', 48.73, 2.36],
  ['NCE', 'Nice', 'NCE', 'FR', 'Europe/Paris', 43.66, 7.21],
  ['FRA', 'Frankfurt', 'FRA', 'DE', 'Europe/Berlin', 50.03, 8.57],
  ['JFK', 'New York', 'NYC', 'US', 'America/New_York', 40.64, -73.78],
  ['HNL', 'Honolulu', 'HNL', 'US', 'Pacific/Honolulu', 21.32, -157.92],
  ['LAX', 'Los Angeles', 'LAX', 'US', 'America/Los_Angeles', 33.94, -118.41],
  ['AKL', 'Auckland', 'AKL', 'NZ', 'Pacific/Auckland', -37.01, 174.79],
  ['SYD', 'Sydney', 'SYD', 'AU', 'Australia/Sydney', -33.95, 151.18],
];

export const someAirports: readonly Airport[] = places.map(
  ([code, city, cityCode, country, zone, latitude, longitude]) => ({
    code,
    name: `${city} ${code}`,
    city,
    cityCode,
    country,
    zone,
    latitude,
    longitude,
  }),
);
export const someDirectory = createAirportDirectory(someAirports);

const narrowBodyId = seatPlanIds.find((id) => id.startsWith('320'));
if (narrowBodyId === undefined) throw new Error('the catalogue has an A320');
/** Seat plan of all invented flights. */
export const narrowBody = seatPlanOf(narrowBodyId);

export function instant(local: string, zone = 'UTC'): EpochMs {
  return epochMs(DateTime.fromISO(local, { zone }).toMillis());
}

function end(airport: string, at: EpochMs, terminal: string | undefined) {
  const zone = someDirectory.find(airport)?.zone ?? 'UTC';
  const local = DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
  return { airport, ...(terminal !== undefined && { terminal }), local, zone, at };
}

export interface FlightWish {
  readonly number?: string;
  readonly carrier?: string;
  readonly operating?: { readonly carrier: string; readonly number: string };
  readonly minutes?: number;
  /** Euro cents of the lowest fare of each cabin. */
  readonly cents?: number;
  readonly cabins?: readonly Cabin[];
  readonly terminals?: { readonly depart?: string; readonly arrive?: string };
  readonly seatPlanId?: string;
  readonly fares?: readonly FlightFare[];
}

let counted = 100;

/** A flight `flight('LIS', '2026-12-10T07:00', 'LHR')`; the departure is local at the origin. */
export function flight(origin: string, departLocal: string, destination: string, wish: FlightWish = {}): DatedFlight {
  const { carrier = 'X1', number = String(counted++), minutes = 120, cents = 10_000, cabins = ['economy'] } = wish;
  const operating = wish.operating ?? { carrier, number };
  const departAt = instant(departLocal, someDirectory.find(origin)?.zone);
  const flightId = formatFlightId({ ...operating, originOn: isoDate(departLocal.slice(0, 10)), boardPoint: origin });
  return {
    flightId,
    legs: [flightId],
    carrier,
    number,
    operating,
    depart: end(origin, departAt, wish.terminals?.depart),
    arrive: end(destination, epochMs(departAt + minutes * 60_000), wish.terminals?.arrive),
    aircraft: '320',
    seatPlanId: wish.seatPlanId ?? narrowBody.seatPlanId,
    fares: wish.fares ?? cabins.flatMap((cabin) => faresOf(cabin, cents)),
  };
}

const brands: Readonly<Record<Cabin, readonly [brand: string, bookingClass: string, percent: number][]>> = {
  economy: [
    ['economy_light', 'O', 100],
    ['economy_standard', 'Q', 130],
    ['economy_flex', 'Y', 200],
  ],
  premium_economy: [
    ['premium_standard', 'W', 200],
    ['premium_flex', 'E', 260],
  ],
  business: [
    ['business_saver', 'D', 400],
    ['business_flex', 'J', 600],
  ],
  first: [],
};

function faresOf(cabin: Cabin, cents: number): FlightFare[] {
  return brands[cabin].map(([fareBrand, bookingClass, percent]) => ({
    cabin,
    fareBrand,
    bookingClass,
    fareBasis: `${bookingClass}TEST`,
    base: { amount: Math.round((cents * percent) / 100), currency: 'EUR' },
  }));
}

/** The flights as buckets by key, with what is taken on some of them. */
export function bucketsOf(
  flights: readonly DatedFlight[],
  taken: Readonly<Record<string, Readonly<Partial<Record<Cabin, number>>>>> = {},
): Map<string, FlightBucket> {
  const buckets = new Map<string, { flights: DatedFlight[]; availability: Record<string, LegAvailability> }>();
  for (const each of flights) {
    const { depart, arrive } = each;
    const key = bucketKey({
      origin: depart.airport,
      destination: arrive.airport,
      on: isoDate(depart.local.slice(0, 10)),
    });
    const bucket = buckets.get(key) ?? { flights: [], availability: {} };
    bucket.flights.push(each);
    const here = taken[each.flightId];
    if (here) bucket.availability[each.flightId] = { version: 1, taken: here, at: depart.at };
    buckets.set(key, bucket);
  }
  return buckets;
}
