import type { Money } from './money';

/**
 * Fixed, fictional exchange rates of the demo network: units of the currency for one euro, in millionths, so that
 * arithmetic stays in integers. Fares are filed in euro; everything else is converted from it once.
 */
export const ratesPerEuroMillionths: Readonly<Record<string, number>> = {
  EUR: 1_000_000,
  GBP: 860_000,
  USD: 1_080_000,
  CHF: 950_000,
  CAD: 1_470_000,
  AUD: 1_640_000,
  NZD: 1_780_000,
  JPY: 163_000_000,
  CNY: 7_800_000,
  HKD: 8_450_000,
  SGD: 1_450_000,
  INR: 90_000_000,
  AED: 3_970_000,
  ZAR: 19_800_000,
  BRL: 5_900_000,
  MXN: 19_700_000,
  SEK: 11_300_000,
  NOK: 11_600_000,
  DKK: 7_460_000,
  PLN: 4_300_000,
  CZK: 25_200_000,
  TRY: 36_000_000,
  KRW: 1_470_000_000,
  THB: 38_500_000,
};

/** Currencies without minor units (ISO 4217 exponent 0). Every other one here has two decimals. */
const withoutMinorUnits = new Set(['JPY', 'KRW']);

export function isCurrency(code: string): boolean {
  return Object.hasOwn(ratesPerEuroMillionths, code);
}

/**
 * Euro cents to minor units of `currency`, rounded half up. In big integers, because a party's fare in won times a rate in
 * millionths is past what a number holds exactly. Throws on a currency without a rate and on fractions of a cent.
 */
export function fromEuroCents(cents: number, currency: string): Money {
  const rate = ratesPerEuroMillionths[currency];
  if (rate === undefined) throw new Error(`no exchange rate for ${currency}`);
  const divisor = withoutMinorUnits.has(currency) ? 100_000_000n : 1_000_000n;
  const amount = (BigInt(cents) * BigInt(rate) + divisor / 2n) / divisor;
  return { amount: Number(amount), currency };
}
