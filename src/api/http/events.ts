import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { ChannelName } from '../../domain/channels';
import { DomainError } from '../../domain/problems';
import type { ChannelAccess } from '../socket/access';
import { wireEvent, wireEventSchema } from '../socket/events';
import type { Hub } from '../socket/hub';
import type { Snapshots } from '../socket/snapshots';
import { type Caller, type Route, route } from './route';
import { idSchema, longPollQueryMembers } from './schemas';
import { streamEvents } from './eventStreams';

export interface EventRoutesDeps {
  readonly hub: Pick<Hub, 'follow' | 'startOf' | 'waitForEvents'>;
  readonly access: ChannelAccess;
  readonly snapshots: Snapshots;
}

const resources = [
  {
    path: 'searches',
    kind: 'search',
    tag: 'search',
    id: idSchema('srh'),
    operationId: 'listSearchEvents',
    problems: ['search_expired'],
  },
  {
    path: 'bookings',
    kind: 'booking',
    tag: 'bookings',
    id: idSchema('bkg'),
    operationId: 'listBookingEvents',
    problems: [],
  },
  {
    path: 'seat-maps',
    kind: 'seatmap',
    tag: 'seat maps',
    id: z
      .string()
      .regex(/^[A-Z0-9-]{3,80}$/)
      .meta({ description: 'A flight_id' }),
    operationId: 'listSeatMapEvents',
    problems: [],
  },
] as const;

const eventsSchema = z.object({
  data: z.array(wireEventSchema),
  meta: z.object({ after_seq: z.int().meta({ description: 'Ask again with this' }), head: z.int() }),
});

/** The events of a channel as a long poll, one operation per resource. The same paths stream: see `eventsRouter`. */
export function eventRoutes({ hub, access, snapshots }: EventRoutesDeps): Route[] {
  return resources.map(({ path, kind, tag, id, operationId, problems }) =>
    route(
      {
        method: 'get',
        path: `/v1/${path}/:id/events`,
        operationId,
        summary: 'What happened after an event, waiting for it if wanted; with Accept: text/event-stream as a stream',
        tag,
        access: 'public',
        idempotency: 'none',
        lane: 'searching',
        params: z.object({ id }),
        query: z.strictObject(longPollQueryMembers),
        answers: { 200: { description: 'The events, oldest first; none when the time is over', schema: eventsSchema } },
        problems: ['not_found', 'stream_gone', ...problems],
      },
      async ({ params, query, caller }) => {
        const channel = await access(`${kind}:${params.id}`, caller);
        const afterSeq = query.afterSeq ?? (await hub.startOf(channel));
        const replay = await hub.waitForEvents(channel, afterSeq, query.wait ?? 0);
        if (replay.outcome === 'gone') throw await streamGone(snapshots, channel, replay.head);
        const { events, head } = replay;
        return {
          status: 200,
          body: { data: events.map(wireEvent), meta: { afterSeq: events.at(-1)?.seq ?? afterSeq, head } },
        };
      },
    ),
  );
}

async function streamGone(snapshots: Snapshots, channel: ChannelName, head: number): Promise<DomainError> {
  const snapshot = await snapshots(channel, head);
  return new DomainError('stream_gone', 'These events are not kept any more: go on from the snapshot.', {
    members: { snapshot },
  });
}

export interface EventsRouterDeps extends EventRoutesDeps {
  /** The caller of a request, as the door has found it. Throws DomainError. */
  readonly callerOf: (request: Request) => { readonly caller: Caller; readonly expiresAt?: number };
  readonly now: () => number;
}

/** The same as Server-Sent Events, for requests that accept them; all others are passed on. */
export function eventsRouter(deps: EventsRouterDeps): Router {
  const router = Router();
  for (const { path, kind } of resources) {
    router.get(`/v1/${path}/:id/events`, async (request: Request<{ id: string }>, response: Response, next) => {
      if (request.accepts(['application/json', 'text/event-stream']) !== 'text/event-stream') return next();
      const { caller, expiresAt } = deps.callerOf(request);
      const channel = await deps.access(`${kind}:${request.params.id}`, caller);
      await streamEvents(deps, { channel, afterSeq: afterSeqOf(request), expiresAt }, response);
    });
  }
  return router;
}

/** A browser that comes back says where it was in `Last-Event-ID`; that is newer than what the address says. */
function afterSeqOf(request: Request): number | undefined {
  const asked = new URL(request.originalUrl, 'http://api').searchParams.get('after_seq');
  const text = request.get('last-event-id') ?? asked;
  if (text === null || text === '') return undefined;
  if (!/^\d{1,9}$/.test(text)) {
    throw new DomainError('validation_failed', 'The number of the last event is not a number.', {
      errors: [{ pointer: 'after_seq', code: 'invalid_type', message: 'Expected a whole number' }],
    });
  }
  return Number(text);
}
