import type { Itinerary } from './itineraries';
import { airportsOf } from './flights';
import { filtersOfSlice } from './offerLists';
import { join, type Offering, type Option, optionOf } from './offering';
import type { PruneReason, Pruning } from './pruning';

/** Tells of every itinerary that is in none of the chosen options, and why: the first cause that would have sufficed. */
export function explainItineraries(chosen: readonly Option[], offering: Offering, pruning: Pruning): void {
  const offered = new Set(chosen.flatMap(({ itineraries }) => itineraries));
  offering.itineraries.forEach((ofSlice, slice) => {
    for (const itinerary of ofSlice) {
      if (offered.has(itinerary)) continue;
      const flights = itinerary.rides.map(({ flight }) => flight);
      pruning.prune({ slice, way: airportsOf(flights), flights, reason: reasonOf(itinerary, slice, offering) });
    }
  });
}

function reasonOf(itinerary: Itinerary, slice: number, offering: Offering): PruneReason {
  const sold = offering.brands.flatMap((brand) => optionOf(itinerary, brand, {}));
  if (sold.length === 0) return 'no_common_brand';
  const passing = optionsOf(itinerary, slice, offering);
  if (passing.length === 0) return 'filtered';
  const before = passing.some((option) => joins(option, slice - 1, offering, (a, b) => join(b, a, offering)));
  const after = passing.some((option) => joins(option, slice + 1, offering, (a, b) => join(a, b, offering)));
  return before && after ? 'beyond_result_size' : 'no_turnaround';
}

function optionsOf(itinerary: Itinerary, slice: number, { brands, filters }: Offering): readonly Option[] {
  const ofSlice = filtersOfSlice(filters, slice);
  return brands.flatMap((brand) => optionOf(itinerary, brand, ofSlice));
}

/** Whether an option can be combined with one of a neighbouring slice; where there is none, nothing stands in the way. */
function joins(
  option: Option,
  neighbour: number,
  offering: Offering,
  combine: (option: Option, other: Option) => readonly Option[],
): boolean {
  const others = offering.itineraries[neighbour];
  if (!others) return true;
  return others.some((other) =>
    optionsOf(other, neighbour, offering).some((one) => one.brand === option.brand && combine(option, one).length > 0),
  );
}
