import type { Offer } from './offers';

/**
 * Published weights of `best`. The score of an offer is
 *   price x (how far above the cheapest) + duration x (how far above the fastest) + connection x connections
 *   + unsocial x (take-offs and landings at night),
 * "how far above" as a share: 0.2 is a fifth dearer or longer. The lowest score is the best offer.
 */
export const bestWeights = { price: 0.55, duration: 0.3, connection: 0.1, unsocial: 0.05 } as const;

/** Wall-clock hours at which nobody likes to begin or end a journey: from 23:00 until before 06:00. */
const night = { from: '23:00', to: '06:00' } as const;

/** What the score looks at, of one slice or of a whole offer. */
export interface Merits {
  readonly amount: number;
  readonly minutes: number;
  readonly connections: number;
  readonly unsocial: number;
}

/** The least amount and the least minutes of all that are compared. */
export type Baseline = Pick<Merits, 'amount' | 'minutes'>;

export function baselineOf(all: readonly Merits[]): Baseline {
  return {
    amount: all.reduce((least, { amount }) => Math.min(least, amount), Infinity),
    minutes: all.reduce((least, { minutes }) => Math.min(least, minutes), Infinity),
  };
}

/** Lower is better; 0 is a nonstop by day that is both the cheapest and the fastest. */
export function scoreOf(merits: Merits, baseline: Baseline): number {
  return (
    bestWeights.price * share(merits.amount, baseline.amount) +
    bestWeights.duration * share(merits.minutes, baseline.minutes) +
    bestWeights.connection * merits.connections +
    bestWeights.unsocial * merits.unsocial
  );
}

function share(value: number, least: number): number {
  return (value - least) / Math.max(least, 1);
}

/** How many of a departure and an arrival (`2026-12-10T05:10`) are at night. */
export function unsocialEnds(departLocal: string, arriveLocal: string): number {
  return [departLocal, arriveLocal].filter((local) => local.slice(11) >= night.from || local.slice(11) < night.to)
    .length;
}

type Rankable = Pick<Offer, 'total' | 'slices' | 'seatsLeft' | 'fareBrand'>;
export type Ranked = Pick<Offer, 'rank' | 'whyRanked'>;

export function minutesOf(offer: Pick<Offer, 'slices'>): number {
  return offer.slices.reduce((sum, slice) => sum + slice.durationMinutes, 0);
}

export function connectionsOf(offer: Pick<Offer, 'slices'>): number {
  return offer.slices.reduce((sum, slice) => sum + slice.connections.length, 0);
}

function meritsOf(offer: Pick<Offer, 'total' | 'slices'>): Merits {
  return {
    amount: offer.total.amount,
    minutes: minutesOf(offer),
    connections: connectionsOf(offer),
    unsocial: offer.slices.reduce((sum, slice) => {
      const [first, last] = [slice.segments[0], slice.segments.at(-1)];
      return first && last ? sum + unsocialEnds(first.depart.local, last.arrive.local) : sum;
    }, 0),
  };
}

/** A text that is the same for the same flights and brand: what decides between equals, so that the order never changes from run to run. */
export function identityOf(offer: Pick<Offer, 'slices' | 'fareBrand'>): string {
  return `${offer.slices.flatMap(({ segments }) => segments.map(({ flightId }) => flightId)).join(' ')} ${offer.fareBrand}`;
}

/** Positions (1 is first) of each offer by score, price and duration, with the reasons in words. In the order of the input. */
export function rankOffers(offers: readonly Rankable[]): readonly Ranked[] {
  const judged = offers.map((offer, index) => ({
    index,
    offer,
    merits: meritsOf(offer),
    identity: identityOf(offer),
    score: 0,
  }));
  const baseline = baselineOf(judged.map(({ merits }) => merits));
  for (const one of judged) one.score = scoreOf(one.merits, baseline);
  type Judged = (typeof judged)[number];
  const positions = (...keys: ((one: Judged) => number)[]): Map<number, number> => {
    const order = [...judged].sort((a, b) => {
      for (const key of keys) if (key(a) !== key(b)) return key(a) - key(b);
      return a.identity < b.identity ? -1 : 1;
    });
    return new Map(order.map(({ index }, position) => [index, position + 1]));
  };
  const best = positions(
    (one) => one.score,
    (one) => one.merits.amount,
    (one) => one.merits.minutes,
  );
  const price = positions(
    (one) => one.merits.amount,
    (one) => one.merits.minutes,
  );
  const duration = positions(
    (one) => one.merits.minutes,
    (one) => one.merits.amount,
  );
  return judged.map(({ index, offer, merits }) => ({
    rank: { best: best.get(index) ?? 0, price: price.get(index) ?? 0, duration: duration.get(index) ?? 0 },
    whyRanked: reasons(offer, merits, baseline),
  }));
}

function reasons(offer: Rankable, merits: Merits, baseline: Baseline): string[] {
  const dearer = Math.round(share(merits.amount, baseline.amount) * 100);
  const longer = merits.minutes - baseline.minutes;
  const words = [
    merits.amount === baseline.amount ? 'cheapest' : `${Math.max(dearer, 1)} % above the cheapest`,
    longer === 0 ? 'fastest' : `${hoursAndMinutes(longer)} longer than the fastest`,
    merits.connections === 0
      ? 'nonstop'
      : `${merits.connections} ${merits.connections === 1 ? 'connection' : 'connections'}`,
  ];
  if (merits.unsocial > 0) words.push('takes off or lands at night');
  if (offer.seatsLeft < 4) words.push(offer.seatsLeft === 1 ? 'last seat' : `only ${offer.seatsLeft} seats left`);
  return words;
}

function hoursAndMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}
