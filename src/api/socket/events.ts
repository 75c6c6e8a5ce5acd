import { z } from 'zod';
import type { ChannelEvent } from '../../domain/channels';
import { toRfc3339 } from '../../domain/instants';
import { toSnake } from '../http/spelling';

/** What goes over `/v1/stream`, in both directions. The AsyncAPI document is made from these schemas. */

const channelSchema = z
  .string()
  .max(100)
  .regex(/^(search|booking|seatmap):[A-Za-z0-9_-]{3,80}$/)
  .meta({
    description: 'search:<id>, booking:<id> or seatmap:<flight_id>',
    examples: ['seatmap:XA-101-2026-12-10-LIS'],
  });

const seqSchema = z.int().min(0).max(999_999_999);

export const subscribeSchema = z.strictObject({
  channel: channelSchema,
  after_seq: seqSchema.optional().meta({
    description: 'The last event you have. Without it a seat map begins now, everything else at its first event.',
  }),
});
export const unsubscribeSchema = z.strictObject({ channel: channelSchema });

export const seatChangeSchema = z.object({
  seat: z.string().meta({ examples: ['12A'] }),
  state: z.enum(['free', 'held', 'sold', 'blocked']),
});

export const wireEventSchema = z.object({
  channel: channelSchema,
  seq: z.int().min(1).meta({ description: 'Counts from 1 per channel, without gaps' }),
  type: z.string().meta({ description: 'Ignore types you do not know', examples: ['booking.held', 'seatmap.changed'] }),
  at: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
});
export type WireEvent = z.infer<typeof wireEventSchema>;

/** State of a channel at event `seq`: go on with `after_seq` = `seq`. */
export const snapshotSchema = z.object({
  seq: z.int().min(0),
  seats: z.array(seatChangeSchema).optional().meta({ description: 'Seat maps: every seat that is not free' }),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export interface Subscribed {
  readonly channel: string;
  /** Number of the latest event at this moment. */
  readonly seq: number;
}
export type Problem = Readonly<Record<string, unknown>>;
export type Ack<Data> = { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly problem: Problem };

export interface StreamGone {
  readonly channel: string;
  readonly problem: Problem;
  readonly snapshot: Snapshot;
}

/** Messages are checked at the door, so nothing is believed of them before. */
export interface ClientToServerEvents {
  subscribe: (message: unknown, ack?: (answer: Ack<Subscribed>) => void) => void;
  unsubscribe: (message: unknown, ack?: (answer: Ack<{ channel: string }>) => void) => void;
}

export interface ServerToClientEvents {
  event: (event: WireEvent) => void;
  /** This subscription has ended: apply the snapshot and subscribe again after its `seq`. */
  stream_gone: (gone: StreamGone) => void;
  /** Said before the server disconnects. */
  problem: (problem: Problem) => void;
}

export function wireEvent({ channel, seq, type, at, data }: ChannelEvent): WireEvent {
  return { channel, seq, type, at: toRfc3339(at), data: toSnake<Record<string, unknown>>({ ...data }) };
}
