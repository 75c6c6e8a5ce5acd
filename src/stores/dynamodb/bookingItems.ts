import { type Booking, type BookingEvent, type BookingEventType, holdIdOf } from '../../domain/bookings';
import { epochMs, type EpochMs } from '../../domain/instants';
import type { Offer } from '../../domain/offers';
import { packOffers, unpackOffers } from './offerPacking';
import { packJson, unpackJson } from '../../packedJson';

export const rowEntry = 'ROW';
export const eventEntry = (seq: number): string => `E#${String(seq).padStart(8, '0')}`;

/** The row as it is put. */
export function toStoredItem(booking: Booking): Record<string, unknown> {
  const item = toItem(booking);
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, storedValue(name, value)]));
}

/**
 * Offer and price hardly ever change after the row was put, but each write of the row costs the store, its stream and its
 * readers by the number of values in it: so the some hundred values of an offer are one, and the thirty of a price. Metadata
 * is one as well, because its members have names that callers make up, and the document client trips over some of them.
 */
export function storedValue(attribute: string, value: unknown): unknown {
  if (attribute === 'Offer') return packOffers([value as Offer]);
  return attribute === 'Price' || attribute === 'Metadata' ? packJson(value) : value;
}

/** Rows of before offers were packed have theirs as it is. */
function offerIn(stored: unknown): Offer {
  if (!(stored instanceof Uint8Array)) return stored as Offer;
  const [offer] = unpackOffers(stored);
  if (!offer) throw new Error('a booking was stored without its offer');
  return offer;
}

/** Attribute names are the domain's names in Pascal case; only keys and indexed attributes need more than that. */
export function toItem(booking: Booking): Record<string, unknown> {
  return {
    BookingID: booking.bookingId,
    Entry: rowEntry,
    State: booking.state,
    CloseReason: booking.closeReason,
    ClosedBy: booking.closedBy,
    ChangedBy: booking.changedBy,
    ExtendedBy: booking.extendedBy,
    Version: booking.version,
    HoldNumber: booking.holdNumber,
    HoldID: holdIdOf(booking.bookingId, booking.holdNumber),
    OwnerKey: booking.owner,
    OwnerKind: booking.ownerKind,
    AddressKey: booking.addressKey,
    Fingerprint: booking.fingerprint,
    Offer: booking.offer,
    Seats: booking.seats,
    NamedSeats: booking.namedSeats,
    Slots: booking.slots,
    Price: booking.price,
    Passengers: booking.passengers,
    TravellerKeys: booking.travellerKeys,
    CreatedAt: booking.createdAt,
    HoldBy: booking.holdBy,
    HeldAt: booking.heldAt,
    Deadline: booking.deadline,
    HardCapAt: booking.hardCapAt,
    Extended: booking.extended,
    ProtectedUntil: booking.protectedUntil,
    Payments: booking.payments,
    SoldFor: booking.soldFor,
    Refusal: booking.refusal,
    Locator: booking.locator,
    TicketedAt: booking.ticketedAt,
    ClosedAt: booking.closedAt,
    ClearedAt: booking.clearedAt,
    LockedUntil: booking.lockedUntil,
    ReopenedFor: booking.reopenedFor,
    Metadata: booking.metadata,
    ErasedAt: booking.erasedAt,
    ...(isUnfinished(booking) && { Open: openValue, DueAt: dueAt(booking) }),
  };
}

/** Value of the attribute `Open`, which only rows have that somebody still has to bring to an end. */
export const openValue = 'open';

function isUnfinished({ state, clearedAt }: Booking): boolean {
  return state === 'CLOSED' ? clearedAt === undefined : state !== 'TICKETED';
}

/** When it is time to look at an unfinished booking: its locks run out, its hold is too late, its close was not ended. */
function dueAt({ state, holdBy, lockedUntil, deadline, closedAt }: Booking): EpochMs {
  if (state === 'NEW') return holdBy;
  return (state === 'CLOSED' ? closedAt : lockedUntil) ?? deadline ?? holdBy;
}

export function toBooking(item: Record<string, unknown>): Booking {
  const optional = <K extends keyof Booking>(key: K, attribute: string) =>
    item[attribute] === undefined ? {} : ({ [key]: item[attribute] } as unknown as Pick<Booking, K>);
  return {
    bookingId: item['BookingID'] as string,
    state: item['State'] as Booking['state'],
    version: item['Version'] as number,
    holdNumber: item['HoldNumber'] as number,
    owner: item['OwnerKey'] as string,
    ownerKind: item['OwnerKind'] as Booking['ownerKind'],
    addressKey: item['AddressKey'] as string,
    fingerprint: item['Fingerprint'] as string,
    offer: offerIn(item['Offer']),
    seats: item['Seats'] as Booking['seats'],
    slots: item['Slots'] as Booking['slots'],
    price: unpackJson(item['Price']) as Booking['price'],
    passengers: item['Passengers'] as Booking['passengers'],
    createdAt: epochMs(item['CreatedAt'] as number),
    holdBy: epochMs(item['HoldBy'] as number),
    extended: item['Extended'] === true,
    payments: item['Payments'] as Booking['payments'],
    metadata: unpackJson(item['Metadata']) as Booking['metadata'],
    ...optional('closeReason', 'CloseReason'),
    ...optional('closedBy', 'ClosedBy'),
    ...optional('changedBy', 'ChangedBy'),
    ...optional('extendedBy', 'ExtendedBy'),
    ...optional('namedSeats', 'NamedSeats'),
    ...optional('travellerKeys', 'TravellerKeys'),
    ...optional('heldAt', 'HeldAt'),
    ...optional('deadline', 'Deadline'),
    ...optional('hardCapAt', 'HardCapAt'),
    ...optional('protectedUntil', 'ProtectedUntil'),
    ...optional('soldFor', 'SoldFor'),
    ...optional('refusal', 'Refusal'),
    ...optional('locator', 'Locator'),
    ...optional('ticketedAt', 'TicketedAt'),
    ...optional('closedAt', 'ClosedAt'),
    ...optional('erasedAt', 'ErasedAt'),
    ...optional('clearedAt', 'ClearedAt'),
    ...optional('lockedUntil', 'LockedUntil'),
    ...optional('reopenedFor', 'ReopenedFor'),
  };
}

export function toEvent(item: Record<string, unknown>): BookingEvent {
  return {
    seq: item['Seq'] as number,
    type: item['Type'] as BookingEventType,
    at: epochMs(item['At'] as number),
    data: unpackJson(item['Data']) as BookingEvent['data'],
  };
}
