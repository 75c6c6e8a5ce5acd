import type { Router } from 'express';
import type { Server } from 'node:http';
import type { Logger } from 'pino';
import type { Config } from '../config';
import type { EpochMs } from '../domain/instants';
import type { BookingStore } from '../stores/dynamodb/bookings';
import type { ChannelStore } from '../stores/dynamodb/channels';
import type { SearchStore } from '../stores/dynamodb/searches';
import type { SeatMapLog } from '../stores/dynamodb/seatMapLog';
import { type EventRoutesDeps, eventsRouter } from './http/events';
import { callerOf, type Identity } from './http/identity';
import { createChannelAccess } from './socket/access';
import { createHub } from './socket/hub';
import { createProblems } from './socket/problems';
import { attachSockets, type Sockets } from './socket/server';
import { createSnapshots } from './socket/snapshots';

export interface StreamingDeps {
  readonly config: Pick<Config['api'], 'corsOrigins' | 'publicUrl'>;
  readonly channels: ChannelStore;
  readonly bookings: Pick<BookingStore, 'findBooking'>;
  readonly searches: Pick<SearchStore, 'findSearch'>;
  readonly seatMapLog: Pick<SeatMapLog, 'readImage'>;
  readonly identity: Pick<Identity, 'identify'>;
  readonly now: () => EpochMs;
  readonly logger: Logger;
}

/** What brings events to clients of one API node: one hub behind sockets, server-sent events and long polls. */
export function createStreaming({
  config,
  channels,
  bookings,
  searches,
  seatMapLog,
  identity,
  now,
  logger,
}: StreamingDeps) {
  const hub = createHub({ log: channels, logger });
  const access = createChannelAccess({ bookings, searches, now });
  const snapshots = createSnapshots({ seatMapLog });
  const describeProblem = createProblems({ publicUrl: config.publicUrl, logger });
  const events: EventRoutesDeps = { hub, access, snapshots };
  const streams: Router = eventsRouter({ ...events, callerOf, now });
  return {
    hub,
    events,
    streams,
    attach: (server: Server): Sockets =>
      attachSockets(server, {
        ...config,
        hub,
        access,
        snapshots,
        identify: identity.identify,
        describeProblem,
        now,
        logger,
      }),
  };
}
