import { type Offer, segmentsOf } from './offers';
import { connectionsOf, minutesOf } from './ranking';

export type Unit = 'money' | 'minutes' | 'count' | 'local_time' | 'condition';

/** One line of a side-by-side comparison: the value of each offer in their order, and which of them are best on it. */
export interface ComparisonAxis {
  readonly axis: string;
  readonly unit: Unit;
  readonly values: readonly (number | string)[];
  /** Ids of the best; empty when all are equal or the axis is a matter of taste. */
  readonly best: readonly string[];
}

interface AxisKind {
  readonly axis: string;
  readonly unit: Unit;
  readonly value: (offer: Offer) => number | string;
  /** Less is better; absent for a matter of taste. */
  readonly badness?: (offer: Offer) => number;
}

const leniency = { free: 0, fee: 1, no: 2 } as const;

const kinds: readonly AxisKind[] = [
  { axis: 'total', unit: 'money', value: (o) => o.total.amount, badness: (o) => o.total.amount },
  { axis: 'duration', unit: 'minutes', value: minutesOf, badness: minutesOf },
  { axis: 'connections', unit: 'count', value: connectionsOf, badness: connectionsOf },
  { axis: 'departure', unit: 'local_time', value: (o) => segmentsOf(o)[0]?.depart.local ?? '' },
  { axis: 'arrival', unit: 'local_time', value: (o) => segmentsOf(o).at(-1)?.arrive.local ?? '' },
  {
    axis: 'change',
    unit: 'condition',
    value: (o) => o.conditions.change,
    badness: (o) => leniency[o.conditions.change],
  },
  {
    axis: 'refund',
    unit: 'condition',
    value: (o) => o.conditions.refund,
    badness: (o) => leniency[o.conditions.refund],
  },
  { axis: 'bags', unit: 'count', value: (o) => o.conditions.bags, badness: (o) => -o.conditions.bags },
  {
    axis: 'seat_choice',
    unit: 'condition',
    value: (o) => o.conditions.seatChoice,
    badness: (o) => leniency[o.conditions.seatChoice],
  },
  { axis: 'seats_left', unit: 'count', value: (o) => o.seatsLeft, badness: (o) => -o.seatsLeft },
];

/** Puts offers side by side, axis by axis. They must be priced in one currency. */
export function compareOffers(offers: readonly Offer[]): readonly ComparisonAxis[] {
  return kinds.map(({ axis, unit, value, badness }) => ({
    axis,
    unit,
    values: offers.map(value),
    best: badness ? bestOf(offers, badness) : [],
  }));
}

function bestOf(offers: readonly Offer[], badness: (offer: Offer) => number): readonly string[] {
  const least = Math.min(...offers.map(badness));
  const best = offers.filter((offer) => badness(offer) === least);
  return best.length === offers.length ? [] : best.map(({ id }) => id);
}
