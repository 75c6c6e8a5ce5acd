import { setImmediate as turn } from 'node:timers/promises';
import type { AirportDirectory } from '../domain/airports';
import type { AirportSource } from '../domain/airportSource';
import { datePrice, type DatePricing, sliceDay, type SliceDay } from '../domain/datePrices';
import { type DatePrice, type JourneyDates, sliceOn } from '../domain/flexibleDates';
import type { EpochMs } from '../domain/instants';
import { combineItineraries } from '../domain/itineraries';
import { bucketsOfWays, type Way, wayOf, waysWithin } from '../domain/legDays';
import type { LegHoursOf } from '../domain/legHours';
import { defaultOfferingRules } from '../domain/offering';
import { partyOf } from '../domain/parties';
import { combiningRules, wishOf } from '../domain/searchRules';
import type { SearchQuery, SearchSlice } from '../domain/searches';
import type { LegHoursSource } from './legHoursSource';
import type { FlightStore } from '../stores/dynamodb/flights';
import type { ComparisonInput } from './offers';

/** Buckets read for one slice on one day, on average: a run of fourteen such days is at most four requests of a hundred keys, side by side. */
const bucketsPerDay = 24;

export interface DatePricesInput {
  readonly query: SearchQuery;
  readonly paths: ComparisonInput['paths'];
  readonly journeys: readonly JourneyDates[];
}

export interface DatePricesResult {
  readonly prices: readonly DatePrice[];
  readonly bucketsRead: number;
}

export interface DateActivityDeps {
  readonly flights: Pick<FlightStore, 'readBuckets'>;
  readonly airports: AirportSource;
  readonly legHours: LegHoursSource;
  readonly now: () => EpochMs;
}

/** A slice on one of its days, with the ways that are looked at. */
interface Day {
  readonly slice: SearchSlice;
  readonly index: number;
  readonly ways: readonly Way[];
}

interface Known {
  readonly airports: AirportDirectory;
  readonly hoursOf: LegHoursOf;
}

export function createDateActivities({ flights, airports, legHours, now }: DateActivityDeps) {
  return {
    /**
     * The cheapest price of each journey, along the first of the given ways: as many as fit what one run may read. One round of
     * reads for all days. Twice: reads only.
     */
    async priceDates({ query, paths, journeys }: DatePricesInput): Promise<DatePricesResult> {
      const [directory, hoursOf] = await Promise.all([airports(), legHours()]);
      const days = daysOf(query, paths, journeys, { airports: directory, hoursOf });
      const addresses = bucketsOfWays([...days.values()].flatMap(({ ways }) => ways));
      const combining = {
        airports: directory,
        buckets: await flights.readBuckets(addresses),
        wish: wishOf(query, now()),
        rules: combiningRules,
      };
      const { currency, filters, passengers } = query;
      const { brands } = combining.wish;
      const party = partyOf(passengers);
      const pricing: DatePricing = {
        brands,
        party,
        currency,
        filters,
        airports: directory,
        rules: defaultOfferingRules,
      };
      const priced = new Map<string, SliceDay>();
      for (const [key, { slice, index, ways }] of days) {
        priced.set(key, sliceDay(combineItineraries(ways, slice, combining), index, pricing));
        // Other searches of this worker go on in between.
        await turn();
      }
      const prices = journeys.map((on) =>
        datePrice(
          on,
          on.flatMap((date, n) => priced.get(keyOf(n, date)) ?? []),
          pricing,
        ),
      );
      return { prices, bucketsRead: addresses.length };
    },
  };
}
export type DateActivities = ReturnType<typeof createDateActivities>;

function keyOf(index: number, on: string): string {
  return `${index} ${on}`;
}

function daysOf(
  query: SearchQuery,
  paths: ComparisonInput['paths'],
  journeys: readonly JourneyDates[],
  known: Known,
): ReadonlyMap<string, Day> {
  const days = new Map<string, Day>();
  query.slices.forEach((slice, index) => {
    const slices = [...new Set(journeys.flatMap((dates) => dates[index] ?? []))].map((on) => sliceOn(slice, on));
    const chosen = waysWithin(bucketsPerDay * slices.length, paths[index] ?? [], (path) =>
      slices.map((each) => wayOf(path, each, known.airports, combiningRules.connection, known.hoursOf)),
    );
    slices.forEach((each, n) =>
      days.set(keyOf(index, each.on), { slice: each, index, ways: chosen.flatMap((ways) => ways[n] ?? []) }),
    );
  });
  return days;
}
