import type { z } from 'zod';
import { bookingSchema, paymentSchema } from '../../src/api/http/bookingSchemas';
import { Refused, type Requests } from './requests';
import type { Terminal } from './terminal';
import { clockText, moneyText, type Offer } from './words';

export type Booking = z.output<typeof bookingSchema>;
export interface ChosenSeat {
  readonly segment: number;
  readonly designator: string;
}

const passenger = { id: 'pax_1', type: 'adult', given_name: 'Ada', family_name: 'Traveller', born_on: '1990-12-10' };

function bookingBody(offer: Offer, seats: readonly ChosenSeat[], given_name: string) {
  return {
    offer_id: offer.id,
    expected_total: offer.total,
    passengers: [{ ...passenger, given_name }],
    seats: seats.map((seat) => ({ ...seat, passenger: passenger.id })),
    contact: { email: `${given_name.toLowerCase()}@example.com`, phone: '+44 20 7946 0958' },
    // The demo may run again while its last ticket stands.
    allow_duplicate: true,
  };
}

/** Holds the seats, all or none. */
export function holdSeats(api: Requests, offer: Offer, seats: readonly ChosenSeat[]): Promise<Booking> {
  return api.post('/v1/bookings', bookingSchema, { body: bookingBody(offer, seats, 'Ada') });
}

/** What somebody else gets who wants the same seats. Their booking must not come about. */
export async function tryTheSame(api: Requests, offer: Offer, seats: readonly ChosenSeat[]): Promise<Refused> {
  const answer = await api
    .post('/v1/bookings', bookingSchema, { body: bookingBody(offer, seats, 'Ben') })
    .catch((error: unknown) => error);
  if (answer instanceof Refused) return answer;
  if (answer instanceof Error) throw answer;
  throw new Error('A seat was given to two bookings.');
}

export function getBooking(api: Requests, bookingId: string): Promise<Booking> {
  return api.get(`/v1/bookings/${bookingId}`, bookingSchema);
}

/** Pays, and waits until the money is captured. A decline throws Refused. */
export function pay(api: Requests, booking: Booking, token: string) {
  return api.post(`/v1/bookings/${booking.id}/payments`, paymentSchema, {
    body: { amount: booking.price.total, method: { type: 'card', token }, return_url: 'https://example.com/back' },
    wait: 25,
  });
}

/** Shows the hold run down for a moment, by the server's clock. */
export async function countDown(
  terminal: Terminal,
  hold: NonNullable<Booking['hold']>,
  seconds: number,
): Promise<void> {
  const endsAt = Date.parse(hold.expires_at);
  const ahead = Date.parse(hold.server_time) - Date.now();
  const left = () => clockText(endsAt - (Date.now() + ahead));
  for (let tick = 0; terminal.animated && tick < seconds * 4; tick++) {
    terminal.passing(`   the seats are hers for another ${terminal.bold(left())}`);
    await terminal.breathe(250);
  }
  terminal.line(`   the seats are hers for another ${terminal.bold(left())}`);
}

export function priceLines(booking: Booking): string[] {
  return booking.price.lines.map(({ label, amount }) => `${moneyText(amount).padStart(12)}  ${label}`);
}
