import { type Booking, holdIdOf } from '../../src/domain/bookings';
import type { Ending } from './cells/kinds';
import type { Told } from './customer';
import type { LedgerPayment } from './providerDesk';
import type { Stage } from './stage';

/** What is wrong with a booking that has come to its end. Nothing, if all is well. */
export async function findingsAbout(
  stage: Stage,
  booking: Booking,
  told: readonly Told[],
  ending: Ending,
): Promise<string[]> {
  const payments = await stage.provider.paymentsOf(booking.bookingId);
  const events = (await stage.bookings.listEvents(booking.bookingId)).map(({ seq, type }) => ({ seq, type }));
  const sold = booking.state === 'TICKETED';
  const confirmations = events.filter(({ type }) => type === 'booking.confirmed').length;
  return [
    unless(ending === 'either' || (ending === 'confirmed') === sold, `${booking.state}, expected ${ending}`),
    unless(
      events.every(({ seq }, i) => seq === i + 1),
      `the log has gaps: ${JSON.stringify(events)}`,
    ),
    unless(events.length === booking.version, `version ${booking.version} with ${events.length} events`),
    unless(confirmations === (sold ? 1 : 0), `told confirmed ${confirmations} times, ${booking.state}`),
    ...moneyFindings(booking, payments),
    ...toldFindings(booking, told),
    ...(await seatFindings(stage, booking)),
  ].filter((finding) => finding !== undefined);
}

/** A finding that no waiting mends. */
export const isLasting = (finding: string): boolean =>
  /^(TICKETED|CLOSED|was told|captured|told confirmed)/.test(finding);

const unless = (holds: boolean, otherwise: string) => (holds ? undefined : otherwise);

/** I2, I7, I10: captured once, of the right amount, for a ticket alone; nothing stays authorised. */
function moneyFindings(booking: Booking, payments: readonly LedgerPayment[]): (string | undefined)[] {
  const kept = payments.reduce((sum, { captured, refunded }) => sum + captured - refunded, 0);
  const dangling = payments.filter(({ authorised, status }) => authorised > 0 || status === 'requires_capture');
  const price = booking.price.total.amount;
  const captures = payments.reduce((sum, payment) => sum + payment.captures, 0);
  return [
    unless(kept === (booking.state === 'TICKETED' ? price : 0), `keeps ${kept} of ${price}, ${booking.state}`),
    unless(captures <= 1, `captured ${captures} times`),
    unless(dangling.length === 0, `dangling money: ${JSON.stringify(dangling.map(({ status }) => status))}`),
  ];
}

/** I9: who was told confirmed has a ticket; who was refused the money's outcome has none. */
function toldFindings(booking: Booking, told: readonly Told[]): (string | undefined)[] {
  const sold = booking.state === 'TICKETED';
  const confirmed = told.some(
    ({ status, body }) => status < 300 && (body['status'] === 'confirmed' || body['status'] === 'captured'),
  );
  const last = told.at(-1);
  return [
    unless(!confirmed || sold, `was told confirmed, is ${booking.state}`),
    unless(!sold || last === undefined || last.status < 400, `has a ticket, was told last ${last?.status}`),
    unless(
      told.every(({ status }) => status !== 500),
      'was told 500',
    ),
  ];
}

/** I5, I6, I8: all seats reserved under the last hold, or none; no slot is left. */
async function seatFindings(stage: Stage, booking: Booking): Promise<(string | undefined)[]> {
  const sold = booking.state === 'TICKETED';
  const hold = holdIdOf(booking.bookingId, booking.holdNumber);
  const legs = [...new Set(booking.offer.slices.flatMap((s) => s.segments.flatMap((segment) => segment.legs)))];
  const rows = (await Promise.all(legs.map((leg) => stage.seats.listSeats(leg)))).flat();
  const mine = rows.filter((row) => row.bookingId === booking.bookingId);
  const wanted = booking.seats
    .flatMap(({ designator, legs: over }) => over.map((leg) => `${leg}/${designator}`))
    .sort();
  const owned = mine.map((row) => `${row.flightId}/${row.seat}`).sort();
  const slots = await Promise.all(booking.slots.map((slot) => stage.slotOwner(slot)));
  return [
    unless(owned.join() === (sold ? wanted.join() : ''), `owns ${owned.join() || 'nothing'}, ${booking.state}`),
    unless(
      mine.every((row) => row.status === 'reserved' && row.holdId === hold),
      `seats not under ${hold}`,
    ),
    unless(!slots.includes(booking.bookingId), 'a slot is left behind'),
  ];
}
