import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { createBookingIds } from '../../src/api/bookingIds';
import { developmentSecrets } from '../../src/config';
import { type Booking, holdIdOf } from '../../src/domain/bookings';
import { toBooking } from '../../src/stores/dynamodb/bookingItems';
import { createPatientDynamo } from '../support/dynamo';
import { scanPages } from '../../src/stores/dynamodb/scanning';
import { createSeatStore } from '../../src/stores/dynamodb/seats';
import { createUnfinishedBookings } from '../../src/stores/dynamodb/unfinished';
import { tablesWithPrefix } from '../../src/stores/dynamodb/tables';
import { epochMs } from '../../src/domain/instants';
import type { SeatRow } from '../../src/domain/seatRows';
import type { Product } from '../support/product';
import type { Told } from './told';

export interface Violation {
  readonly rule: string;
  readonly bookingId: string;
  readonly customer?: number;
  readonly what: string;
}

const ledgerSchema = z.object({
  payments: z.array(
    z.looseObject({
      booking_id: z.string().nullable(),
      payment_id: z.string().nullable(),
      status: z.string(),
      amount: z.number(),
      authorised: z.number(),
      captured: z.number(),
      refunded: z.number(),
      captures: z.number(),
    }),
  ),
});
type LedgerPayment = z.infer<typeof ledgerSchema>['payments'][number];

/** What is kept of a booking's row and log: enough to judge by, little enough for twenty thousand of them. */
interface Row extends Pick<Booking, 'state' | 'closeReason' | 'version' | 'locator'> {
  readonly bookingId: string;
  readonly holdId: string;
  readonly places: readonly string[];
  readonly seats: readonly string[];
  readonly total: number;
  readonly isOpen: boolean;
}
interface Log {
  events: number;
  latest: number;
  confirmed: number;
}

/** Everything that stands in the tables and in the provider's ledger at the end. */
export interface Outcome {
  readonly rows: ReadonlyMap<string, Row>;
  readonly logs: ReadonlyMap<string, Log>;
  readonly seats: readonly SeatRow[];
  readonly slots: readonly { readonly bookingId: string; readonly slot: string }[];
  readonly payments: ReadonlyMap<string, readonly LedgerPayment[]>;
}

const placeOf = ({ flightId, seat }: Pick<SeatRow, 'flightId' | 'seat'>) => `${flightId}/${seat}`;
const ids = createBookingIds(developmentSecrets.BOOKING_ID_SECRET);

/** The booking a request leads to, whether its answer came or not. */
export function bookingIdOf({ asker, key }: Pick<Told, 'asker' | 'key'>): string {
  const caller = asker.startsWith('usr_')
    ? ({ kind: 'user', userId: asker, roles: [] } as const)
    : ({ kind: 'anonymous' } as const);
  return ids.bookingId(ids.ownerOf(caller, asker), key);
}

export function createCourt(product: Product) {
  const { client, db } = createPatientDynamo();
  const tables = tablesWithPrefix(product.environment['TABLE_PREFIX']!);
  const seatStore = createSeatStore({ db, tables });
  // Only listed here, never swept: no row is read and no clock is asked.
  const unfinished = createUnfinishedBookings({
    db,
    tables,
    bookings: { findBooking: async () => undefined },
    now: () => epochMs(Date.now()),
  });

  async function* scan(table: string): AsyncGenerator<Record<string, unknown>> {
    for await (const page of scanPages(db, { TableName: table })) yield* page;
  }

  async function readLedger(bookingId?: string): Promise<LedgerPayment[]> {
    const query = bookingId === undefined ? '' : `?booking_id=${bookingId}`;
    return ledgerSchema.parse(await (await fetch(`${product.providerUrl}/ledger${query}`)).json()).payments;
  }

  return {
    end: () => client.destroy(),

    /** Bookings that are still under way, and money that is neither taken nor given back. */
    async listUnsettled(): Promise<{ open: string[]; authorised: string[] }> {
      const open: string[] = [];
      for await (const page of unfinished.listUnfinished()) open.push(...page);
      const payments = await readLedger();
      const waiting = payments.filter(({ authorised, status }) => authorised > 0 || status === 'processing');
      return { open, authorised: waiting.map(({ booking_id, status }) => `${String(booking_id)} ${status}`) };
    },

    async read(): Promise<Outcome> {
      const rows = new Map<string, Row>();
      const logs = new Map<string, Log>();
      for await (const item of scan(tables.Bookings)) {
        const [bookingId, entry] = [String(item['BookingID']), String(item['Entry'])];
        if (bookingId.startsWith('bkg_') && entry === 'ROW') rows.set(bookingId, rowOf(toBooking(item)));
        if (!entry.startsWith('E#')) continue;
        const log = logs.get(bookingId) ?? { events: 0, latest: 0, confirmed: 0 };
        log.events += 1;
        log.latest = Math.max(log.latest, Number(item['Seq']));
        if (item['Type'] === 'booking.confirmed') log.confirmed += 1;
        logs.set(bookingId, log);
      }
      const seats: SeatRow[] = [];
      for await (const page of seatStore.scanSeats()) seats.push(...page);
      const slots = [];
      for await (const item of scan(tables.Slots))
        slots.push({ bookingId: String(item['BookingID']), slot: `${String(item['Owner'])}/${String(item['Slot'])}` });
      const payments = new Map<string, LedgerPayment[]>();
      for (const payment of await readLedger()) {
        const bookingId = payment.booking_id ?? '';
        payments.set(bookingId, [...(payments.get(bookingId) ?? []), payment]);
      }
      return { rows, logs, seats, slots, payments };
    },

    /** Everything that is known of one booking, for whoever has to find out. */
    async evidence(bookingId: string): Promise<unknown> {
      const answer = await db.send(
        new QueryCommand({
          TableName: tables.Bookings,
          KeyConditionExpression: 'BookingID = :b',
          ExpressionAttributeValues: { ':b': bookingId },
          ConsistentRead: true,
        }),
      );
      const items = answer.Items ?? [];
      const row = items.find((item) => item['Entry'] === 'ROW');
      const events = items.filter((item) => item['Entry'] !== 'ROW');
      const shown = Object.entries(row ?? {}).filter(([name]) => !['Offer', 'Sealed', 'Price'].includes(name));
      return {
        row: Object.fromEntries(shown),
        events: events.map(
          (e) => `${String(e['Seq'])} ${String(e['Type'])} ${time(e['At'])} ${JSON.stringify(e['Data'])}`,
        ),
        payments: await readLedger(bookingId),
      };
    },
  };
}
export type Court = ReturnType<typeof createCourt>;

const time = (at: unknown) => (typeof at === 'number' ? new Date(at).toISOString() : '');

function rowOf(booking: Booking): Row {
  const { bookingId, state, version, holdNumber, seats, price } = booking;
  return {
    bookingId,
    state,
    version,
    holdId: holdIdOf(bookingId, holdNumber),
    places: seats.flatMap(({ legs, designator }) => legs.map((leg) => `${leg}/${designator}`)),
    seats: seats.map(({ segment, designator }) => `${segment}/${designator}`).sort(),
    total: price.total.amount,
    isOpen: state !== 'TICKETED' && state !== 'CLOSED',
    ...(booking.closeReason && { closeReason: booking.closeReason }),
    ...(booking.locator !== undefined && { locator: booking.locator }),
  };
}

/** Judges the data by itself, then what each customer was told against the data. */
export function judge(outcome: Outcome, told: readonly Told[]): Violation[] {
  const customers = new Map(told.map((one) => [bookingIdOf(one), one.customer]));
  return [
    ...judgeRows(outcome),
    ...judgePlaces(outcome),
    ...judgeMoney(outcome),
    ...told.flatMap((one) => judgeTold(one, outcome)),
  ].map((violation) => {
    const customer = customers.get(violation.bookingId);
    return customer === undefined ? violation : { ...violation, customer };
  });
}

function judgeRows({ rows, logs }: Outcome): Violation[] {
  return [...rows.values()].flatMap(({ bookingId, state, version, isOpen }) => {
    const log = logs.get(bookingId) ?? { events: 0, latest: 0, confirmed: 0 };
    const faults: [rule: string, what: string][] = [];
    if (isOpen) faults.push(['I3', `is ${state} for good`]);
    if (log.events !== version || log.latest !== version)
      faults.push(['log', `version ${version}, but ${log.events} events, the last ${log.latest}`]);
    const confirmed = state === 'TICKETED' ? 1 : 0;
    if (log.confirmed !== confirmed) faults.push(['I9', `is ${state} and was told confirmed ${log.confirmed} times`]);
    return faults.map(([rule, what]) => ({ rule, bookingId, what }));
  });
}

function judgePlaces({ rows, seats, slots }: Outcome): Violation[] {
  const byPlace = new Map(seats.map((seat) => [placeOf(seat), seat]));
  const owners = new Map<string, string>();
  const violations: Violation[] = [];
  for (const { bookingId, state, holdId, places } of rows.values()) {
    if (state !== 'TICKETED') continue;
    for (const place of places) {
      const other = owners.get(place);
      if (other !== undefined) violations.push({ rule: 'I1', bookingId, what: `${place} is ${other}'s too` });
      owners.set(place, bookingId);
      const seat = byPlace.get(place);
      if (seat?.status !== 'reserved' || seat.holdId !== holdId)
        violations.push({ rule: 'I6', bookingId, what: `is ticketed, but ${place} is ${JSON.stringify(seat)}` });
    }
  }
  for (const seat of seats) {
    if (seat.status === undefined || owners.get(placeOf(seat)) === seat.bookingId) continue;
    const state = rows.get(seat.bookingId ?? '')?.state ?? 'unknown';
    const rule = seat.status === 'reserved' ? 'I5' : 'I8';
    violations.push({
      rule,
      bookingId: seat.bookingId ?? '',
      what: `${placeOf(seat)} is ${seat.status} by ${String(seat.holdId)}, whose booking is ${state}`,
    });
  }
  for (const { bookingId, slot } of slots)
    violations.push({ rule: 'I8', bookingId, what: `${rows.get(bookingId)?.state ?? 'unknown'}, has slot ${slot}` });
  return violations;
}

function judgeMoney({ rows, payments }: Outcome): Violation[] {
  const violations: Violation[] = [];
  for (const [bookingId, all] of payments) {
    const row = rows.get(bookingId);
    const say = (rule: string, what: string) => violations.push({ rule, bookingId, what });
    const kept = all.filter(({ captured, refunded }) => captured > refunded);
    if (all.some(({ authorised }) => authorised > 0)) say('I10', 'an authorisation dangles');
    if (all.some(({ captures }) => captures > 1) || kept.length > 1) say('I7', 'captured more than once');
    if (row?.state !== 'TICKETED' && kept.length > 0) say('I2', `is ${row?.state ?? 'unknown'}, and money was kept`);
    if (row?.state === 'TICKETED' && !kept.some((p) => p.captured === row.total && p.refunded === 0))
      say('I7', `is ticketed for ${row.total}, kept is ${JSON.stringify(kept.map((p) => p.captured - p.refunded))}`);
  }
  for (const { bookingId, state } of rows.values())
    if (state === 'TICKETED' && !payments.has(bookingId))
      violations.push({ rule: 'I5', bookingId, what: 'is ticketed without a payment' });
  return violations;
}

function judgeTold(told: Told, { rows }: Outcome): Violation[] {
  const bookingId = bookingIdOf(told);
  const row = rows.get(bookingId);
  const faults: string[] = [];
  if (told.bookingId !== undefined && told.bookingId !== bookingId) faults.push(`was told the id ${told.bookingId}`);
  if (told.held && !row) faults.push('was told held, and there is no row');
  if (told.refused !== undefined && row?.state === 'TICKETED')
    faults.push(`was refused (${told.refused}) and ticketed`);
  if (told.cancelled && row?.state !== 'CLOSED') faults.push(`was told cancelled and is ${row?.state ?? 'unknown'}`);
  if (told.confirmed !== undefined) {
    if (row?.state !== 'TICKETED') faults.push(`was told confirmed and is ${row?.state ?? 'unknown'}`);
    else {
      if (told.confirmed !== '' && told.confirmed !== row.locator) faults.push(`was told ${told.confirmed}`);
      if (told.total !== undefined && told.total !== row.total) faults.push(`was told the price ${told.total}`);
      if (told.seats && told.seats.join() !== row.seats.join()) faults.push(`was told the seats ${told.seats.join()}`);
    }
  }
  return faults.map((what) => ({ rule: 'told', bookingId, what: `the customer ${what}` }));
}
