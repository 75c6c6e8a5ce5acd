import type { AuditedMap, AuditedRow, AuditedSlot } from '../../domain/audit/facts';
import { type BookingEvent, holdIdOf } from '../../domain/bookings';
import type { ChannelName, SeatChange } from '../../domain/channels';
import { type FlightId, isFlightId } from '../../domain/flights';
import type { SeatDelta } from '../../domain/seatDeltas';
import { rowTransitions } from '../../domain/transitions';
import { toBooking, toEvent } from './bookingItems';
import { eventsOf, headSeq } from './eventChunks';
import { unpackJson } from '../../packedJson';
import { imageSeq, unpackSeats } from './seatMapLog';

export type Item = Record<string, unknown>;

const text = (value: unknown): value is string => typeof value === 'string';
const number = (value: unknown): value is number => typeof value === 'number';
const record = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(is);
const optional = (is: (value: unknown) => boolean) => (value: unknown) => value === undefined || is(value);
const money = (value: unknown) => record(value) && number(value['amount']) && text(value['currency']);

/** What an audit relies on. An audit must outlive what it is there to find. */
const expected: Readonly<Record<string, (value: unknown) => boolean>> = {
  State: (value) => text(value) && Object.hasOwn(rowTransitions, value),
  Version: number,
  HoldNumber: number,
  OwnerKey: text,
  AddressKey: text,
  Seats: listOf((seat) => record(seat) && text(seat['designator']) && listOf(text)(seat['legs'])),
  Slots: listOf((slot) => record(slot) && text(slot['owner']) && number(slot['slot'])),
  Price: (stored) => {
    const price = unpackJson(stored);
    return record(price) && money(price['total']);
  },
  Payments: listOf((payment) => record(payment) && text(payment['paymentId']) && text(payment['status'])),
  SoldFor: optional(text),
  CreatedAt: number,
  HoldBy: number,
  Deadline: optional(number),
  ProtectedUntil: optional(number),
  ClosedAt: optional(number),
  ClearedAt: optional(number),
  Locator: optional(text),
};

/** The attributes an audit reads of a booking's items: of its row, its events, its locator. */
export const auditedAttributes = [
  'BookingID',
  'Entry',
  ...Object.keys(expected),
  ...['CloseReason', 'HoldID', 'Open', 'Seq', 'Type', 'At', 'Data', 'Target'],
];

/** The row, or what of it cannot be read. */
export function auditedRowOf(item: Item): AuditedRow | string {
  const wrong = Object.entries(expected).filter(([name, is]) => !is(item[name]));
  if (wrong.length > 0) return `${wrong.map(([name]) => name).join(', ')} not as expected`;
  try {
    const { price, ...row } = toBooking(item);
    if (item['HoldID'] !== holdIdOf(row.bookingId, row.holdNumber)) return 'HoldID does not follow from HoldNumber';
    return { ...row, total: price.total, open: item['Open'] !== undefined };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The event, or undefined when it is none. */
export function auditedEventOf(item: Item): BookingEvent | undefined {
  const { Seq, Type, At, Data } = item;
  return number(Seq) && text(Type) && number(At) && record(unpackJson(Data)) ? toEvent(item) : undefined;
}

export function auditedSlotOf(item: Item): AuditedSlot {
  const { BookingID: bookingId, LockExpiresAt: lockExpiresAt } = item;
  return {
    owner: String(item['Owner']),
    slot: Number(item['Slot']),
    bookingId: text(bookingId) ? bookingId : undefined,
    ...(number(lockExpiresAt) && { lockExpiresAt }),
  };
}

/** A seat map from the items of its channel: head, image and what is kept of the changes. */
export function auditedMapOf(flightId: FlightId, items: readonly Item[]): AuditedMap {
  const channel: ChannelName = `seatmap:${flightId}`;
  const head = items.find((item) => item['Seq'] === headSeq);
  const image = items.find((item) => item['Seq'] === imageSeq);
  const seats = image?.['Seats'];
  const events = items.filter((item) => Number(item['Seq']) > headSeq).flatMap((item) => eventsOf(channel, item));
  const deltas = events
    .sort((a, b) => a.seq - b.seq)
    .map(({ seq, at, data }): SeatDelta => ({ version: seq, at, changes: changesOf(data['changes']) }));
  return {
    flightId,
    head: Number(head?.['Head'] ?? 0),
    image: { version: Number(image?.['Version'] ?? 0), seats: unpackSeats(text(seats) ? seats : '') },
    deltas,
  };
}

const changesOf = (value: unknown): readonly SeatChange[] => (Array.isArray(value) ? (value as SeatChange[]) : []);

/** The leg whose seat map a channel is, if it is one. */
export function legOfChannel(channel: unknown): FlightId | undefined {
  const leg = String(channel).replace(/^seatmap:/, '');
  return String(channel).startsWith('seatmap:') && isFlightId(leg) ? leg : undefined;
}
