import { randomBytes } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamo } from '../../../src/stores/dynamodb/client';
import { createTables } from '../../../src/stores/dynamodb/createTables';
import { tablesWithPrefix } from '../../../src/stores/dynamodb/tables';
import { testServers } from '../../support/servers';
import type { Stage } from '../stage';
import type { Wish } from './messages';
import { type Item, readPattern, rowKey } from './store';

/**
 * Starts `bare` over tables of its own, made as the product's are, with an offer and an open leg for each of these flights.
 * What it writes is patterned on a booking that the product has sold.
 */
export async function openBare({ product, startBare }: Stage, soldId: string, flights: ReadonlySet<string>) {
  const { dynamodbEndpoint } = testServers();
  const region = product.environment['AWS_REGION'] ?? '';
  const { client, db } = createDynamo({ endpoint: dynamodbEndpoint, region });
  const prefix = `bare-${randomBytes(4).toString('hex')}-`;
  const tables = tablesWithPrefix(prefix);
  const theirs = tablesWithPrefix(product.environment['TABLE_PREFIX'] ?? '');
  await createTables(client, tables);
  const { row } = await readPattern(db, theirs.Bookings, soldId);
  const [seat] = row['Seats'] as { legs: string[] }[];
  if (!seat || seat.legs.length !== 1) throw new Error('a booking of the bench has one leg');
  const leg = await getItem(db, theirs.FlightLegs, { FlightLeg: seat.legs[0] });
  for (const flight of flights) {
    const offer = { ResultID: flight, Chunk: 0, Packed: row['Offer'] };
    await db.send(new PutCommand({ TableName: tables.Offers, Item: offer }));
    await db.send(new PutCommand({ TableName: tables.FlightLegs, Item: { ...leg, FlightLeg: flight } }));
  }
  const pair = await startBare({
    DYNAMODB_ENDPOINT: dynamodbEndpoint,
    AWS_REGION: region,
    TABLE_PREFIX: prefix,
    PATTERN_TABLE: theirs.Bookings,
    PATTERN_ID: soldId,
    PAYMENT_URL: product.providerUrl,
    PAYMENT_SECRET_KEY: 'sk_test_skyhold_local',
  });
  return {
    ...pair,
    /** Throws unless the store has this booking sold, with its seat and its locator. */
    async proveSold({ id, leg, seat }: Wish): Promise<void> {
      const booking = await getItem(db, tables.Bookings, rowKey(id));
      const place = await getItem(db, tables.Seats, { FlightLeg: leg, Seat: seat });
      const locator = await getItem(db, tables.Bookings, rowKey(`LOC#${String(booking['Locator'])}`));
      const isSold = booking['State'] === 'TICKETED' && locator['Target'] === id;
      if (!isSold || place['Status'] !== 'reserved' || place['BookingID'] !== id)
        throw new Error(`${id} is not sold: ${JSON.stringify({ state: booking['State'], place, locator })}`);
    },
  };
}

async function getItem(db: DynamoDBDocumentClient, TableName: string, Key: Item): Promise<Item> {
  const { Item } = await db.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  if (!Item) throw new Error(`${TableName} has no ${JSON.stringify(Key)}`);
  return Item;
}
