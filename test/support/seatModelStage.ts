import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { randomBytes } from 'node:crypto';
import { type Booking, holdIdOf, type SeatAssignment } from '../../src/domain/bookings';
import { type FlightId, formatFlightId } from '../../src/domain/flights';
import { epochMs, isoDate } from '../../src/domain/instants';
import type { Segment } from '../../src/domain/offers';
import { rowEntry, toBooking } from '../../src/stores/dynamodb/bookingItems';
import { type BookingBench, newBooking, somePrice, someSegment } from './bookings';
import { createSeatModel, type ModelBooking, type SeatCall, type SeatModel } from './seatModel';

export const modelLimits = { perUser: 2, perAddress: 2 } as const;
export const modelBookings = [0, 1, 2, 3] as const;
export const modelSeats = ['5A', '5B', '5C', '6A'] as const;
const owners = ['early', 'late'] as const;

/** Seats that one caller asks for: on the first segment, on the second, which has two legs, or on both. */
export interface WantedPlaces {
  readonly segments: readonly (0 | 1)[];
  readonly designators: readonly string[];
}

/** From Lisbon by Madrid to London: a seat on it is a seat on both legs. */
function twoLegged(): Segment {
  const segment = someSegment();
  const { carrier, number, depart, arrive, flightId } = segment;
  const departOn = isoDate('2031-05-10');
  const onward = formatFlightId({ carrier, number, originOn: departOn, boardPoint: 'MAD' });
  const between = epochMs(depart.at + 4_000_000);
  const stages = [
    { legId: flightId, boardPoint: 'LIS', offPoint: 'MAD', departOn, departAt: depart.at, arriveAt: between },
    { legId: onward, boardPoint: 'MAD', offPoint: 'LHR', departOn, departAt: between, arriveAt: arrive.at },
  ];
  return { ...segment, legs: [flightId, onward], stages };
}

/**
 * A small corner of the inventory on the real tables, and beside it the model of it: four bookings of two owners at one
 * address compete for four seats on two segments of three legs. The clock stands still until somebody moves it.
 */
export async function openSeatStage(bench: BookingBench, clock: { now: number }, wanted: readonly WantedPlaces[]) {
  const run = randomBytes(5).toString('hex');
  const segments = [someSegment(), twoLegged()] as const;
  const legs = segments.flatMap((segment) => segment.legs);
  const model = createSeatModel(modelLimits);
  const ownerOf = (n: number) => `usr_${run}${owners[n % 2]!}`;
  const idOf = (n: number) => `bkg_${run}${n}`;
  await bench.legs.ensureLegs(segments);

  const assignments = ({ segments: on, designators }: WantedPlaces): SeatAssignment[] =>
    on.flatMap((segment) =>
      designators.map((designator, i) => ({
        segment,
        passenger: `pax_${i + 1}`,
        designator,
        legs: segments[segment].legs,
      })),
    );

  async function begin(n: number, wanted: WantedPlaces): Promise<void> {
    const seats = assignments(wanted);
    const [bookingId, owner] = [idOf(n), ownerOf(n)];
    const fresh = newBooking(segments, wanted.designators, { bookingId, owner, seats, addressKey: run });
    await bench.bookings.putNewBooking(fresh, { passengers: [], contact: { email: 'a@example.com', phone: '+351 1' } });
    const { state, holdNumber, extended, slots, payments } = fresh;
    const address = `adr_${run}`;
    const total = somePrice.total.amount;
    model.begin({ bookingId, owner, address, state, holdNumber, seats, slots, extended, payments, total, log: [] });
  }

  function write(call: SeatCall): Promise<object> {
    const { holds } = bench;
    const at = <T extends { lockExpiresAt: number }>(given: T) => ({
      ...given,
      lockExpiresAt: epochMs(given.lockExpiresAt),
    });
    switch (call.write) {
      case 'holdSeats':
        return holds.holdSeats({
          ...at(call),
          deadline: epochMs(call.deadline),
          hardCapAt: epochMs(call.hardCapAt),
        });
      case 'extendHold':
        return holds.extendHold({ ...at(call), until: epochMs(call.until) });
      case 'changeSeats':
        return bench.bookings
          .findBooking(call.bookingId)
          .then((row) => holds.changeSeats({ ...at(call), price: row!.price }));
      case 'secureSeats':
        return holds.secureSeats(at(call));
      case 'confirmSeats':
        return holds.confirmSeats(call);
      case 'ticketBooking':
        return holds.ticketBooking(call);
      case 'recordPayment':
        return holds.recordPayment(call.bookingId, call.payment);
      case 'closeBooking': {
        const { timeOver, ...close } = call;
        return holds.closeBooking({ ...close, ...(timeOver !== undefined && { timeOver: epochMs(timeOver) }) });
      }
      case 'reopenBooking':
        return holds.reopenBooking({ ...at(call), deadline: epochMs(call.deadline) });
    }
  }

  async function rows(keys: Record<string, Record<string, unknown>[]>): Promise<Record<string, Item[]>> {
    const RequestItems = Object.fromEntries(
      Object.entries(keys).map(([table, Keys]) => [table, { Keys, ConsistentRead: true }]),
    );
    const answer = await bench.db.send(new BatchGetCommand({ RequestItems }));
    return answer.Responses as Record<string, Item[]>;
  }

  async function readItems() {
    const { Seats, Slots, Bookings } = bench.tables;
    const slotOwners = [ownerOf(0), ownerOf(1), `adr_${run}`];
    const numbers = Array.from({ length: modelLimits.perAddress }, (_, n) => n);
    const stored = await rows({
      [Seats]: legs.flatMap((FlightLeg) => modelSeats.map((Seat) => ({ FlightLeg, Seat }))),
      [Slots]: slotOwners.flatMap((Owner) => numbers.map((Slot) => ({ Owner, Slot }))),
      [Bookings]: modelBookings.map((n) => ({ BookingID: idOf(n), Entry: rowEntry })),
    });
    return {
      seats: sorted(stored[Seats]!.map((seat) => [`${seat['FlightLeg'] as FlightId}/${String(seat['Seat'])}`, seat])),
      slots: sorted(stored[Slots]!.map((slot) => [`${String(slot['Owner'])}/${String(slot['Slot'])}`, slot])),
      rows: stored[Bookings]!.map(toBooking),
    };
  }

  /** What stands in the tables, in the model's words; with the log of the booking that was just written to. */
  async function readTables(touched: string) {
    const [{ seats, slots, rows: found }, events] = await Promise.all([
      readItems(),
      bench.bookings.listEvents(touched),
    ]);
    return {
      seats,
      slots,
      bookings: sorted(found.map((row) => [row.bookingId, shown(row, row.version)])),
      events: events.map(({ seq, type }) => [seq, type]),
    };
  }

  /** The same with all logs, for when nobody knows what was written. */
  async function readEverything() {
    const items = await readItems();
    const logs = await Promise.all(
      items.rows.map(async ({ bookingId }) => {
        const events = await bench.bookings.listEvents(bookingId);
        return [bookingId, events.map(({ seq }) => seq)] as const;
      }),
    );
    return { ...items, logs: sorted(logs) };
  }

  /** Calls are made from what stands in the rows, where several at once leave the model behind. */
  async function adopt(): Promise<void> {
    for (const row of (await readItems()).rows) {
      const known = model.bookings.get(row.bookingId)!;
      model.begin({ ...known, state: row.state, holdNumber: row.holdNumber, seats: row.seats });
    }
  }

  let requests = 0;
  await Promise.all(wanted.map((places, n) => begin(n, places)));
  return {
    /** A name that no other request has. */
    nextRequest: () => `request-${++requests}`,
    model,
    clock,
    assignments,
    write,
    readTables,
    readEverything,
    adopt,
    idOf,
    bookingOf: (n: number) => model.bookings.get(idOf(n))!,
    slotsOf: async (id: string) => (await bench.bookings.findBooking(id))!.slots,
  };
}
export type SeatStage = Awaited<ReturnType<typeof openSeatStage>>;
type Item = Record<string, unknown>;

function shown(row: Booking | ModelBooking, version: number) {
  const { state, holdNumber, seats, slots, deadline, protectedUntil, extended, closeReason, payments } = row;
  return { state, version, holdNumber, seats, slots, deadline, protectedUntil, extended, closeReason, payments };
}

function sorted<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The model as the tables would show it. */
export function tablesOf(model: SeatModel, touched: string) {
  const key = (entry: string) => [entry.slice(0, entry.lastIndexOf('/')), entry.slice(entry.lastIndexOf('/') + 1)];
  return {
    seats: sorted(
      [...model.seats].map(([place, { holdId, bookingId, owner, status, until }]) => {
        const [FlightLeg, Seat] = key(place);
        const item = { FlightLeg, Seat, Status: status, HoldID: holdId, BookingID: bookingId, UserID: owner };
        return [place, { ...item, ...(until !== undefined && { LockExpiresAt: until }) }];
      }),
    ),
    slots: sorted(
      [...model.slots].map(([slot, { bookingId, until }]) => {
        const [Owner, Slot] = key(slot);
        return [slot, { Owner, Slot: Number(Slot), BookingID: bookingId, LockExpiresAt: until }];
      }),
    ),
    bookings: sorted([...model.bookings].map(([id, row]) => [id, shown(row, row.log.length)])),
    events: model.bookings.get(touched)!.log.map((type, i) => [i + 1, type]),
  };
}

/** What must hold of the model itself, whatever was done to it: else it would be a wrong yardstick. */
export function modelFaults({ seats, slots, bookings }: SeatModel): string[] {
  const faults: string[] = [];
  for (const [id, row] of bookings) {
    const places = row.seats.flatMap(({ legs, designator }) => legs.map((leg) => `${leg}/${designator}`));
    const own = places.filter((place) => seats.get(place)?.holdId === holdIdOf(id, row.holdNumber));
    if (row.state === 'SEATED' || row.state === 'TICKETED') {
      const sold = own.filter((place) => seats.get(place)!.status === 'reserved');
      if (sold.length < places.length) faults.push(`I6: ${id} has ${sold.length} of ${places.length} seats`);
    }
    if (row.state !== 'CLOSED') continue;
    if ([...seats.values()].some((seat) => seat.bookingId === id)) faults.push(`I8: ${id} is closed and has a seat`);
    if ([...slots.values()].some((slot) => slot.bookingId === id)) faults.push(`I8: ${id} is closed and has a slot`);
  }
  return faults;
}
