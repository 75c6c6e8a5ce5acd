import { type Chance, createChance } from '../../src/domain/demo/chance';

/** What one customer does after the seats are held, in this order, until the booking has ended. */
export type Deed =
  | { readonly do: 'think'; readonly ms: number }
  | { readonly do: 'outstay' }
  | { readonly do: 'extend' }
  | { readonly do: 'change_seats'; readonly picks: readonly number[] }
  | { readonly do: 'cancel' }
  | { readonly do: 'cancel_while_paying'; readonly card: string }
  | {
      readonly do: 'pay';
      readonly card: string;
      readonly wait: boolean;
      /** What the customer does on the 3-D Secure page, and how long they take. */
      readonly challenge: { readonly decision: 'approve' | 'fail' | 'leave'; readonly afterMs: number };
    };

/** Everything a customer decides, fixed by seed and index: the same plan in every run. */
export interface Plan {
  readonly index: number;
  /** Whose flights: customers of one market compete for the same seats. */
  readonly market: number;
  readonly segments: 1 | 2 | 3;
  readonly party: number;
  readonly policy: 'exact' | 'best_available';
  readonly guest: string | undefined;
  readonly name: string;
  /** Places in the list of wanted seats, one list for each attempt to get any. */
  readonly picks: readonly (readonly number[])[];
  /** After a refusal for want of seats: take what was offered instead, or others by one's own choice. */
  readonly takesAlternatives: boolean;
  readonly deeds: readonly Deed[];
}

/** So many customers come to a market before the next one opens. */
export const customersPerMarket = 250;
export const marketOf = (index: number): number => Math.floor(index / customersPerMarket);
/** Seats that everybody wants at first: few, so that they meet. */
const wantedSeats = 48;

const goodCards = ['pm_card_visa', 'pm_card_mastercard', 'pm_card_amex'] as const;
const oddCards = [
  'pm_card_chargeDeclined',
  'pm_card_visa_chargeDeclinedInsufficientFunds',
  'pm_card_threeDSecure2Required',
  'pm_card_authenticationRequired',
  'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
  'pm_card_skyhold_captureDeclined',
  'pm_card_skyhold_processing',
  'pm_card_skyhold_lateSuccess',
  'pm_card_skyhold_webhookThrice',
  'pm_card_skyhold_webhookFirst',
] as const;

type Weighted<T> = readonly (readonly [weight: number, value: T])[];
function weighted<T>(chance: Chance, key: string, choices: Weighted<T>): T {
  let left = chance.share(key) * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of choices) if ((left -= weight) < 0) return value;
  return choices[choices.length - 1]![1];
}

export function planOf(seed: number, index: number): Plan {
  const chance = createChance(seed);
  const of = (what: string) => `customer/${index}/${what}`;
  const party = weighted(chance, of('party'), [
    [4, 1],
    [4, 2],
    [1, 3],
    [1, 4],
  ]);
  const picks = Array.from({ length: 3 }, (_, attempt) => {
    const first = chance.between(of(`pick/${attempt}`), 0, wantedSeats - 1);
    return Array.from({ length: party }, (_, i) => first + i);
  });
  const isGuest = chance.share(of('guest')) < 0.85;
  // Some share an address, and with it the slots for unpaid bookings.
  const family = chance.share(of('family')) < 0.1 ? `family-${Math.floor(index / 20)}` : `customer-${index}`;
  return {
    index,
    market: marketOf(index),
    segments: weighted(chance, of('segments'), [
      [5, 1],
      [3, 2],
      [2, 3],
    ] as Weighted<1 | 2 | 3>),
    party,
    policy: chance.share(of('policy')) < 0.3 ? 'best_available' : 'exact',
    guest: isGuest ? `${family}-${seed}@example.com` : undefined,
    name: letters(index),
    picks,
    takesAlternatives: chance.share(of('alternatives')) < 0.6,
    deeds: deedsOf(chance, of, party),
  };
}

function deedsOf(chance: Chance, of: (what: string) => string, party: number): Deed[] {
  const before: Deed[] = [{ do: 'think', ms: chance.between(of('think'), 0, 1500) }];
  if (chance.share(of('extends')) < 0.15) before.push({ do: 'extend' });
  if (chance.share(of('changes')) < 0.15) {
    const first = chance.between(of('change'), 0, wantedSeats - 1);
    before.push({ do: 'change_seats', picks: Array.from({ length: party }, (_, i) => first + i) });
  }
  const pay = (key: string): Deed => ({
    do: 'pay',
    card: chance.share(of(`${key}/odd`)) < 0.4 ? chance.pick(of(key), oddCards) : chance.pick(of(key), goodCards),
    wait: chance.share(of(`${key}/wait`)) < 0.7,
    challenge: {
      decision: weighted(chance, of(`${key}/challenge`), [
        [6, 'approve'],
        [2, 'fail'],
        [2, 'leave'],
      ] as Weighted<'approve' | 'fail' | 'leave'>),
      afterMs: chance.share(of(`${key}/slow`)) < 0.2 ? 15_000 : chance.between(of(`${key}/after`), 50, 1500),
    },
  });
  const ends: Weighted<() => Deed[]> = [
    [62, () => [pay('card/0'), pay('card/1'), pay('card/2')]],
    [14, () => []],
    [10, () => [{ do: 'cancel' }]],
    [7, () => [{ do: 'cancel_while_paying', card: chance.pick(of('card/0'), goodCards) }]],
    [7, () => [{ do: 'outstay' }, pay('card/0')]],
  ];
  return [...before, ...weighted(chance, of('end'), ends)()];
}

/** A name that can be printed on a ticket, and belongs to one customer alone. */
function letters(index: number): string {
  const digits = index.toString(26).split('');
  return `Ada${digits.map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')}`;
}
