import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Logger } from 'pino';
import type { ChannelName } from '../domain/channels';
import type { EpochMs } from '../domain/instants';
import { seatPlanOf } from '../domain/seatPlanCatalogue';
import type { Violation } from '../projector/auditing';
import type { ProjectorWatch } from '../projector/progress';
import { createProjector, type ProjectorDeps, type ProjectorTimes, projectorTimes } from '../projector/projector';
import { createLeaseStore } from '../stores/dynamodb/leases';
import { createLegStore } from '../stores/dynamodb/legs';
import { createSeatMapLog } from '../stores/dynamodb/seatMapLog';
import { createSeatStore, seatRowOf } from '../stores/dynamodb/seats';
import { createStream } from '../stores/dynamodb/streams';
import type { Tables } from '../stores/dynamodb/tables';
import { createTableScans } from '../stores/dynamodb/tableScans';
import { ringing } from './ringing';

export interface StartProjectorDeps {
  readonly client: DynamoDBClient;
  readonly db: DynamoDBDocumentClient;
  readonly streams: DynamoDBStreamsClient;
  readonly tables: Tables;
  readonly writeAvailability: ProjectorDeps['writeAvailability'];
  readonly logger: Logger;
  /** Names this process in the lease, for people. */
  readonly owner: string;
  /** The store's clock. Whether a hold was taken too early is judged by it, so that of this machine will not do. */
  readonly now: () => EpochMs;
  readonly onViolation: (violation: Violation) => void;
  readonly watch: ProjectorWatch;
  /** Calls the API nodes to a channel that got new events. */
  readonly ring: (channel: ChannelName) => void;
  readonly times?: Partial<ProjectorTimes>;
}

/** Starts a projector inside this process. `stop` ends it with a last checkpoint and gives the lease back. */
export function startProjector(deps: StartProjectorDeps): {
  readonly stop: () => Promise<void>;
  readonly ended: Promise<void>;
} {
  const { client, db, streams, tables, writeAvailability, logger, owner } = deps;
  const legs = createLegStore({ db, tables });
  const projector = createProjector({
    owner,
    leases: createLeaseStore({ db, tables }),
    seatStream: createStream({ client, streams, table: tables.Seats }),
    bookingStream: createStream({ client, streams, table: tables.Bookings }),
    seatMapLog: ringing(deps.ring, createSeatMapLog({ db, tables, random: Math.random })),
    seats: createSeatStore({ db, tables }),
    scans: createTableScans({ db, tables }),
    seatRowOf,
    findLegs: async (ids) => {
      const found = await Promise.all(hundreds(ids).map((some) => legs.getLegs(some, { consistent: false })));
      return new Map(found.flatMap((legsOfSome) => [...legsOfSome]));
    },
    seatPlanOf,
    writeAvailability,
    logger,
    now: deps.now,
    elapsed: () => performance.now(),
    onViolation: deps.onViolation,
    watch: deps.watch,
    times: { ...projectorTimes, ...deps.times },
  });
  const stopping = new AbortController();
  const ended = projector.run(stopping.signal);
  return {
    ended,
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** One batch read takes a hundred keys. */
function hundreds<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 100) }, (_, n) => items.slice(n * 100, n * 100 + 100));
}
