import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ChannelName } from '../../domain/channels';
import { rowEntry } from './bookingItems';
import { headSeq } from './eventChunks';
import type { Tables } from './tables';

const batchGetLimit = 100;
const bookingPrefix = 'booking:';

type Item = Record<string, unknown>;
type Asked = Record<string, { readonly Keys: Item[]; readonly ProjectionExpression: string }>;

/** Where the head of a channel is written: a booking's is the version of its row, every other is an item of its own. */
function placeOf(tables: Tables, channel: ChannelName): readonly [table: string, key: Item] {
  if (!channel.startsWith(bookingPrefix)) return [tables.Channels, { Channel: channel, Seq: headSeq }];
  return [tables.Bookings, { BookingID: channel.slice(bookingPrefix.length), Entry: rowEntry }];
}

/** Heads of these channels in one round; a channel without one is absent. Not a strong read: a head may lag, never lead. */
export async function readChannelHeads(
  db: DynamoDBDocumentClient,
  tables: Tables,
  channels: readonly ChannelName[],
): Promise<Map<ChannelName, number>> {
  const heads = new Map<ChannelName, number>();
  const batches = Array.from({ length: Math.ceil(channels.length / batchGetLimit) }, (_, n) =>
    channels.slice(n * batchGetLimit, (n + 1) * batchGetLimit),
  );
  await Promise.all(batches.map((batch) => readBatch(db, tables, batch, heads)));
  return heads;
}

async function readBatch(
  db: DynamoDBDocumentClient,
  tables: Tables,
  channels: readonly ChannelName[],
  into: Map<ChannelName, number>,
): Promise<void> {
  const known = new Map<string, ChannelName>(channels.map((channel) => [channel, channel]));
  let asked: Asked | undefined = requestFor(tables, channels);
  while (asked && Object.keys(asked).length > 0) {
    const answer = await db.send(new BatchGetCommand({ RequestItems: asked }));
    for (const items of Object.values(answer.Responses ?? {})) {
      for (const item of items) {
        const isRow = item['BookingID'] !== undefined;
        const name = isRow ? `${bookingPrefix}${String(item['BookingID'])}` : String(item['Channel']);
        const head: unknown = isRow ? item['Version'] : item['Head'];
        const channel = known.get(name);
        if (channel !== undefined && typeof head === 'number') into.set(channel, head);
      }
    }
    asked = answer.UnprocessedKeys as Asked | undefined;
  }
}

function requestFor(tables: Tables, channels: readonly ChannelName[]): Asked {
  const keys = new Map<string, Item[]>();
  for (const channel of channels) {
    const [table, key] = placeOf(tables, channel);
    keys.set(table, [...(keys.get(table) ?? []), key]);
  }
  return Object.fromEntries(
    [...keys].map(([table, some]) => [
      table,
      table === tables.Bookings
        ? { Keys: some, ProjectionExpression: 'BookingID, Version' }
        : {
            Keys: some,
            ProjectionExpression: '#Channel, #Head',
            ExpressionAttributeNames: { '#Channel': 'Channel', '#Head': 'Head' },
          },
    ]),
  );
}
