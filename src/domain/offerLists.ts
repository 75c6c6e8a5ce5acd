import type { FareConditions, Offer, Segment } from './offers';
import { connectionsOf, identityOf, minutesOf, rankOffers } from './ranking';
import type { SearchFilters, SearchQuery } from './searches';

/** What filters look at: an offer has all of it, and so does an itinerary on its fares. */
export interface Filterable {
  readonly slices: readonly {
    readonly durationMinutes: number;
    readonly connections: readonly unknown[];
    readonly segments: readonly Pick<Segment, 'carrier' | 'operating' | 'depart'>[];
  }[];
  readonly conditions: FareConditions;
}

/** Whether an offer passes the filters of a traveller. Times are wall-clock at the origin of the first slice, `HH:MM`. */
export function passesFilters(offer: Filterable, filters: SearchFilters): boolean {
  const { airlines, maxConnections, departAfter, departBefore, maxDurationMinutes, bagsMin, refundable } = filters;
  const segments = offer.slices.flatMap((slice) => slice.segments);
  const departs = segments[0]?.depart.local.slice(11) ?? '';
  return (
    (airlines === undefined ||
      segments.every((s) => airlines.includes(s.carrier) || airlines.includes(s.operating.carrier))) &&
    (maxConnections === undefined || offer.slices.every((slice) => slice.connections.length <= maxConnections)) &&
    (departAfter === undefined || departs >= departAfter) &&
    (departBefore === undefined || departs <= departBefore) &&
    (maxDurationMinutes === undefined || offer.slices.every((slice) => slice.durationMinutes <= maxDurationMinutes)) &&
    (bagsMin === undefined || offer.conditions.bags >= bagsMin) &&
    (refundable !== true || offer.conditions.refund !== 'no')
  );
}

/** The filters that hold for one slice: times of departure are those of the first. */
export function filtersOfSlice(filters: SearchFilters, index: number): SearchFilters {
  if (index === 0) return filters;
  const { airlines, maxConnections, maxDurationMinutes, bagsMin, refundable } = filters;
  return {
    ...(airlines !== undefined && { airlines }),
    ...(maxConnections !== undefined && { maxConnections }),
    ...(maxDurationMinutes !== undefined && { maxDurationMinutes }),
    ...(bagsMin !== undefined && { bagsMin }),
    ...(refundable !== undefined && { refundable }),
  };
}

/** So many offers of a search are told of and answered; the rest is listed. */
export const mostShown = 50;

export type OfferSort = SearchQuery['sort'];

/** Sorted copy. Equal offers keep one order for good: that of `best`, then of their flights. */
export function sortOffers(offers: readonly Offer[], sort: OfferSort): readonly Offer[] {
  return [...offers].sort(
    (a, b) =>
      sortKey(a, sort) - sortKey(b, sort) || a.rank.best - b.rank.best || (identityOf(a) < identityOf(b) ? -1 : 1),
  );
}

function sortKey(offer: Offer, sort: OfferSort): number {
  switch (sort) {
    case 'best':
      return offer.rank.best;
    case 'price':
      return offer.rank.price;
    case 'duration':
      return offer.rank.duration;
    case 'departure':
      return offer.slices[0]?.segments[0]?.depart.at ?? 0;
    case 'arrival':
      return offer.slices[0]?.segments.at(-1)?.arrive.at ?? 0;
  }
}

/** The offers of a search from all the parts it was answered in. Several parts are ranked anew, together. */
export function mergeOffers(parts: readonly (readonly Offer[])[]): readonly Offer[] {
  const all = parts.flat();
  if (parts.filter((part) => part.length > 0).length <= 1) return all;
  const ranks = rankOffers(all);
  return all.map((offer, index) => ({ ...offer, ...ranks[index] }));
}

const leniency = { free: 0, fee: 1, no: 2 } as const;

/** The axes on which offers are weighed against each other; less is better on each. */
function axesOf(offer: Offer): readonly number[] {
  const { change, refund, bags, seatChoice }: FareConditions = offer.conditions;
  return [
    offer.total.amount,
    minutesOf(offer),
    connectionsOf(offer),
    leniency[change],
    leniency[refund],
    -bags,
    leniency[seatChoice],
  ];
}

/**
 * The offers no other offer beats: better on at least one of price, duration, connections and conditions, and worse on
 * none. In the order of the input. Of offers equal on all axes all stay.
 */
export function paretoFront(offers: readonly Offer[]): readonly Offer[] {
  const weighed = offers.map((offer) => ({ offer, axes: axesOf(offer) }));
  // Whoever dominates an offer stands before it in this order, and the front dominates all that is dominated at all.
  const ordered = [...weighed].sort((a, b) => compareAxes(a.axes, b.axes));
  const front: (typeof weighed)[number][] = [];
  for (const one of ordered) if (!front.some((other) => dominates(other.axes, one.axes))) front.push(one);
  const kept = new Set(front.map(({ offer }) => offer));
  return offers.filter((offer) => kept.has(offer));
}

function compareAxes(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function dominates(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, index) => value <= (b[index] ?? 0)) && a.some((value, index) => value < (b[index] ?? 0));
}
