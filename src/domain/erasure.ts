import type { Booking } from './bookings';
import { type EpochMs, plusSeconds } from './instants';
import { segmentsOf } from './offers';

/** Why the personal data of a booking is still needed, and when it may be so no longer. */
export interface ErasureHindrance {
  readonly reason: 'live' | 'not_flown';
  readonly lookAgainAt: EpochMs;
}

/** A booking that is being paid for ends by itself; this is how long after its last deadline it is looked at again. */
const settleSeconds = 15 * 60;

/**
 * The rule of erasure. A closed booking needs nobody's name; one that is still on its way needs it to become a ticket, and a
 * ticket needs it until its last flight has arrived. Undefined: nothing stands against it.
 */
export function erasureHindrance(
  booking: Pick<Booking, 'state' | 'offer' | 'holdBy' | 'hardCapAt'>,
  now: EpochMs,
): ErasureHindrance | undefined {
  switch (booking.state) {
    case 'CLOSED':
      return undefined;
    case 'TICKETED': {
      const arrivals = segmentsOf(booking.offer).map(({ arrive }) => arrive.at);
      const flownAt = arrivals.reduce((latest, at) => (at > latest ? at : latest), booking.holdBy);
      return flownAt <= now ? undefined : { reason: 'not_flown', lookAgainAt: flownAt };
    }
    case 'NEW':
    case 'HELD':
    case 'PAYING':
    case 'SEATED': {
      const ends = plusSeconds(booking.hardCapAt ?? booking.holdBy, settleSeconds);
      return { reason: 'live', lookAgainAt: ends > now ? ends : plusSeconds(now, settleSeconds) };
    }
  }
}
