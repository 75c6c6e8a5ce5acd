import {
  type BookingEventType,
  type BookingState,
  type CloseReason,
  holdIdOf,
  type HoldSlot,
  type PaymentAttempt,
  type SeatAssignment,
} from '../../src/domain/bookings';

/**
 * A booking system small enough to be seen to be right: plain maps, one caller at a time, nothing ever fails. It says
 * what each write answers and who then has which seat. The real store is held to it, write by write.
 */
export interface ModelSeat {
  readonly holdId: string;
  readonly bookingId: string;
  readonly owner: string;
  readonly status: 'locked' | 'reserved';
  /** Only while locked. */
  readonly until?: number;
}
export interface ModelBooking {
  readonly bookingId: string;
  readonly owner: string;
  readonly address: string;
  readonly state: BookingState;
  readonly holdNumber: number;
  readonly seats: readonly SeatAssignment[];
  readonly slots: readonly HoldSlot[];
  readonly deadline?: number;
  readonly protectedUntil?: number;
  readonly lockedUntil?: number;
  /** What the booking costs, in minor units. */
  readonly total: number;
  /** The request that made the hold, where that was a seat change. */
  readonly changedBy?: string;
  readonly extended: boolean;
  /** The late payment it was opened again for. */
  readonly reopenedFor?: string;
  /** The payment for which its seats were secured last. */
  readonly soldFor?: string;
  readonly closeReason?: CloseReason;
  readonly payments: readonly PaymentAttempt[];
  readonly log: readonly BookingEventType[];
}

interface Fence {
  readonly bookingId: string;
  readonly holdNumber: number;
}
type Locking = Fence & { readonly lockExpiresAt: number };
export type SeatCall =
  | (Locking & { readonly write: 'holdSeats'; readonly deadline: number; readonly hardCapAt: number })
  | (Locking & { readonly write: 'extendHold'; readonly until: number; readonly kind: 'extension' | 'grace' })
  | (Locking & { readonly write: 'changeSeats'; readonly seats: readonly SeatAssignment[]; readonly by: string })
  | (Locking & { readonly write: 'secureSeats'; readonly payment: PaymentAttempt })
  | (Fence & { readonly write: 'confirmSeats' | 'ticketBooking'; readonly paymentId: string })
  | (Locking & { readonly write: 'reopenBooking'; readonly deadline: number; readonly payment: PaymentAttempt })
  | (Fence & { readonly write: 'closeBooking'; readonly reason: CloseReason; readonly timeOver?: number })
  | { readonly write: 'recordPayment'; readonly bookingId: string; readonly payment: PaymentAttempt };
type CallOf<W extends SeatCall['write']> = Extract<SeatCall, { write: W }>;

const lost = { outcome: 'lost' };
const seatKey = (leg: string, designator: string) => `${leg}/${designator}`;
const slotKey = ({ owner, slot }: HoldSlot) => `${owner}/${slot}`;
/** Every seat on every leg, with the words in which a refusal names it. */
const placesOf = (seats: readonly SeatAssignment[]) =>
  seats.flatMap(({ legs, designator, segment }) =>
    legs.map((leg) => ({ key: seatKey(leg, designator), segment, designator })),
  );
type Place = ReturnType<typeof placesOf>[number];

export function createSeatModel(limits: { readonly perUser: number; readonly perAddress: number }) {
  const seats = new Map<string, ModelSeat>();
  const slots = new Map<string, { readonly bookingId: string; readonly until: number }>();
  const bookings = new Map<string, ModelBooking>();

  const booking = (id: string): ModelBooking => {
    const found = bookings.get(id);
    if (!found) throw new Error(`the model has no booking ${id}`);
    return found;
  };
  const isTakeable = (place: Place, holdId: string, now: number): boolean => {
    const seat = seats.get(place.key);
    return !seat || (seat.status === 'locked' && ((seat.until ?? 0) < now || seat.holdId === holdId));
  };
  const isLockedBy = (place: Place, holdId: string): boolean => {
    const seat = seats.get(place.key);
    return seat?.status === 'locked' && seat.holdId === holdId;
  };
  const isSlotBusy = (slot: HoldSlot, bookingId: string, now: number): boolean => {
    const kept = slots.get(slotKey(slot));
    return kept !== undefined && kept.until >= now && kept.bookingId !== bookingId;
  };
  const isFull = (owner: string, limit: number, bookingId: string, now: number): boolean =>
    Array.from({ length: limit }, (_, slot) => ({ owner, slot })).every((slot) => isSlotBusy(slot, bookingId, now));

  function write(row: ModelBooking, set: Partial<ModelBooking>, ...told: BookingEventType[]): ModelBooking {
    const after = { ...row, ...set, log: [...row.log, ...told] };
    bookings.set(row.bookingId, after);
    return after;
  }
  function lock(places: readonly Place[], row: ModelBooking, holdNumber: number, until: number): void {
    const { bookingId, owner } = row;
    const holdId = holdIdOf(bookingId, holdNumber);
    for (const { key } of places) seats.set(key, { holdId, bookingId, owner, status: 'locked', until });
  }
  function freeSlots(row: ModelBooking): void {
    for (const slot of row.slots)
      if (slots.get(slotKey(slot))?.bookingId === row.bookingId) slots.delete(slotKey(slot));
  }
  const holdOf = (row: ModelBooking) => holdIdOf(row.bookingId, row.holdNumber);
  const named = (places: readonly Place[]) => [
    ...new Map(places.map(({ segment, designator }) => [`${segment}/${designator}`, { segment, designator }])).values(),
  ];
  const withPayment = (row: ModelBooking, payment: PaymentAttempt) =>
    row.payments.some((p) => p.paymentId === payment.paymentId)
      ? row.payments.map((p) => (p.paymentId === payment.paymentId ? { ...p, ...payment } : p))
      : [...row.payments, payment];
  const withStatus = (row: ModelBooking, paymentId: string, status: PaymentAttempt['status']) =>
    row.payments.map((p) => (p.paymentId === paymentId ? { ...p, status } : p));

  function standing({ state, deadline, holdNumber, soldFor, payments }: ModelBooking): object {
    const all = payments.filter((p) => ['requires_action', 'processing', 'authorised'].includes(p.status));
    const first = state === 'HELD' ? payments.at(-1)?.paymentId : soldFor;
    const open = all.find((p) => p.paymentId === first) ?? all[0];
    return { outcome: 'held', deadline, holdNumber, ...(open && { payment: open }) };
  }
  const isLater = (row: ModelBooking, call: Fence) =>
    row.state === 'HELD' && row.reopenedFor === undefined && row.holdNumber > call.holdNumber;

  /** `chosen` are the slots the store took: which of several free ones is its own affair. */
  function holdSeats(call: CallOf<'holdSeats'>, now: number, chosen: readonly HoldSlot[]): object {
    const row = booking(call.bookingId);
    if (row.state === 'CLOSED') return { outcome: 'closed' };
    if (row.state !== 'NEW') return standing(row);
    const places = placesOf(row.seats);
    const taken = places.filter((place) => !isTakeable(place, holdIdOf(row.bookingId, call.holdNumber), now));
    if (taken.length > 0) return { outcome: 'taken', seats: named(taken) };
    const full = [
      isFull(row.owner, limits.perUser, row.bookingId, now),
      isFull(row.address, limits.perAddress, row.bookingId, now),
    ];
    if (full.some(Boolean)) return { outcome: 'too_many_holds' };
    const { deadline, holdNumber } = call;
    lock(places, row, holdNumber, call.lockExpiresAt);
    takeSlots(row, chosen, now, call.lockExpiresAt);
    write(row, { state: 'HELD', deadline, slots: chosen, lockedUntil: call.lockExpiresAt }, 'booking.held');
    return { outcome: 'held', deadline, holdNumber };
  }
  function takeSlots(row: ModelBooking, chosen: readonly HoldSlot[], now: number, until: number): void {
    const owners = chosen.map(({ owner }) => owner);
    if (owners.join() !== [row.owner, row.address].join()) throw new Error(`slots of ${owners.join()} were taken`);
    for (const slot of chosen) {
      if (isSlotBusy(slot, row.bookingId, now)) throw new Error(`slot ${slotKey(slot)} was taken from another booking`);
      slots.set(slotKey(slot), { bookingId: row.bookingId, until });
    }
  }

  function extendHold(call: CallOf<'extendHold'>, now: number): object {
    const row = booking(call.bookingId);
    if (isLater(row, call)) return standing(row);
    if (row.state !== 'HELD' || row.holdNumber !== call.holdNumber) return lost;
    const target = call.kind === 'grace' ? row.protectedUntil : row.deadline;
    if (target !== call.until) {
      if (call.kind === 'extension' && row.extended) return { outcome: 'already_extended' };
      if (call.until <= now) return lost;
      const places = placesOf(row.seats);
      if (!places.every((place) => isLockedBy(place, holdOf(row)))) return lost;
      const lockedUntil = Math.max(call.lockExpiresAt, row.lockedUntil ?? 0);
      lock(places, row, row.holdNumber, lockedUntil);
      const set = call.kind === 'grace' ? { protectedUntil: call.until } : { deadline: call.until, extended: true };
      write(row, { ...set, lockedUntil }, 'booking.extended');
    }
    const until = booking(call.bookingId).lockedUntil ?? 0;
    for (const slot of row.slots)
      if (slots.get(slotKey(slot))?.bookingId === row.bookingId)
        slots.set(slotKey(slot), { bookingId: row.bookingId, until });
    return { outcome: 'extended', deadline: call.until };
  }

  function changeSeats(call: CallOf<'changeSeats'>, now: number): object {
    const row = booking(call.bookingId);
    const next = call.holdNumber + 1;
    if (isLater(row, call))
      return row.changedBy === call.by ? { outcome: 'changed', holdNumber: row.holdNumber } : standing(row);
    if (row.state !== 'HELD' || row.holdNumber !== call.holdNumber) return lost;
    if (Math.max(row.deadline ?? 0, row.protectedUntil ?? 0) <= now) return lost;
    const before = placesOf(row.seats);
    const after = placesOf(call.seats);
    const has = (places: readonly Place[], { key }: Place) => places.some((place) => place.key === key);
    const added = after.filter((place) => !has(before, place));
    const taken = added.filter((place) => !isTakeable(place, holdIdOf(row.bookingId, next), now));
    if (taken.length > 0) return { outcome: 'taken', seats: named(taken) };
    const kept = after.filter((place) => has(before, place));
    const dropped = before.filter((place) => !has(after, place));
    if (!kept.every((place) => isLockedBy(place, holdOf(row)))) return lost;
    if (!dropped.every(({ key }) => seats.get(key)?.holdId === holdOf(row))) return lost;
    for (const { key } of dropped) seats.delete(key);
    const lockedUntil = Math.max(call.lockExpiresAt, row.lockedUntil ?? 0);
    lock(after, row, next, lockedUntil);
    const { by: changedBy } = call;
    write(row, { seats: call.seats, holdNumber: next, changedBy, lockedUntil }, 'booking.seats_changed');
    return { outcome: 'changed', holdNumber: next };
  }

  /** Its own locks, and what is free for anybody by now: late, if nobody took it. */
  function secureSeats(call: CallOf<'secureSeats'>, now: number): object {
    const row = booking(call.bookingId);
    if (isLater(row, call)) return standing(row);
    if (row.holdNumber !== call.holdNumber || row.state === 'CLOSED' || row.state === 'NEW') return lost;
    if (row.state !== 'HELD') {
      if (row.soldFor === call.payment.paymentId) return { outcome: 'done' };
      return { outcome: 'other_payment', payment: row.payments.find((p) => p.paymentId === row.soldFor) };
    }
    if (call.payment.amount.amount !== row.total) return { outcome: 'repriced' };
    const places = placesOf(row.seats);
    if (!places.every((place) => isTakeable(place, holdOf(row), now))) return lost;
    lock(places, row, row.holdNumber, call.lockExpiresAt);
    const payments = withPayment(row, { ...call.payment, status: 'processing' });
    const { paymentId: soldFor } = call.payment;
    write(row, { state: 'PAYING', payments, soldFor, lockedUntil: call.lockExpiresAt }, 'payment.processing');
    return { outcome: 'done' };
  }

  function confirmSeats(call: CallOf<'confirmSeats' | 'ticketBooking'>): object {
    const row = booking(call.bookingId);
    if (row.holdNumber !== call.holdNumber) return lost;
    if (row.state === 'PAYING') {
      const places = placesOf(row.seats);
      if (!places.every(({ key }) => seats.get(key)?.holdId === holdOf(row))) return lost;
      for (const { key } of places) {
        const { bookingId, owner } = row;
        seats.set(key, { holdId: holdOf(row), bookingId, owner, status: 'reserved' });
      }
      const payments = withStatus(row, call.paymentId, 'authorised');
      write(row, { state: 'SEATED', payments }, 'payment.authorised');
    } else if (row.state !== 'SEATED' && row.state !== 'TICKETED') return lost;
    freeSlots(row);
    return { outcome: 'done' };
  }

  function ticketBooking(call: CallOf<'confirmSeats' | 'ticketBooking'>): object {
    const row = booking(call.bookingId);
    if (row.state === 'TICKETED') return { outcome: 'ticketed' };
    if (row.state !== 'SEATED' || row.holdNumber !== call.holdNumber) return lost;
    const payments = withStatus(row, call.paymentId, 'captured');
    write(row, { state: 'TICKETED', payments }, 'booking.confirmed', 'booking.ticketed');
    return { outcome: 'ticketed' };
  }

  function recordPayment({ bookingId, payment }: CallOf<'recordPayment'>): object {
    const row = booking(bookingId);
    const known = row.payments.find((p) => p.paymentId === payment.paymentId);
    if (known?.status === payment.status) return { outcome: 'done' };
    if (row.state === 'TICKETED') return lost;
    if (row.state === 'CLOSED' && !['voided', 'refunded'].includes(payment.status)) return lost;
    if (known && ['voided', 'refunded'].includes(known.status)) return lost;
    write(row, { payments: withPayment(row, payment) }, `payment.${payment.status}` as BookingEventType);
    return { outcome: 'done' };
  }

  function closeBooking(call: CallOf<'closeBooking'>): object {
    const row = booking(call.bookingId);
    if (row.state === 'TICKETED') return { outcome: 'left_alone' };
    if (isLater(row, call)) return standing(row);
    if (row.holdNumber !== call.holdNumber) return { outcome: 'overtaken' };
    if (row.state === 'HELD' && (row.deadline ?? 0) > (call.timeOver ?? Infinity)) return standing(row);
    if (row.state !== 'CLOSED')
      write(row, { state: 'CLOSED', closeReason: call.reason }, `booking.${call.reason}` as const);
    for (const { key } of placesOf(row.seats)) if (seats.get(key)?.holdId === holdOf(row)) seats.delete(key);
    freeSlots(row);
    return { outcome: 'closed' };
  }

  function reopenBooking(call: CallOf<'reopenBooking'>, now: number): object {
    const row = booking(call.bookingId);
    const { payment, deadline, lockExpiresAt } = call;
    const holdNumber = call.holdNumber + 1;
    const isDone = row.reopenedFor === payment.paymentId && row.holdNumber === holdNumber;
    if (isDone && row.state !== 'CLOSED') return { outcome: 'reopened', holdNumber };
    if (row.state !== 'CLOSED' || row.holdNumber !== call.holdNumber) return lost;
    const places = placesOf(row.seats);
    if (!places.every((place) => isTakeable(place, holdIdOf(row.bookingId, holdNumber), now)))
      return { outcome: 'taken' };
    lock(places, row, holdNumber, lockExpiresAt);
    const known = row.payments.find((p) => p.paymentId === payment.paymentId);
    const payments = [...row.payments.filter((p) => p !== known), { ...known, ...payment }];
    const over = ['closeReason', 'protectedUntil', 'changedBy', 'soldFor'];
    const kept = Object.fromEntries(Object.entries(row).filter(([name]) => !over.includes(name))) as unknown;
    const set = { holdNumber, deadline, payments, slots: [], extended: true, reopenedFor: payment.paymentId } as const;
    write(kept as ModelBooking, { state: 'HELD', ...set, lockedUntil: lockExpiresAt }, 'booking.held');
    return { outcome: 'reopened', holdNumber };
  }

  return {
    seats: seats as ReadonlyMap<string, ModelSeat>,
    slots: slots as ReadonlyMap<string, { readonly bookingId: string; readonly until: number }>,
    bookings: bookings as ReadonlyMap<string, ModelBooking>,
    begin: (row: ModelBooking) => void bookings.set(row.bookingId, row),

    /** Carries the write out, and says what it must have answered. */
    apply(call: SeatCall, now: number, chosenSlots: readonly HoldSlot[]): object {
      switch (call.write) {
        case 'holdSeats':
          return holdSeats(call, now, chosenSlots);
        case 'extendHold':
          return extendHold(call, now);
        case 'changeSeats':
          return changeSeats(call, now);
        case 'secureSeats':
          return secureSeats(call, now);
        case 'confirmSeats':
          return confirmSeats(call);
        case 'ticketBooking':
          return ticketBooking(call);
        case 'recordPayment':
          return recordPayment(call);
        case 'closeBooking':
          return closeBooking(call);
        case 'reopenBooking':
          return reopenBooking(call, now);
      }
    },
  };
}
export type SeatModel = ReturnType<typeof createSeatModel>;
