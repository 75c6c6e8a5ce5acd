import type { Cabin } from './flights';
import type { Money } from './money';
import type { FareConditions } from './offers';
import { parseSeatPlan, type SeatPlanDrawing } from './seatPlanDrawings';
import type { PlannedSeat, SeatPlan, SeatPriceTier } from './seatPlans';

/**
 * The seat plans of the demo fleet, drawn as text; `seatPlanDrawings.ts` has the grammar. Proportions follow the usual
 * layout of each type; no plan is that of a real airline. There is no row 13.
 */
const drawings: readonly SeatPlanDrawing[] = [
  {
    seatPlanId: 'AT7-72',
    aircraft: 'AT7',
    name: 'ATR 72-600, 72 seats',
    cabins: [
      {
        cabin: 'economy',
        lines: ['~ X_ _X', '1 AC DF bulkhead legroom', '2-12 AC DF', '14-18 AC DF', '19 AC DF norecline', '~ XG LX'],
      },
    ],
  },
  {
    seatPlanId: 'E90-104',
    aircraft: 'E90',
    name: 'Embraer 190, 104 seats',
    cabins: [
      { cabin: 'business', lines: ['~ XG LX', '1 AC DF bulkhead', '2-3 AC DF'] },
      {
        cabin: 'economy',
        lines: [
          '4-10 AC DF',
          '11 AC DF norecline',
          '~ X_ _X',
          '12 AC DF exit legroom',
          '14-26 AC DF',
          '27 AC DF norecline',
          '~ XL GX',
        ],
      },
    ],
  },
  {
    seatPlanId: '223-137',
    aircraft: '223',
    name: 'Airbus A220-300, 137 seats',
    cabins: [
      { cabin: 'business', lines: ['~ XL _GX', '1 A_ D_F bulkhead', '2-4 A_ D_F'] },
      {
        cabin: 'economy',
        lines: [
          '5-11 AC DEF',
          '12 AC DEF norecline',
          '~ X_ __X',
          '14 AC DEF exit legroom',
          '15-29 AC DEF',
          '30 AC DEF norecline',
          '~ XL GGX',
        ],
      },
    ],
  },
  {
    seatPlanId: '320-166',
    aircraft: '320',
    name: 'Airbus A320, 166 seats',
    cabins: [
      { cabin: 'business', lines: ['~ XL_ _GX', '1 A_C D_F bulkhead', '2-4 A_C D_F'] },
      {
        cabin: 'economy',
        lines: [
          '5-10 ABC DEF',
          '11 ABC DEF norecline',
          '~ X__ __X',
          '12 ABC DEF exit legroom norecline',
          '~ X__ __X',
          '14 ABC DEF exit legroom',
          '15-29 ABC DEF',
          '30 ABC DEF norecline',
          '~ XLL GGX',
        ],
      },
    ],
  },
  {
    seatPlanId: '321-208',
    aircraft: '321',
    name: 'Airbus A321, 208 seats',
    cabins: [
      { cabin: 'business', lines: ['~ XL_ _GX', '1 A_C D_F bulkhead', '2-4 A_C D_F'] },
      {
        cabin: 'economy',
        lines: [
          '5-10 ABC DEF',
          '11 ABC DEF norecline',
          '~ X__ __X',
          '12 ABC DEF exit legroom',
          '14-25 ABC DEF',
          '~ XL_ _LX',
          '26 ABC DEF exit legroom',
          '27-36 ABC DEF',
          '37 ABC DEF norecline',
          '~ XLL GGX',
        ],
      },
    ],
  },
  {
    seatPlanId: '789-283',
    aircraft: '789',
    name: 'Boeing 787-9, 283 seats',
    cabins: [
      { cabin: 'business', lines: ['~ XL_ GGG _LX', '1 A DG K bulkhead', '2-7 A DG K', '~ X__ GGG __X'] },
      { cabin: 'premium_economy', lines: ['10 AC DEG HK bulkhead bassinet', '11-12 AC DEG HK'] },
      {
        cabin: 'economy',
        lines: [
          '~ XL_ _B_ _LX',
          '15 ABC DEG HJK bulkhead bassinet legroom',
          '16-27 ABC DEG HJK',
          '28 ABC DEG HJK norecline',
          '~ XLL GGG LLX',
          '29 ABC DEG HJK exit legroom',
          '30-39 ABC DEG HJK',
          '40 ABC DEG HJK norecline',
          '~ XL_ GGG _LX',
        ],
      },
    ],
  },
  {
    seatPlanId: '359-303',
    aircraft: '359',
    name: 'Airbus A350-900, 303 seats',
    cabins: [
      { cabin: 'business', lines: ['~ XL_ GGG _LX', '1 A DG K bulkhead', '2-9 A DG K', '~ X__ GGG __X'] },
      { cabin: 'premium_economy', lines: ['12 AC DEFG HK bulkhead bassinet', '14-15 AC DEFG HK'] },
      {
        cabin: 'economy',
        lines: [
          '~ XL_ _B_ _LX',
          '20 ABC DEG HJK bulkhead bassinet legroom',
          '21-30 ABC DEG HJK',
          '31 ABC DEG HJK norecline',
          '~ XLL GGG LLX',
          '32 ABC DEG HJK exit legroom',
          '33-45 ABC DEG HJK',
          '46 ABC DEG HJK norecline',
          '~ XL_ GGG _LX',
        ],
      },
    ],
  },
  {
    seatPlanId: '77W-348',
    aircraft: '77W',
    name: 'Boeing 777-300ER, 348 seats',
    cabins: [
      { cabin: 'business', lines: ['~ XL_ GGGG _LX', '1 A DG K bulkhead', '2-9 A DG K', '~ X__ GGGG __X'] },
      { cabin: 'premium_economy', lines: ['20 AC DEFG HK bulkhead bassinet', '21-23 AC DEFG HK'] },
      {
        cabin: 'economy',
        lines: [
          '~ XL_ _BB_ _LX',
          '26 ABC DEFG HJK bulkhead bassinet legroom',
          '27-38 ABC DEFG HJK',
          '39 ABC DEFG HJK norecline',
          '~ XLL GGGG LLX',
          '40 ABC DEFG HJK exit legroom',
          '41-52 ABC DEFG HJK',
          '53 ABC DEFG HJK norecline',
          '~ XL_ GGGG _LX',
        ],
      },
    ],
  },
];

const catalogue: ReadonlyMap<string, SeatPlan> = new Map(
  drawings.map((drawing) => [drawing.seatPlanId, parseSeatPlan(drawing)]),
);

export const seatPlanIds: readonly string[] = [...catalogue.keys()];

/** Throws on an unknown plan: flights name plans of this catalogue only, so that is a fault, not a refusal. */
export function seatPlanOf(seatPlanId: string): SeatPlan {
  const plan = catalogue.get(seatPlanId);
  if (!plan) throw new Error(`unknown seat plan ${seatPlanId}`);
  return plan;
}

const counts = new WeakMap<SeatPlan, ReadonlyMap<Cabin, number>>();

/** Seats of one cabin; 0 when the aircraft has no such cabin. */
export function seatCount(plan: SeatPlan, cabin: Cabin): number {
  let byCabin = counts.get(plan);
  if (!byCabin) {
    const counted = new Map<Cabin, number>();
    for (const seat of plan.seats.values()) counted.set(seat.cabin, (counted.get(seat.cabin) ?? 0) + 1);
    counts.set(plan, counted);
    byCabin = counted;
  }
  return byCabin.get(cabin) ?? 0;
}

/** A flight of more than this many minutes is long haul, where seat choice costs more. */
const longHaulMinutes = 300;

const seatPriceCents: Readonly<Record<SeatPriceTier, { readonly short: number; readonly long: number }>> = {
  standard: { short: 900, long: 2_900 },
  preferred: { short: 1_500, long: 4_900 },
  extra_legroom: { short: 2_900, long: 8_900 },
  included: { short: 0, long: 0 },
};

/** What choosing this seat costs one passenger on a segment of so many minutes, in euro; nothing when the fare includes seat choice. */
export function seatPrice(
  seat: Pick<PlannedSeat, 'tier'>,
  durationMinutes: number,
  conditions: Pick<FareConditions, 'seatChoice'>,
): Money {
  const { short, long } = seatPriceCents[seat.tier];
  if (conditions.seatChoice === 'free') return { amount: 0, currency: 'EUR' };
  return { amount: durationMinutes > longHaulMinutes ? long : short, currency: 'EUR' };
}
