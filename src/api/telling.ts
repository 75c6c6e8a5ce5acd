import type { Router } from 'express';
import type { Logger } from 'pino';
import type { ChannelName } from '../domain/channels';
import { epochMs } from '../domain/instants';
import { eventsRouter } from './http/events';
import { callerOf } from './http/identity';
import { createChannelAccess } from './socket/access';
import { createHub } from './socket/hub';
import { createSnapshots } from './socket/snapshots';
import type { Stores } from './stores';

const now = () => epochMs(Date.now());

/** What sockets, streams and long polls of this node share: one look at the heads, one rule of access, one kind of snapshot. */
export function createTelling({ stores, logger }: { stores: Stores; logger: Logger }) {
  const hub = createHub({ log: stores.channels, logger });
  const listening = stores.wakeCalls?.listen(hub.wake);
  return {
    hub,
    /** Somebody at this node has written to a channel: those who follow it here and elsewhere need not wait for the next look. */
    wake(channel: ChannelName): void {
      hub.wake(channel);
      stores.wakeCalls?.ring(channel);
    },
    close(): void {
      listening?.close();
      hub.close();
    },
    access: createChannelAccess({ bookings: stores.bookings, searches: stores.searches, now }),
    snapshots: createSnapshots({ seatMapLog: stores.seatMapLog }),
  };
}
export type Telling = ReturnType<typeof createTelling>;

/** The channels as Server-Sent Events. */
export function streamRouter(telling: Telling): Router {
  return eventsRouter({ ...telling, callerOf, now });
}
