import type { RoutesFound } from '../activities/routes';
import type { DatePrice } from '../domain/flexibleDates';
import type { EpochMs } from '../domain/instants';
import type { SearchRecord, SearchSource } from '../domain/searchRecords';
import type { Offer } from '../domain/offers';
import type { Logged } from '../domain/channels';
import { datePriceShape } from './http/datePriceShape';
import { offerShape } from './http/offerShape';

/** An event of a search before it has its number; or many of them, which tell of an offer each. */
export type SearchEvent = Logged;

/** One `route.found` per way through the network, by slice, the cheapest first. */
export function routeEvents({ slices }: Pick<RoutesFound, 'slices'>, at: EpochMs): SearchEvent[] {
  return slices.flatMap(({ paths }, slice) =>
    paths.map(({ airports, metres }) => ({
      type: 'route.found',
      at,
      data: {
        slice,
        origin: airports[0],
        destination: airports.at(-1),
        // A change of airport within a city touches two airports at one stop.
        via: airports.slice(1, -1).flatMap((stop) => stop.split('/')),
        ...(airports.some((stop) => stop.includes('/')) && { airportChange: true }),
        connections: airports.length - 2,
        distanceKm: Math.round(metres / 1000),
      },
    })),
  );
}

/** One `offer.upserted` per offer, which come packed by the store: a later one with the same id replaces it. */
export function offerEvents(packed: string, count: number, at: EpochMs): SearchEvent {
  return { type: 'offer.upserted', at, count, packed: Buffer.from(packed, 'base64') };
}

/** What such an event says. */
export const offerTold = (offer: Offer) => ({ offer: offerShape(offer) });

/** The cheapest prices of some dates; a later event adds others. */
export function datesEvent(prices: readonly DatePrice[], at: EpochMs): SearchEvent {
  return { type: 'dates.priced', at, data: { dates: prices.map(datePriceShape) } };
}

export function sourceFailedEvent(source: SearchSource['name'], at: EpochMs): SearchEvent {
  return { type: 'source.failed', at, data: { source } };
}

export function completedEvent(
  { counts, sources, reason, status, explanation }: SearchRecord,
  at: EpochMs,
): SearchEvent {
  const { offers, found, routes } = counts;
  return {
    type: 'search.completed',
    at,
    data: { status, offers, found, routes, sources, reason, ...(explanation && { dropped: explanation.counts }) },
  };
}
