import fc from 'fast-check';
import { compareOffers } from '../../src/domain/comparison';
import { paretoFront, sortOffers } from '../../src/domain/offerLists';
import type { FareConditions, Offer } from '../../src/domain/offers';
import { anOffer } from '../support/offers';

const conditions = (change: Partial<FareConditions>): FareConditions => ({
  change: 'no',
  refund: 'no',
  bags: 0,
  seatChoice: 'fee',
  ...change,
});
const ids = (offers: readonly Offer[]) => offers.map(({ id }) => id);

describe('the Pareto filter', () => {
  it('hides what another offer beats on one axis without being worse on any', () => {
    const cheap = anOffer('a', { amount: 100, minutes: 300 });
    const fast = anOffer('b', { amount: 200, minutes: 100 });
    const beaten = anOffer('c', { amount: 200, minutes: 301 });
    const flexible = anOffer('d', { amount: 300, minutes: 300, conditions: conditions({ refund: 'free' }) });
    expect(ids(paretoFront([beaten, cheap, fast, flexible]))).toEqual(['a', 'b', 'd']);
  });

  it('keeps all offers that are equal on every axis', () => {
    expect(
      ids(paretoFront([anOffer('a', { amount: 1, minutes: 1 }), anOffer('b', { amount: 1, minutes: 1 })])),
    ).toEqual(['a', 'b']);
  });

  it('hides exactly what a comparison of every pair hides', () => {
    const some = fc.record({
      amount: fc.integer({ min: 1, max: 6 }),
      minutes: fc.integer({ min: 1, max: 6 }),
      conditions: fc.record({
        change: fc.constantFrom('free' as const, 'no' as const),
        refund: fc.constantFrom('free' as const, 'fee' as const, 'no' as const),
        bags: fc.integer({ min: 0, max: 2 }),
        seatChoice: fc.constantFrom('free' as const, 'fee' as const),
      }),
    });
    const order = { free: 0, fee: 1, no: 2 };
    const axes = (o: Offer) => [
      o.total.amount,
      o.slices[0]?.durationMinutes ?? 0,
      order[o.conditions.change],
      order[o.conditions.refund],
      -o.conditions.bags,
      order[o.conditions.seatChoice],
    ];
    const beats = (a: Offer, b: Offer) => {
      const pairs = axes(a).map((x, i) => x - (axes(b)[i] ?? 0));
      return pairs.every((d) => d <= 0) && pairs.some((d) => d < 0);
    };
    fc.assert(
      fc.property(fc.array(some, { maxLength: 25 }), (wishes) => {
        const offers = wishes.map((wish, index) => anOffer(String(index), wish));
        const expected = offers.filter((offer) => !offers.some((other) => beats(other, offer)));
        expect(ids(paretoFront(offers))).toEqual(ids(expected));
      }),
    );
  });
});

describe('sorting', () => {
  const offers = [
    anOffer('a', { amount: 3, minutes: 90, departs: '2026-12-10T09:00', rank: { best: 1, price: 3, duration: 2 } }),
    anOffer('b', { amount: 1, minutes: 95, departs: '2026-12-10T07:00', rank: { best: 2, price: 1, duration: 3 } }),
    anOffer('c', { amount: 2, minutes: 30, departs: '2026-12-10T08:00', rank: { best: 3, price: 2, duration: 1 } }),
  ];
  it.each([
    ['best', 'abc'],
    ['price', 'bca'],
    ['duration', 'cab'],
    ['departure', 'bca'],
    ['arrival', 'cba'],
  ] as const)('by %s', (sort, expected) => {
    expect(ids(sortOffers(offers, sort)).join('')).toBe(expected);
    expect(ids(sortOffers([...offers].reverse(), sort)).join('')).toBe(expected);
  });
});

describe('side by side', () => {
  const axes = compareOffers([
    anOffer('a', { amount: 100, minutes: 300, conditions: conditions({ bags: 1 }) }),
    anOffer('b', { amount: 200, minutes: 100, conditions: conditions({ bags: 1, refund: 'free' }) }),
  ]);
  const axis = (name: string) => axes.find((one) => one.axis === name);

  it('names the best on each axis, and nobody where all are equal', () => {
    expect(axis('total')).toEqual({ axis: 'total', unit: 'money', values: [100, 200], best: ['a'] });
    expect(axis('duration')?.best).toEqual(['b']);
    expect(axis('refund')).toEqual({ axis: 'refund', unit: 'condition', values: ['no', 'free'], best: ['b'] });
    expect(axis('bags')?.best).toEqual([]);
  });

  it('takes no side on the time of day', () => {
    expect(axis('departure')?.best).toEqual([]);
  });
});
