import type { DatePrice, JourneyDates } from './flexibleDates';
import type { Combined } from './itineraries';
import type { Money } from './money';
import { filtersOfSlice } from './offerLists';
import { join, type Offering, type Option, optionOf } from './offering';
import { priceOf } from './pricing';

/** How prices of dates are made: as those of offers. */
export type DatePricing = Pick<Offering, 'brands' | 'party' | 'currency' | 'filters' | 'airports' | 'rules'>;

/** An itinerary of one slice in one brand, with the exact price of it alone. */
interface Priced {
  readonly option: Option;
  readonly amount: number;
}

/** What one slice costs on one day: in each brand the cheapest, by price. */
export interface SliceDay {
  readonly cheapest: readonly Priced[];
  readonly soldOut: boolean;
}

/** Itineraries of each brand and day that are tried with those of the other slice. */
const keptPerBrand = 10;
/** Combinations that are priced exactly: conversion rounds each line of a whole price once, so sums are a cent or two off. */
const pricedExactly = 4;

/** Prices all itineraries of one slice on one day, each alone. */
export function sliceDay({ itineraries, tally }: Combined, index: number, pricing: DatePricing): SliceDay {
  const filters = filtersOfSlice(pricing.filters, index);
  const cheapest = pricing.brands.flatMap((brand) =>
    itineraries
      .flatMap((itinerary) => optionOf(itinerary, brand, filters))
      .map((option) => ({ option, amount: totalOf(option, pricing).amount }))
      .sort(byAmount)
      .slice(0, keptPerBrand),
  );
  return { cheapest, soldOut: tally.sold_out > 0 };
}

/** The cheapest journey on these dates: an itinerary of each slice in one brand, with time to turn around between them. */
export function datePrice(on: JourneyDates, days: readonly SliceDay[], pricing: DatePricing): DatePrice {
  const found = journeys(days, pricing)
    .sort(byAmount)
    .slice(0, pricedExactly)
    .map(({ option }) => ({ option, total: totalOf(option, pricing) }))
    .sort((a, b) => a.total.amount - b.total.amount);
  const [cheapest] = found;
  if (!cheapest) return { on, reason: days.some(({ soldOut }) => soldOut) ? 'sold_out' : 'no_connection' };
  const { minutes, connections } = cheapest.option.merits;
  return { on, reason: 'ok', total: cheapest.total, durationMinutes: minutes, connections };
}

function journeys([first, ...others]: readonly SliceDay[], pricing: DatePricing): Priced[] {
  return others.reduce<Priced[]>(
    (before, { cheapest }) =>
      before.flatMap((a) =>
        cheapest
          .filter(({ option }) => option.brand === a.option.brand)
          .flatMap((b) => join(a.option, b.option, pricing).map((option) => ({ option, amount: a.amount + b.amount }))),
      ),
    [...(first?.cheapest ?? [])],
  );
}

function byAmount(a: Priced, b: Priced): number {
  return a.amount - b.amount || a.option.merits.minutes - b.option.merits.minutes;
}

function totalOf({ itineraries, brand }: Option, { party, currency, airports }: DatePricing): Money {
  const fares = itineraries
    .flatMap(({ rides }) => rides)
    .map(({ flight, fares: ofBrands }) => {
      const fare = ofBrands.get(brand.code);
      if (!fare) throw new Error(`${flight.flightId} has no fare in ${brand.code}`);
      return { fare, origin: flight.depart.airport, destination: flight.arrive.airport };
    });
  return priceOf(fares, party, currency, airports).total;
}
