import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ChannelEvent, ChannelName, ChannelReplay, OfferTold } from '../../domain/channels';
import { epochMs } from '../../domain/instants';
import { eventsOf, headSeq } from './eventChunks';
import { unpackJson } from '../../packedJson';
import type { Tables } from './tables';

interface ReplayDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
  readonly offerTold: OfferTold;
}

/** What happened after `afterSeq`, at most some `limit` events of it; `gone` when that is not kept any more. */
export function replayChannel(
  deps: ReplayDeps,
  channel: ChannelName,
  afterSeq: number,
  limit: number,
): Promise<ChannelReplay> {
  return channel.startsWith('booking:')
    ? replayBooking(deps, channel, afterSeq, limit)
    : replayLog(deps, channel, afterSeq, limit);
}

/**
 * One query where there is something to tell. Where there is not, the head says why: nothing has happened since, or it is
 * no longer kept; the second query, after the head, tells what was written between the two reads from what is gone.
 */
async function replayLog(
  deps: ReplayDeps,
  channel: ChannelName,
  afterSeq: number,
  limit: number,
): Promise<ChannelReplay> {
  const found = await readEvents(deps, channel, afterSeq, limit);
  if (found.events.length > 0 && found.complete) return { outcome: 'events', events: found.events, head: found.latest };
  const head = Math.max(await readHead(deps, channel), found.latest);
  if (found.events.length > 0 || afterSeq === head) return { outcome: 'events', events: found.events, head };
  if (afterSeq > head) return { outcome: 'gone', head };
  const { events, latest } = await readEvents(deps, channel, afterSeq, limit);
  if (events.length === 0) return { outcome: 'gone', head };
  return { outcome: 'events', events, head: Math.max(head, latest) };
}

async function readEvents(
  { db, tables, offerTold }: ReplayDeps,
  channel: ChannelName,
  afterSeq: number,
  limit: number,
): Promise<{ events: readonly ChannelEvent[]; latest: number; complete: boolean }> {
  const page = await db.send(
    new QueryCommand({
      TableName: tables.Channels,
      KeyConditionExpression: 'Channel = :channel AND Seq > :after',
      ExpressionAttributeValues: { ':channel': channel, ':after': afterSeq },
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  const found = (page.Items ?? []).flatMap((item) => eventsOf(channel, item, offerTold));
  return {
    events: contiguous(found, afterSeq, limit),
    latest: found.at(-1)?.seq ?? 0,
    complete: page.LastEvaluatedKey === undefined,
  };
}

async function readHead({ db, tables }: ReplayDeps, channel: ChannelName): Promise<number> {
  const answer = await db.send(
    new GetCommand({ TableName: tables.Channels, Key: { Channel: channel, Seq: headSeq }, ConsistentRead: true }),
  );
  return Number(answer.Item?.['Head'] ?? 0);
}

/** The events from `afterSeq + 1` on, up to the first hole: old chunks vanish one by one and in any order. */
function contiguous(events: readonly ChannelEvent[], afterSeq: number, limit: number): ChannelEvent[] {
  const run: ChannelEvent[] = [];
  for (const event of events) {
    if (event.seq <= afterSeq) continue;
    if (event.seq !== afterSeq + run.length + 1 || run.length === limit) break;
    run.push(event);
  }
  return run;
}

const bookingEntry = (seq: number) => `E#${String(seq).padStart(8, '0')}`;

/** Asks from the last known event on: that one tells a client who is up to date from one that knows another history. */
async function replayBooking(
  deps: ReplayDeps,
  channel: ChannelName,
  afterSeq: number,
  limit: number,
): Promise<ChannelReplay> {
  const { db, tables } = deps;
  const page = await db.send(
    new QueryCommand({
      TableName: tables.Bookings,
      KeyConditionExpression: 'BookingID = :booking AND Entry BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':booking': channel.slice('booking:'.length),
        ':from': bookingEntry(Math.max(afterSeq, 1)),
        ':to': bookingEntry(99_999_999),
      },
      ConsistentRead: true,
      Limit: limit + 1,
    }),
  );
  const items = page.Items ?? [];
  if (afterSeq > 0 && items[0]?.['Seq'] !== afterSeq)
    return { outcome: 'gone', head: await lastBookingSeq(deps, channel) };
  const events = items.filter((item) => Number(item['Seq']) > afterSeq).map((item) => bookingEvent(channel, item));
  return { outcome: 'events', events, head: events.at(-1)?.seq ?? afterSeq };
}

async function lastBookingSeq({ db, tables }: ReplayDeps, channel: ChannelName): Promise<number> {
  const page = await db.send(
    new QueryCommand({
      TableName: tables.Bookings,
      KeyConditionExpression: 'BookingID = :booking AND begins_with(Entry, :event)',
      ExpressionAttributeValues: { ':booking': channel.slice('booking:'.length), ':event': 'E#' },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  return Number(page.Items?.[0]?.['Seq'] ?? 0);
}

function bookingEvent(channel: ChannelName, item: Record<string, unknown>): ChannelEvent {
  const data = unpackJson(item['Data']);
  return {
    channel,
    seq: Number(item['Seq']),
    type: String(item['Type']),
    at: epochMs(Number(item['At'])),
    data: isRecord(data) ? data : {},
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
