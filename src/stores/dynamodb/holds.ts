import { type Booking, type BookingPrice, type HoldSlot, type SeatAssignment } from '../../domain/bookings';
import type { FlightId } from '../../domain/flights';
import { epochMs, type EpochMs } from '../../domain/instants';
import { seatChangeFaults } from '../../domain/seatChoice';
import { createClosing } from './closing';
import {
  type ChangeSeatsOutcome,
  type ExtendOutcome,
  heldAlready,
  type HoldOutcome,
  type HoldRef,
  type HoldStoreDeps,
  isCurrent,
  isUnderLaterHold,
  lost,
  type TakenSeat,
} from './holdTypes';
import { areLegsOpen } from './legs';
import { createReopening } from './reopening';
import { alreadyChosen, createReseating, mayChooseOthers } from './reseating';
import { createRowWriter, type Decision } from './rowWrites';
import { createSaleWrites } from './sales';
import { dropSeat, lockSeat, placesOf, relockSeat, type SeatPlace } from './seatItems';
import { keepSlot, takeSlot } from './slotItems';
import { createSlotFinder } from './slots';
import type { FailedCondition } from './transactions';

/** The writes of a booking, one transaction each: row, seats, slots and event together. */
export function createHoldStore(deps: HoldStoreDeps) {
  const { db, tables, bookings, legs, now, slotLimits } = deps;
  const writeRow = createRowWriter(deps);
  const slotFinder = createSlotFinder(deps);
  const chooseAgain = createReseating(deps);

  /** As long as the seats, by the row that was just written. */
  async function keepSlots(bookingId: string): Promise<void> {
    const { slots = [], lockedUntil } = (await bookings.findBooking(bookingId)) ?? {};
    if (lockedUntil === undefined) return;
    await Promise.all(slots.map((slot) => keepSlot(db, tables, slot, bookingId, lockedUntil)));
  }

  return {
    ...createSaleWrites(deps, writeRow),
    ...createClosing(deps, writeRow),
    ...createReopening(deps),

    /**
     * NEW -> HELD: all seats on all legs, and the slots, or none. Seats that were chosen for the customer are chosen again
     * from the map when they are lost, each time under the next hold number, as long as there are enough.
     */
    async holdSeats(
      ref: HoldRef & {
        legs?: readonly FlightId[] | undefined;
        deadline: EpochMs;
        hardCapAt: EpochMs;
        lockExpiresAt: EpochMs;
      },
    ): Promise<HoldOutcome> {
      const ahead = ref.legs && legs.getLegs(ref.legs);
      // A failure is met where the legs are wanted.
      ahead?.catch(() => undefined);
      const attempts = { user: 0, address: 0 };
      let losses = 0;
      return writeRow<HoldOutcome>(ref.bookingId, async (row) => {
        if (row.state === 'CLOSED') return { done: { outcome: 'closed' } };
        if (row.state !== 'NEW') return { done: heldAlready(row) };
        if (!(await areLegsOpen(legs, row.offer, await ahead))) return { done: { outcome: 'flight_not_open' } };
        const slots = await candidates(row, attempts);
        if (!slots) return { done: { outcome: 'too_many_holds' } };
        const choice = losses === 0 ? alreadyChosen(row) : await chooseAgain(row, losses);
        if (choice.outcome !== 'chosen') return { done: choice };
        const { seats, price } = choice;
        const holdNumber = ref.holdNumber + losses;
        const places = placesOf(seats);
        const { deadline, hardCapAt, lockExpiresAt } = ref;
        const at = now();
        return {
          change: {
            set: {
              ...{ state: 'HELD', heldAt: at, deadline, hardCapAt, lockedUntil: lockExpiresAt },
              ...{ slots, seats, price, holdNumber },
            },
            events: ['booking.held'],
            items: [
              ...places.map((place) => lockSeat(tables, place, row, holdNumber, at, lockExpiresAt)),
              ...slots.map((slot) => takeSlot(tables, slot, row.bookingId, at, lockExpiresAt)),
            ],
            result: { outcome: 'held', deadline, holdNumber },
            onFailed: (failed) => {
              const taken = takenAmong(places, failed);
              if (taken.length > 0 && !mayChooseOthers(row, taken)) return { outcome: 'taken', seats: taken };
              if (taken.length > 0) losses++;
              if (failed.some((f) => f.index === places.length)) attempts.user++;
              if (failed.some((f) => f.index === places.length + 1)) attempts.address++;
              return 'retry';
            },
          },
        };
      });
    },

    /**
     * HELD -> HELD, once: later deadline on row, seats and slots. `grace` keeps the shown deadline and protects the seats longer.
     * `by` names the request that extends, so that it knows its own effect.
     */
    async extendHold(
      ref: HoldRef & { until: EpochMs; lockExpiresAt: EpochMs; kind: 'extension' | 'grace'; by?: string },
    ): Promise<ExtendOutcome> {
      const result = await writeRow<ExtendOutcome>(ref.bookingId, (row) => {
        if (isUnderLaterHold(row, ref)) return { done: heldAlready(row) };
        if (row.state !== 'HELD' || !isCurrent(row, ref)) return { done: lost };
        const target = ref.kind === 'grace' ? row.protectedUntil : row.deadline;
        if (target === ref.until) return { done: { outcome: 'extended', deadline: ref.until } };
        if (ref.kind === 'extension' && row.extended) return { done: extendedBefore(row, ref.by) };
        // A grace may reach further, and be forgotten by a workflow that was reset.
        const lockedUntil = epochMs(Math.max(ref.lockExpiresAt, row.lockedUntil ?? 0));
        // Asked for before, and read when it is over, as after an outage of all workers: nobody is told that it holds.
        if (ref.until <= now()) return { done: lost };
        return {
          change: {
            set: {
              ...(ref.kind === 'grace'
                ? { protectedUntil: ref.until }
                : { deadline: ref.until, extended: true, ...(ref.by !== undefined && { extendedBy: ref.by }) }),
              lockedUntil,
            },
            events: ['booking.extended'],
            items: placesOf(row.seats).map((place) => relockSeat(tables, place, row, row.holdNumber, lockedUntil)),
            result: { outcome: 'extended', deadline: ref.until },
            onFailed: () => lost,
          },
        };
      });
      if (result.outcome === 'extended') await keepSlots(ref.bookingId);
      return result;
    },

    /**
     * HELD -> HELD under the next hold number: kept seats stay, new ones are locked, dropped ones freed, or nothing changes.
     * `by` names the request, so that it knows its own effect, which is not that of another one.
     */
    async changeSeats(
      ref: HoldRef & { seats: readonly SeatAssignment[]; price: BookingPrice; lockExpiresAt: EpochMs; by: string },
    ): Promise<ChangeSeatsOutcome> {
      return writeRow<ChangeSeatsOutcome>(ref.bookingId, (row): Decision<ChangeSeatsOutcome> => {
        const next = ref.holdNumber + 1;
        if (isUnderLaterHold(row, ref))
          return {
            done: row.changedBy === ref.by ? { outcome: 'changed', holdNumber: row.holdNumber } : heldAlready(row),
          };
        if (row.state !== 'HELD' || !isCurrent(row, ref)) return { done: lost };
        // Whoever asked saw the seats before an earlier change: what was few against those may be too many against these.
        if (seatChangeFaults(row.seats, ref.seats).length > 0) return { done: { outcome: 'too_many' } };
        const { kept, added, dropped } = difference(placesOf(row.seats), placesOf(ref.seats));
        const at = now();
        if (isOver(row, at)) return { done: lost };
        // Never shorter than it is: an extension may have been forgotten with the worker that made it.
        const lockedUntil = epochMs(Math.max(ref.lockExpiresAt, row.lockedUntil ?? 0));
        return {
          change: {
            set: { seats: ref.seats, price: ref.price, holdNumber: next, changedBy: ref.by, lockedUntil },
            events: ['booking.seats_changed'],
            items: [
              ...added.map((place) => lockSeat(tables, place, row, next, at, lockedUntil)),
              ...kept.map((place) => relockSeat(tables, place, row, next, lockedUntil)),
              ...dropped.map((place) => dropSeat(tables, place, row)),
            ],
            result: { outcome: 'changed', holdNumber: next },
            onFailed: (failed) => {
              const seats = takenAmong(added, failed);
              return seats.length > 0 ? { outcome: 'taken', seats } : lost;
            },
          },
        };
      });
    },
  };

  async function candidates(
    row: Booking,
    attempts: { user: number; address: number },
  ): Promise<HoldSlot[] | undefined> {
    const { perUser, perPartner } = slotLimits;
    const isPartner = row.ownerKind === 'partner';
    const [perOwner, perAddress] = isPartner ? [perPartner, perPartner] : [perUser, slotLimits.perAddress];
    const user = await slotFinder.candidate(row.owner, perOwner, row.bookingId, attempts.user);
    const address = await slotFinder.candidate(`adr_${row.addressKey}`, perAddress, row.bookingId, attempts.address);
    return user && address && [user, address];
  }
}
export type HoldStore = ReturnType<typeof createHoldStore>;

/** Its time was over before anybody read the request: seats that are changed now would be nobody's at once. */
function isOver({ deadline, protectedUntil }: Booking, at: EpochMs): boolean {
  return Math.max(deadline ?? 0, protectedUntil ?? 0) <= at;
}

/** An extension that was forgotten with its worker, and asked for again after something else, is still that extension. */
function extendedBefore({ deadline, extendedBy }: Booking, by: string | undefined): ExtendOutcome {
  const isOwn = by !== undefined && extendedBy === by;
  return isOwn && deadline !== undefined ? { outcome: 'extended', deadline } : { outcome: 'already_extended' };
}

function takenAmong(places: readonly SeatPlace[], failed: readonly FailedCondition[]): TakenSeat[] {
  const taken = failed.flatMap(({ index }) => places[index] ?? []);
  const unique = new Map(
    taken.map((p) => [`${p.segment}/${p.designator}`, { segment: p.segment, designator: p.designator }]),
  );
  return [...unique.values()];
}

function difference(
  before: readonly SeatPlace[],
  after: readonly SeatPlace[],
): Record<'kept' | 'added' | 'dropped', SeatPlace[]> {
  const id = (place: SeatPlace) => `${place.leg}/${place.designator}`;
  const old = new Set(before.map(id));
  const wanted = new Set(after.map(id));
  return {
    kept: after.filter((place) => old.has(id(place))),
    added: after.filter((place) => !old.has(id(place))),
    dropped: before.filter((place) => !wanted.has(id(place))),
  };
}
