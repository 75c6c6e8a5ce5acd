import type { AirportDirectory } from './airports';
import { fromEuroCents } from './exchangeRates';
import type { FlightFare } from './flights';
import { addMoney, type Money } from './money';
import type { PassengerPrice, PassengerType, Tax } from './offers';
import { taxesOf } from './taxes';

/** Share of the adult base fare, in per cent. */
const farePercent: Readonly<Record<PassengerType, number>> = { adult: 100, child: 75, infant_seat: 75, infant_lap: 10 };

/** A fare and the airports between which it is flown. */
export interface PricedFare {
  readonly fare: Pick<FlightFare, 'base'>;
  readonly origin: string;
  readonly destination: string;
}

export interface OfferPrice {
  readonly total: Money;
  readonly perPassenger: readonly PassengerPrice[];
}

/**
 * Price of a party over all segments of an offer, in one currency.
 *
 * All arithmetic is in integers. Each segment's base fare is taken at the passenger's share and rounded half up to a cent;
 * the bases of all segments are summed, and taxes are summed by code. Each of these lines is converted once and rounded
 * half up to the currency's minor unit. Everything above a line is a sum of rounded lines, so every shown sum is exact.
 */
export function priceOf(
  fares: readonly PricedFare[],
  party: readonly PassengerType[],
  currency: string,
  airports: AirportDirectory,
): OfferPrice {
  const byType = new Map<PassengerType, PassengerPrice>();
  const perPassenger = party.map((type) => {
    const price = byType.get(type) ?? passengerPrice(fares, type, currency, airports);
    byType.set(type, price);
    return price;
  });
  const [first, ...rest] = perPassenger.map(({ total }) => total);
  if (!first) throw new Error('a party has at least one passenger');
  return { total: addMoney(first, ...rest), perPassenger };
}

function passengerPrice(
  fares: readonly PricedFare[],
  type: PassengerType,
  currency: string,
  airports: AirportDirectory,
): PassengerPrice {
  const base = fromEuroCents(
    fares.reduce((sum, { fare }) => sum + shareOf(fare.base, type), 0),
    currency,
  );
  const due = new Map<string, number>();
  for (const { origin, destination } of fares) {
    for (const { code, cents } of taxesOf(type, airportOf(airports, origin), airportOf(airports, destination))) {
      due.set(code, (due.get(code) ?? 0) + cents);
    }
  }
  const taxes: Tax[] = [...due.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, cents]) => ({ code, amount: fromEuroCents(cents, currency) }));
  return { passengerType: type, base, taxes, total: addMoney(base, ...taxes.map(({ amount }) => amount)) };
}

function shareOf(base: Money, type: PassengerType): number {
  if (base.currency !== 'EUR') throw new Error(`fares are filed in euro, not ${base.currency}`);
  return Math.floor((base.amount * farePercent[type] + 50) / 100);
}

function airportOf(airports: AirportDirectory, code: string) {
  const airport = airports.find(code);
  if (!airport) throw new Error(`airport ${code} is not in the directory`);
  return airport;
}
