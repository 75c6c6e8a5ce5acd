import { completeSeats } from '../../domain/bestSeats';
import type { Booking } from '../../domain/bookings';
import { priceBooking } from '../../domain/bookingPrice';
import { segmentsOf } from '../../domain/offers';
import { legsOf, toAssignments } from '../../domain/seatChoice';
import { stateAt } from '../../domain/seatRows';
import type { HoldStoreDeps, TakenSeat } from './holdTypes';

export type SeatsToHold =
  | ({ readonly outcome: 'chosen' } & Pick<Booking, 'seats' | 'price'>)
  | { readonly outcome: 'too_few_seats'; readonly segment: number };

export function alreadyChosen({ seats, price }: Booking): SeatsToHold {
  return { outcome: 'chosen', seats, price };
}

/** Whether all of these seats were chosen for the customer, who therefore takes others as gladly. */
export function mayChooseOthers(row: Pick<Booking, 'namedSeats'>, lost: readonly TakenSeat[]): boolean {
  const { namedSeats } = row;
  return (
    namedSeats !== undefined &&
    !lost.some((seat) => namedSeats.some((n) => n.segment === seat.segment && n.designator === seat.designator))
  );
}

/**
 * Seats chosen anew from the map as it stands, with their price. The more often a booking has lost, the longer it may
 * pause before it looks, and the more of the choices it draws from, so that many who lost together part.
 */
export function createReseating({ seats, now, random }: Pick<HoldStoreDeps, 'seats' | 'now' | 'random'>) {
  async function takenByLeg(row: Booking): Promise<ReadonlyMap<string, readonly string[]>> {
    const legs = legsOf(segmentsOf(row.offer));
    const rows = await Promise.all(legs.map((leg) => seats.listSeats(leg)));
    const at = now();
    return new Map(
      legs.map((leg, i) => [leg, (rows[i] ?? []).filter((seat) => stateAt(seat, at) !== 'free').map((s) => s.seat)]),
    );
  }

  return async function chooseAgain(row: Booking, losses: number): Promise<SeatsToHold> {
    await new Promise((resolve) => setTimeout(resolve, random() * Math.min(80, 5 * 2 ** losses)));
    const taken = await takenByLeg(row);
    const segments = segmentsOf(row.offer);
    const choice = completeSeats(
      row.namedSeats ?? [],
      row.passengers,
      segments,
      (segment) => segment.legs.flatMap((leg) => taken.get(leg) ?? []),
      { reach: 32 ** losses, draw: random() },
    );
    if (choice.outcome !== 'chosen') return choice;
    return {
      outcome: 'chosen',
      seats: toAssignments(choice.seats, segments),
      price: priceBooking(row.offer, choice.seats),
    };
  };
}
