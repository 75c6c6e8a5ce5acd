import { sellableSeats } from './availability';
import { defaultConnectionRules } from './connections';
import { brandsOf } from './fares';
import { type EpochMs, plusSeconds } from './instants';
import type { FollowingRules } from './onward';
import { partyOf, seatsFor } from './parties';
import type { Wish } from './rides';
import type { SearchQuery } from './searches';

/** Onward flights followed after each arrival. */
export const combiningRules: FollowingRules = {
  connection: defaultConnectionRules,
  onwardByArrival: 4,
  onwardByPrice: 2,
  slowest: { times: 3, minutesMore: 12 * 60 },
};
/** Nothing is sold that departs sooner: check-in has closed by the time it is paid. */
const salesCutoffSeconds = 60 * 60;

/** What a search wants of every flight, asked now. */
export function wishOf({ cabin, passengers }: Pick<SearchQuery, 'cabin' | 'passengers'>, now: EpochMs): Wish {
  return {
    brands: brandsOf(cabin),
    seats: seatsFor(partyOf(passengers)),
    notBefore: plusSeconds(now, salesCutoffSeconds),
    sellable: sellableSeats,
  };
}
