import type { Booking } from './holding';
import { box } from './terminal';
import { localText, moneyText, type Offer, segmentsOf } from './words';

/** A ticket, drawn. */
export function drawTicket(booking: Booking, offer: Offer, traveller: string): string[] {
  const segments = segmentsOf(offer).map((segment, n) => {
    const seat = booking.seats.find((one) => one.segment === n)?.designator ?? '-';
    const { carrier, number, depart, arrive, aircraft } = segment;
    return [
      `${carrier} ${number}`.padEnd(8),
      `${depart.airport}  ${localText(depart.local)}`.padEnd(20),
      `${arrive.airport}  ${localText(arrive.local)}`.padEnd(20),
      `seat ${seat}`.padEnd(10),
      aircraft,
    ].join('');
  });
  return box([
    `SKYHOLD      ${booking.reference ?? ''}      ${traveller}`,
    '-',
    ...segments,
    '-',
    `${offer.fare_brand_name}, ${offer.cabin}`.padEnd(48) + moneyText(booking.price.total),
  ]);
}
