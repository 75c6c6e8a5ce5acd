import type { Offer } from '../../src/domain/offers';
import { flight, instant } from './timetable';

export interface OfferWish extends Partial<Pick<Offer, 'conditions' | 'rank' | 'expiresAt'>> {
  readonly amount?: number;
  readonly minutes?: number;
  /** Local time in Lisbon. */
  readonly departs?: string;
}

/** An offer of one nonstop flight from Lisbon to London for one adult. */
export function anOffer(id: string, wish: OfferWish = {}): Offer {
  const { amount = 10_000, minutes = 150, departs = '2026-12-10T09:00' } = wish;
  const { fares, ...dated } = flight('LIS', departs, 'LHR', { minutes, number: '1' });
  const money = { amount, currency: 'EUR' };
  const [fare] = fares;
  if (!fare) throw new Error('the flight has fares');
  const { cabin, bookingClass, fareBasis, fareBrand } = fare;
  return {
    id,
    searchId: 'r',
    total: money,
    perPassenger: [{ passengerType: 'adult', base: money, taxes: [], total: money }],
    cabin,
    fareBrand,
    conditions: wish.conditions ?? { change: 'no', refund: 'no', bags: 0, seatChoice: 'fee' },
    slices: [
      {
        origin: 'LIS',
        destination: 'LHR',
        durationMinutes: minutes,
        segments: [{ ...dated, durationMinutes: minutes, cabin, bookingClass, fareBasis }],
        connections: [],
      },
    ],
    seatsLeft: 9,
    rank: wish.rank ?? { best: 1, price: 1, duration: 1 },
    whyRanked: [],
    asOf: instant('2026-11-22T12:00'),
    expiresAt: wish.expiresAt ?? instant('2026-11-22T12:20'),
    payment: { holdMinutes: 15 },
  };
}
