import type { Cabin } from './flights';
import type { FareConditions } from './offers';

/** What a traveller buys: a cabin with conditions. `FlightFare.fareBrand` is the code. */
export interface FareBrand {
  readonly code: string;
  readonly name: string;
  readonly cabin: Cabin;
  readonly conditions: FareConditions;
}

const brand = (code: string, name: string, cabin: Cabin, conditions: FareConditions): FareBrand => ({
  code,
  name,
  cabin,
  conditions,
});

/** All brands, the cheapest of a cabin first. */
export const fareBrands: readonly FareBrand[] = [
  brand('economy_light', 'Economy Light', 'economy', { change: 'no', refund: 'no', bags: 0, seatChoice: 'fee' }),
  brand('economy_standard', 'Economy Standard', 'economy', { change: 'fee', refund: 'no', bags: 1, seatChoice: 'fee' }),
  brand('economy_flex', 'Economy Flex', 'economy', { change: 'free', refund: 'free', bags: 1, seatChoice: 'free' }),
  brand('premium_standard', 'Premium Standard', 'premium_economy', {
    change: 'fee',
    refund: 'fee',
    bags: 2,
    seatChoice: 'fee',
  }),
  brand('premium_flex', 'Premium Flex', 'premium_economy', {
    change: 'free',
    refund: 'free',
    bags: 2,
    seatChoice: 'free',
  }),
  brand('business_saver', 'Business Saver', 'business', { change: 'fee', refund: 'no', bags: 2, seatChoice: 'free' }),
  brand('business_flex', 'Business Flex', 'business', { change: 'free', refund: 'free', bags: 2, seatChoice: 'free' }),
];

const byCode = new Map(fareBrands.map((b) => [b.code, b]));

/** Throws on a code that no fare carries. */
export function fareBrandOf(code: string): FareBrand {
  const found = byCode.get(code);
  if (!found) throw new Error(`unknown fare brand ${code}`);
  return found;
}
