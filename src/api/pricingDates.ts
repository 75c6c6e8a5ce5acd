import type { DatePricesInput } from '../activities/datePrices';
import type { RoutesFound } from '../activities/routes';
import { type DatePrice, runsOf } from '../domain/flexibleDates';
import type { EpochMs } from '../domain/instants';
import type { SearchQuery } from '../domain/searches';
import { datesEvent } from './searchEvents';
import type { SearchLog } from './searchLog';
import type { SharedRuns } from './sharedRuns';

interface PricingDatesDeps {
  readonly run: SharedRuns;
  readonly now: () => EpochMs;
}

/**
 * Prices the other dates a search asks for, run by run, and tells of each as it ends: the nearest dates come first, and one
 * search never has more than one such run under way. Undefined when the search asks for none.
 */
export async function priceOtherDates(
  { run, now }: PricingDatesDeps,
  { query, otherDates }: { readonly query: SearchQuery; readonly otherDates: SearchQuery['otherDates'] },
  found: RoutesFound,
  log: SearchLog,
): Promise<readonly DatePrice[] | undefined> {
  if (!otherDates) return undefined;
  const paths = found.slices.map((slice) => slice.paths.map(({ airports }) => airports));
  if (paths.some((each) => each.length === 0)) return otherDates.map((on) => ({ on, reason: 'no_route' }));
  const asked = query.slices.map(({ on }) => on);
  const all: DatePrice[] = [];
  for (const journeys of runsOf(asked, otherDates)) {
    const input: DatePricesInput = { query, paths, journeys };
    const { prices } = await run('priceDates', input, summaryOf(query, journeys));
    all.push(...prices);
    await log.append([datesEvent(prices, now())]);
  }
  return all;
}

function summaryOf({ slices }: SearchQuery, journeys: DatePricesInput['journeys']): string {
  return `${slices.map(({ origin, destination }) => `${origin}-${destination}`).join(' · ')}, ${journeys.length} dates`;
}
