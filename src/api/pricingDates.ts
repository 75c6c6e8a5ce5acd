import type { Logger } from 'pino';
import type { DatePricesInput } from '../activities/datePrices';
import type { RoutesFound } from '../activities/routes';
import { type DatePrice, runsOf } from '../domain/flexibleDates';
import { pathsOf } from '../domain/routing/paths';
import type { EpochMs } from '../domain/instants';
import type { SearchQuery } from '../domain/searches';
import { datesEvent } from './searchEvents';
import type { SearchLog } from './searchLog';
import type { SharedRuns } from './sharedRuns';

interface PricingDatesDeps {
  readonly run: SharedRuns;
  readonly now: () => EpochMs;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Once a run has failed no other one begins after so long: a search must end before it is taken for lost. */
const patienceMs = 30_000;

/**
 * Prices the other dates a search asks for, run by run, and tells of each as it ends: the nearest dates come first, and one
 * search never has more than one such run under way. Dates whose run failed say so, and the search goes on without their
 * prices. Undefined when the search asks for none.
 */
export async function priceOtherDates(
  { run, now, logger }: PricingDatesDeps,
  { query, otherDates }: { readonly query: SearchQuery; readonly otherDates: SearchQuery['otherDates'] },
  found: RoutesFound,
  log: SearchLog,
): Promise<readonly DatePrice[] | undefined> {
  if (!otherDates) return undefined;
  const paths = pathsOf(found);
  if (paths.some((each) => each.length === 0)) return otherDates.map((on) => ({ on, reason: 'no_route' }));
  const asked = query.slices.map(({ on }) => on);
  const all: DatePrice[] = [];
  const startedAt = now();
  let hasFailed = false;

  async function priced(journeys: DatePricesInput['journeys']): Promise<readonly DatePrice[]> {
    const input: DatePricesInput = { query, paths, journeys };
    try {
      if (hasFailed && now() - startedAt > patienceMs) throw new Error('others took too long and failed');
      return (await run('priceDates', input, summaryOf(query, journeys))).prices;
    } catch (error) {
      hasFailed = true;
      logger.warn({ err: error, dates: journeys.length }, 'some dates of a search could not be priced');
      return journeys.map((on) => ({ on, reason: 'source_failed' }));
    }
  }

  for (const journeys of runsOf(asked, otherDates)) {
    const prices = await priced(journeys);
    all.push(...prices);
    await log.append([datesEvent(prices, now())]);
  }
  return all;
}

function summaryOf({ slices }: SearchQuery, journeys: DatePricesInput['journeys']): string {
  return `${slices.map(({ origin, destination }) => `${origin}-${destination}`).join(' · ')}, ${journeys.length} dates`;
}
