import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamo } from '../../../src/stores/dynamodb/client';
import { createGatheredReads } from '../../../src/stores/dynamodb/gathering';
import { tablesWithPrefix } from '../../../src/stores/dynamodb/tables';
import { setting } from '../floor/settings';

export type Item = Readonly<Record<string, unknown>>;

/** A sold booking of the product as it lies in the store, so that what is written here is as large and as deep. */
export interface Pattern {
  readonly row: Item;
  /** In the order of their writing: held, processing, authorised, confirmed, ticketed. */
  readonly events: readonly Item[];
}

export async function readPattern(db: DynamoDBDocumentClient, table: string, bookingId: string): Promise<Pattern> {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'BookingID = :id',
      ExpressionAttributeValues: { ':id': bookingId },
      ConsistentRead: true,
    }),
  );
  const row = Items.find(({ Entry }) => Entry === 'ROW');
  const events = Items.filter((item) => item !== row);
  if (row?.['State'] !== 'TICKETED' || events.length !== 5)
    throw new Error(`${bookingId} is no pattern: ${String(row?.['State'])} with ${events.length} events`);
  return { row, events };
}

export const rowKey = (id: string) => ({ BookingID: id, Entry: 'ROW' });
export const holdIdOf = (id: string) => `${id}#1`;

/** The store as API and worker use it: tables of their own beside the product's, and a client with the product's settings. */
export async function openStore() {
  const { db } = createDynamo({ endpoint: setting('DYNAMODB_ENDPOINT'), region: setting('AWS_REGION') });
  const tables = tablesWithPrefix(setting('TABLE_PREFIX'));
  return {
    db,
    tables,
    pattern: await readPattern(db, setting('PATTERN_TABLE'), setting('PATTERN_ID')),
    /** A strong read. Those of one moment go together, as the product's do. */
    findRow: createGatheredReads({
      db,
      table: tables.Bookings,
      keyOf: rowKey,
      idOf: (item) => item['BookingID'] as string,
    }),
  };
}
export type BareStore = Awaited<ReturnType<typeof openStore>>;
