import type {
  AuditedBooking,
  AuditedMap,
  AuditedPayment,
  AuditedRow,
  AuditedRun,
  AuditedSlot,
  AuditFacts,
} from '../../src/domain/audit/facts';
import {
  type BookingEvent,
  type BookingEventType,
  type BookingState,
  holdIdOf,
  paymentStatusOf,
  statusOf,
} from '../../src/domain/bookings';
import type { FlightId } from '../../src/domain/flights';
import { epochMs, plusSeconds } from '../../src/domain/instants';
import type { PaymentStatus } from '../../src/domain/bookings';
import { applyTable, emptyImage } from '../../src/domain/seatDeltas';
import { type SeatRow, writtenStateOf } from '../../src/domain/seatRows';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type MutableBooking = Omit<Mutable<AuditedBooking>, 'row' | 'events'> & {
  row: Mutable<AuditedRow> | undefined;
  events: Mutable<BookingEvent>[];
};
/** Facts that a test may change before they are judged. */
export interface AuditWorld extends AuditFacts {
  now: number;
  seats: Mutable<SeatRow>[];
  slots: Mutable<AuditedSlot>[];
  bookings: MutableBooking[];
  locators: { locator: string; bookingId: string }[];
  payments: Mutable<AuditedPayment>[];
  runs: Map<string, AuditedRun>;
  told: { maps: Mutable<AuditedMap>[] };
}

export const auditedLegs = ['X9-1-2031-05-10-LIS', 'X9-1-2031-05-10-LHR'] as FlightId[];
/** Long ago for everything that may last a minute. */
const begun = epochMs(1_790_000_000_000);
const price = { amount: 12_178, currency: 'EUR' };

interface Story {
  readonly id: string;
  readonly state: BookingState;
  readonly told: readonly BookingEventType[];
  readonly payment?: PaymentStatus;
  readonly atProvider?: AuditedPayment['state'];
  readonly refunded?: boolean;
}

/** One booking in each state, as the protocol leaves it. */
const stories: readonly Story[] = [
  { id: 'bkg_new', state: 'NEW', told: [] },
  { id: 'bkg_held', state: 'HELD', told: ['booking.held'] },
  {
    id: 'bkg_paying',
    state: 'PAYING',
    told: ['booking.held', 'payment.processing'],
    payment: 'processing',
    atProvider: 'authorised',
  },
  {
    id: 'bkg_seated',
    state: 'SEATED',
    told: ['booking.held', 'payment.processing', 'payment.authorised'],
    payment: 'authorised',
    atProvider: 'authorised',
  },
  {
    id: 'bkg_sold',
    state: 'TICKETED',
    told: ['booking.held', 'payment.processing', 'payment.authorised', 'booking.confirmed', 'booking.ticketed'],
    payment: 'captured',
    atProvider: 'captured',
  },
  { id: 'bkg_expired', state: 'CLOSED', told: ['booking.held', 'booking.expired'] },
  {
    id: 'bkg_refunded',
    state: 'CLOSED',
    told: ['booking.held', 'payment.processing', 'booking.expired', 'payment.refunded'],
    payment: 'refunded',
    atProvider: 'captured',
    refunded: true,
  },
];

/** A world in which nothing is wrong. Each booking has one seat on two legs: row 1 the first, row 2 the second, ... */
export function auditWorld(): AuditWorld {
  const now = begun + 600_000;
  const world: AuditWorld = {
    now,
    clocks: { storeGraceSeconds: 30, confirmBudgetSeconds: 300 },
    seats: [],
    slots: [],
    bookings: [],
    locators: [],
    payments: [],
    runs: new Map(),
    told: { maps: [] },
  };
  stories.forEach((story, n) => addBooking(world, story, `${n + 1}A`));
  for (const flightId of auditedLegs) {
    const states = new Map(
      world.seats.filter((seat) => seat.flightId === flightId).map((seat) => [seat.seat, writtenStateOf(seat)]),
    );
    const { image, deltas } = applyTable(emptyImage, states, epochMs(now - 1000));
    world.told.maps.push({ flightId, head: image.version, image, deltas });
  }
  return world;
}

function addBooking(world: AuditWorld, story: Story, designator: string): void {
  const { id, state, told, payment } = story;
  const open = state !== 'TICKETED' && state !== 'CLOSED';
  const holding = state === 'HELD' || state === 'PAYING';
  const slot = { owner: `usr_${id}`, slot: 0 };
  const row: AuditedRow = {
    bookingId: id,
    state,
    ...(state === 'CLOSED' && {
      ...{ closeReason: 'expired' as const, closedAt: plusSeconds(begun, 100), clearedAt: plusSeconds(begun, 100) },
    }),
    version: told.length,
    holdNumber: 1,
    owner: `usr_${id}`,
    addressKey: 'address',
    seats: [{ segment: 0, passenger: 'pax_1', designator, legs: auditedLegs }],
    slots: holding ? [slot] : [],
    payments: payment
      ? [{ paymentId: `pay_${id}`, providerId: `pi_${id}`, status: payment, amount: price, fingerprint: 'f' }]
      : [],
    createdAt: begun,
    ...(state !== 'NEW' && { deadline: plusSeconds(begun, 900) }),
    ...(state === 'TICKETED' && { locator: 'CDFGHJ' }),
    total: price,
    open,
  };
  world.bookings.push({ bookingId: id, row, events: told.map((type, n) => eventOf(row, type, n + 1)) });
  if (open) world.runs.set(id, { running: true });
  if (holding) world.slots.push({ ...slot, bookingId: id, lockExpiresAt: begun + 930_000 });
  if (state === 'TICKETED') world.locators.push({ locator: 'CDFGHJ', bookingId: id });
  if (holding || state === 'SEATED' || state === 'TICKETED')
    world.seats.push(...auditedLegs.map((leg) => seatOf(row, leg, designator, holding ? 'locked' : 'reserved')));
  addPayment(world, story);
}

export function seatOf(row: AuditedRow, flightId: FlightId, seat: string, status: 'locked' | 'reserved'): SeatRow {
  const { bookingId, holdNumber, owner: userId } = row;
  const lock = status === 'locked' ? { lockExpiresAt: begun + 930_000 } : {};
  return { flightId, seat, status, holdId: holdIdOf(bookingId, holdNumber), bookingId, userId, ...lock };
}

function addPayment(world: AuditWorld, { id, atProvider, refunded = false }: Story): void {
  if (!atProvider) return;
  world.payments.push({
    providerId: `pi_${id}`,
    paymentId: `pay_${id}`,
    bookingId: id,
    amount: price,
    state: atProvider,
    refunded: { amount: refunded ? price.amount : 0, currency: price.currency },
    createdAt: begun,
    captures: atProvider === 'captured' ? 1 : 0,
    changedAt: begun + 1000,
  });
}

/** The event as the product tells it, of a row that stands as this one does now. */
function eventOf(row: AuditedRow, type: BookingEventType, seq: number): BookingEvent {
  const seats = row.seats.map(({ segment, passenger, designator }) => ({ segment, passenger, designator }));
  const data = {
    bookingId: row.bookingId,
    status: statusOf(row),
    paymentStatus: paymentStatusOf(row),
    expiresAt: new Date(row.deadline ?? 0).toISOString(),
    ...(type === 'booking.held' && { seats }),
    ...(type === 'booking.confirmed' && { seats, reference: row.locator }),
  };
  return { seq, type, at: plusSeconds(begun, seq), data };
}
