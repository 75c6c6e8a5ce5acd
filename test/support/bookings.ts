import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { randomBytes } from 'node:crypto';
import type { Booking, BookingPrice, SeatAssignment } from '../../src/domain/bookings';
import { type FlightId, formatFlightId } from '../../src/domain/flights';
import { type EpochMs, epochMs, isoDate, plusSeconds } from '../../src/domain/instants';
import type { Offer, Segment } from '../../src/domain/offers';
import { createBookingStore } from '../../src/stores/dynamodb/bookings';
import { createPatientDynamo } from './dynamo';
import { createTables } from '../../src/stores/dynamodb/createTables';
import { createHoldStore } from '../../src/stores/dynamodb/holds';
import { createLegStore } from '../../src/stores/dynamodb/legs';
import { createSealing } from '../../src/stores/dynamodb/sealing';
import { createSeatStore } from '../../src/stores/dynamodb/seats';
import { tablesWithPrefix } from '../../src/stores/dynamodb/tables';

const seatPlanId = '320-166';
const euro = (amount: number) => ({ amount, currency: 'EUR' });

/** What a booking costs here, whoever flies and wherever they sit. */
export const somePrice: BookingPrice = { total: euro(12_178), lines: [] };

let flights = 0;
/** A flight of its own for a test, on a day in the far future. */
export function someSegment(): Segment {
  flights += 1;
  const flightId = formatFlightId({
    carrier: 'X7',
    number: String(flights),
    originOn: isoDate('2031-05-10'),
    boardPoint: 'LIS',
  });
  const departAt = epochMs(Date.parse('2031-05-10T07:00:00Z'));
  return {
    flightId,
    legs: [flightId],
    carrier: 'X7',
    number: String(flights),
    operating: { carrier: 'X7', number: String(flights) },
    depart: { airport: 'LIS', local: '2031-05-10T08:00', zone: 'Europe/Lisbon', at: departAt },
    arrive: { airport: 'LHR', local: '2031-05-10T10:35', zone: 'Europe/London', at: plusSeconds(departAt, 9300) },
    durationMinutes: 155,
    aircraft: '320',
    seatPlanId,
    cabin: 'economy',
    bookingClass: 'V',
    fareBasis: 'VLIGHT',
  };
}

/** The same over Madrid, where the flight leaves on the next day. */
export function segmentOverTwoLegs() {
  const segment = someSegment();
  const second = formatFlightId({ ...segment.operating, originOn: isoDate('2031-05-10'), boardPoint: 'MAD' });
  const stop = plusSeconds(segment.depart.at, 4500);
  const stage = (legId: FlightId, boardPoint: string, offPoint: string, times: [EpochMs, EpochMs], day: string) => ({
    legId,
    boardPoint,
    offPoint,
    departOn: isoDate(day),
    departAt: times[0],
    arriveAt: times[1],
  });
  return {
    ...segment,
    legs: [segment.flightId, second] as const,
    stages: [
      stage(segment.flightId, 'LIS', 'MAD', [segment.depart.at, stop], '2031-05-10'),
      stage(second, 'MAD', 'LHR', [plusSeconds(stop, 1800), segment.arrive.at], '2031-05-11'),
    ],
  };
}

export function someOffer(segments: readonly Segment[], adults = 1): Offer {
  const price = {
    passengerType: 'adult',
    base: euro(10_000),
    taxes: [{ code: 'XT', amount: euro(2_178) }],
    total: euro(12_178),
  } as const;
  return {
    id: `off_${randomBytes(16).toString('base64url')}_0`,
    searchId: 'srh_test',
    total: euro(12_178 * adults),
    perPassenger: Array.from({ length: adults }, () => price),
    cabin: 'economy',
    fareBrand: 'economy_light',
    conditions: { change: 'no', refund: 'no', bags: 0, seatChoice: 'fee' },
    slices: [{ origin: 'LIS', destination: 'LHR', durationMinutes: 155, segments, connections: [] }],
    seatsLeft: 9,
    rank: { best: 1, price: 1, duration: 1 },
    whyRanked: [],
    asOf: epochMs(Date.now()),
    expiresAt: plusSeconds(epochMs(Date.now()), 1200),
    payment: { holdMinutes: 15 },
  };
}

/** Seats of passengers pax_1, pax_2, ... in the order given, the same on every segment. */
export function seatsOn(segments: readonly Segment[], ...designators: string[]): SeatAssignment[] {
  return segments.flatMap((segment, index) =>
    designators.map((designator, i) => ({ segment: index, passenger: `pax_${i + 1}`, designator, legs: segment.legs })),
  );
}

export function newBooking(
  segments: readonly Segment[],
  designators: readonly string[],
  changes: Partial<Booking> = {},
): Booking {
  const offer = someOffer(segments, designators.length);
  const seats = seatsOn(segments, ...designators);
  const at = epochMs(Date.now());
  return {
    bookingId: `bkg_${randomBytes(16).toString('base64url')}`,
    state: 'NEW',
    version: 0,
    holdNumber: 1,
    owner: `usr_${randomBytes(6).toString('hex')}`,
    ownerKind: 'user',
    addressKey: randomBytes(6).toString('hex'),
    fingerprint: 'f',
    offer,
    seats,
    slots: [],
    price: somePrice,
    passengers: designators.map((_, i) => ({ id: `pax_${i + 1}`, type: 'adult' as const })),
    createdAt: at,
    holdBy: plusSeconds(at, 10),
    extended: false,
    payments: [],
    metadata: {},
    ...changes,
  };
}

/** The stores of a booking on tables of their own, with a clock the test may set. */
export function createBookingBench({
  perUser = 2,
  perAddress = 20,
  perPartner = 30,
  clock = Date.now,
}: { perUser?: number; perAddress?: number; perPartner?: number; clock?: () => number } = {}) {
  const tables = tablesWithPrefix(`book-${randomBytes(6).toString('hex')}-`);
  const { client, db } = createPatientDynamo();
  let shift = 0;
  const now = (): EpochMs => epochMs(clock() + shift);
  const sealing = createSealing(Buffer.alloc(32, 7).toString('base64'));
  const bookings = createBookingStore({ db, tables, sealing });
  const legs = createLegStore({ db, tables });
  const rung: string[] = [];
  const workersHolds = (reads: Pick<typeof bookings, 'findBooking'> = bookings) =>
    createHoldStore({
      db,
      tables,
      bookings: reads,
      legs,
      seats: createSeatStore({ db, tables }),
      now,
      random: Math.random,
      slotLimits: { perUser, perAddress, perPartner },
      ring: (channel) => void rung.push(channel),
    });
  const holds = workersHolds();

  return {
    tables,
    client,
    db,
    bookings,
    legs,
    holds,
    /** Channels that API nodes were called to. */
    rung,
    /** The same tables as another worker sees them, with what that process remembers. */
    workersHolds,
    now,
    /** Moves the data store's clock, as this bench sees it. */
    passSeconds: (seconds: number) => void (shift += seconds * 1000),
    create: () => createTables(client, tables),
    end: () => client.destroy(),

    async put(booking: Booking): Promise<Booking> {
      await legs.ensureLegs(booking.offer.slices.flatMap((s) => s.segments));
      await bookings.putNewBooking(booking, { passengers: [], contact: { email: 'a@example.com', phone: '+351 1' } });
      return booking;
    },

    hold(booking: Booking, holdSeconds = 900) {
      const deadline = plusSeconds(now(), holdSeconds);
      const ref = { bookingId: booking.bookingId, holdNumber: 1 };
      return holds.holdSeats({
        ...ref,
        deadline,
        hardCapAt: plusSeconds(deadline, 600),
        lockExpiresAt: plusSeconds(deadline, 30),
      });
    },

    async seat(leg: FlightId, designator: string): Promise<Record<string, unknown> | undefined> {
      const answer = await db.send(
        new GetCommand({ TableName: tables.Seats, Key: { FlightLeg: leg, Seat: designator }, ConsistentRead: true }),
      );
      return answer.Item;
    },

    async slotsOf(owner: string): Promise<Record<string, unknown>[]> {
      const answer = await db.send(
        new QueryCommand({
          TableName: tables.Slots,
          KeyConditionExpression: '#o = :o',
          ExpressionAttributeNames: { '#o': 'Owner' },
          ExpressionAttributeValues: { ':o': owner },
          ConsistentRead: true,
        }),
      );
      return answer.Items ?? [];
    },
  };
}
export type BookingBench = ReturnType<typeof createBookingBench>;
