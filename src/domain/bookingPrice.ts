import type { BookingPrice, PriceLine } from './bookings';
import { fromEuroCents } from './exchangeRates';
import { addMoney } from './money';
import { type Offer, segmentsOf } from './offers';
import type { WantedSeat } from './seatChoice';
import { seatPlanOf, seatPrice } from './seatPlanCatalogue';

/** The price of a booking: fares and taxes as in the offer, then what the chosen seats cost. Frozen at the hold. */
export function priceBooking(offer: Offer, seats: readonly WantedSeat[]): BookingPrice {
  const { currency } = offer.total;
  const lines: PriceLine[] = [];
  offer.perPassenger.forEach((price, i) => {
    lines.push({ kind: 'fare', label: `passenger ${i + 1}, ${price.passengerType}`, amount: price.base });
    for (const tax of price.taxes)
      lines.push({ kind: 'tax', label: `passenger ${i + 1}, ${tax.code}`, amount: tax.amount });
  });
  const segments = segmentsOf(offer);
  for (const { segment, designator } of seats) {
    const ridden = segments[segment];
    const planned = ridden && seatPlanOf(ridden.seatPlanId).seats.get(designator);
    if (!planned) throw new Error(`no seat ${designator} on segment ${segment}`);
    const amount = fromEuroCents(seatPrice(planned, ridden.durationMinutes, offer.conditions).amount, currency);
    if (amount.amount > 0) lines.push({ kind: 'seat', label: `segment ${segment}, seat ${designator}`, amount });
  }
  return { total: addMoney({ amount: 0, currency }, ...lines.map((line) => line.amount)), lines };
}
