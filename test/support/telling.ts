import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { Registry } from 'prom-client';
import type { FlightId, LegAvailability } from '../../src/domain/flights';
import { formatFlightId } from '../../src/domain/flights';
import { epochMs, isoDate } from '../../src/domain/instants';
import { seatPlanOf } from '../../src/domain/seatPlanCatalogue';
import type { Violation } from '../../src/projector/auditing';
import { createProjector, type ProjectorDeps, projectorTimes } from '../../src/projector/projector';
import { offerTold } from '../../src/api/searchEvents';
import { createChannelStore } from '../../src/stores/dynamodb/channels';
import { createPatientDynamo } from './dynamo';
import { createTables } from '../../src/stores/dynamodb/createTables';
import { createLeaseStore } from '../../src/stores/dynamodb/leases';
import { createSeatMapLog } from '../../src/stores/dynamodb/seatMapLog';
import { createSeatStore, seatRowOf } from '../../src/stores/dynamodb/seats';
import { createStream } from '../../src/stores/dynamodb/streams';
import { createTableScans } from '../../src/stores/dynamodb/tableScans';
import { tablesWithPrefix } from '../../src/stores/dynamodb/tables';
import { createProjectorMetrics } from '../../src/workers/projectorMetrics';
import { testServers } from './servers';

const seatPlanId = '320-166';

let flights = 0;
/** A flight of its own for a test. */
export function someFlight(): FlightId {
  flights += 1;
  return formatFlightId({ carrier: 'X9', number: String(flights), originOn: isoDate('2026-12-10'), boardPoint: 'LIS' });
}

/** Tables of their own, the stores over them, and the writes to seats that bookings make. */
export function createTelling() {
  const tables = tablesWithPrefix(`told-${randomUUID()}-`);
  const endpoint = testServers().dynamodbEndpoint;
  const { client, db } = createPatientDynamo();
  const streams = new DynamoDBStreamsClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const random = Math.random;
  const leases = createLeaseStore({ db, tables });
  const seatMapLog = createSeatMapLog({ db, tables, random });
  const channels = createChannelStore({ db, tables, random, offerTold });
  const seats = createSeatStore({ db, tables });
  const availability = new Map<FlightId, LegAvailability>();
  const violations: Violation[] = [];
  const running: { stop: () => Promise<void> }[] = [];

  const registry = new Registry();
  const deps: ProjectorDeps = {
    owner: 'test',
    leases,
    seatStream: createStream({ client, streams, table: tables.Seats }),
    bookingStream: createStream({ client, streams, table: tables.Bookings }),
    seatMapLog,
    seats,
    scans: createTableScans({ db, tables }),
    seatRowOf,
    findLegs: async (legs) => new Map(legs.map((leg) => [leg, { buckets: ['LIS-JFK#2026-12-10'], seatPlanId }])),
    seatPlanOf,
    writeAvailability: async (_bucket, flightId, written) => {
      if (written.version >= (availability.get(flightId)?.version ?? 0)) availability.set(flightId, written);
    },
    logger: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    now: () => epochMs(Date.now()),
    elapsed: () => performance.now(),
    onViolation: (violation) => violations.push(violation),
    watch: createProjectorMetrics(registry, Date.now),
    times: {
      ...projectorTimes,
      leaseMs: 600,
      beatMs: 100,
      availabilityMs: 50,
      pace: { busyMs: 5, idleMs: 20, relistMs: 1000 },
      auditPace: { busyMs: 5, idleMs: 20, relistMs: 1000 },
    },
  };

  return {
    tables,
    client,
    db,
    deps,
    leases,
    seatMapLog,
    channels,
    seats,
    availability,
    violations,
    /** What the projectors' metrics say, in the text of a scrape. */
    scrape: () => registry.metrics(),

    create: () => createTables(client, tables),

    start(changes: Partial<ProjectorDeps> = {}): { stop: () => Promise<void> } {
      const stopping = new AbortController();
      const ended = createProjector({ ...deps, ...changes }).run(stopping.signal);
      const projector = {
        stop: () => {
          stopping.abort();
          return ended;
        },
      };
      running.push(projector);
      return projector;
    },

    async end(): Promise<void> {
      await Promise.all(running.map((projector) => projector.stop()));
      client.destroy();
      streams.destroy();
    },

    async lockSeat(
      flightId: FlightId,
      seat: string,
      holdId: string,
      lockExpiresAt = Date.now() + 60_000,
    ): Promise<void> {
      const [bookingId = ''] = holdId.split('#');
      const row = {
        Status: 'locked',
        HoldID: holdId,
        BookingID: bookingId,
        UserID: `usr_${bookingId}`,
        LockExpiresAt: lockExpiresAt,
      };
      await db.send(new PutCommand({ TableName: tables.Seats, Item: { FlightLeg: flightId, Seat: seat, ...row } }));
    },

    async reserveSeat(flightId: FlightId, seat: string): Promise<void> {
      await db.send(
        new UpdateCommand({
          TableName: tables.Seats,
          Key: { FlightLeg: flightId, Seat: seat },
          UpdateExpression: 'SET #Status = :reserved REMOVE LockExpiresAt',
          ExpressionAttributeNames: { '#Status': 'Status' },
          ExpressionAttributeValues: { ':reserved': 'reserved' },
        }),
      );
    },

    async freeSeat(flightId: FlightId, seat: string): Promise<void> {
      await db.send(new DeleteCommand({ TableName: tables.Seats, Key: { FlightLeg: flightId, Seat: seat } }));
    },

    /** Puts a booking row at this version, with all its events. */
    async putBooking(bookingId: string, version: number, more: Record<string, unknown> = {}): Promise<void> {
      for (let seq = 1; seq <= version; seq++) {
        const Item = {
          BookingID: bookingId,
          Entry: `E#${String(seq).padStart(8, '0')}`,
          Seq: seq,
          Type: 'booking.held',
          At: Date.now(),
          Data: { bookingId },
        };
        await db.send(new PutCommand({ TableName: tables.Bookings, Item }));
      }
      const row = {
        BookingID: bookingId,
        Entry: 'ROW',
        State: version === 0 ? 'NEW' : 'HELD',
        Version: version,
        HoldNumber: 1,
        ...more,
      };
      await db.send(new PutCommand({ TableName: tables.Bookings, Item: row }));
    },
  };
}
export type Telling = ReturnType<typeof createTelling>;
