import {
  type AttributeDefinition,
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  ResourceInUseException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { tableNames, tableSpecs, type Tables } from './tables';

/** Creates what is missing and leaves what exists. May run at every start and from several processes at once. */
export async function createTables(client: DynamoDBClient, tables: Tables): Promise<void> {
  await Promise.all(tableNames.map((name) => createTable(client, tables, name)));
}

async function createTable(client: DynamoDBClient, tables: Tables, name: (typeof tableNames)[number]): Promise<void> {
  const { key, more, timeToLive, ...rest } = tableSpecs[name];
  const [hash, hashType, range, rangeType] = key;
  const attributes: AttributeDefinition[] = [{ AttributeName: hash, AttributeType: hashType }];
  const schema: KeySchemaElement[] = [{ AttributeName: hash, KeyType: 'HASH' }];
  if (range && rangeType) {
    attributes.push({ AttributeName: range, AttributeType: rangeType });
    schema.push({ AttributeName: range, KeyType: 'RANGE' });
  }
  for (const [attribute, type] of Object.entries(more ?? {}))
    attributes.push({ AttributeName: attribute, AttributeType: type });
  try {
    await client.send(
      new CreateTableCommand({
        TableName: tables[name],
        AttributeDefinitions: attributes,
        KeySchema: schema,
        BillingMode: 'PAY_PER_REQUEST',
        ...rest,
      }),
    );
  } catch (error) {
    // Somebody else created it, or an earlier start did: that is the wanted state.
    if (!(error instanceof ResourceInUseException)) throw error;
    return addMissingIndexes(client, tables[name], attributes, rest.GlobalSecondaryIndexes ?? []);
  }
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: tables[name] });
  if (timeToLive) {
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: tables[name],
        TimeToLiveSpecification: { AttributeName: timeToLive, Enabled: true },
      }),
    );
  }
}

/** A table of an earlier version gets the indexes it lacks. What an index is made of never changes under its name. */
async function addMissingIndexes(
  client: DynamoDBClient,
  TableName: string,
  AttributeDefinitions: AttributeDefinition[],
  wanted: readonly GlobalSecondaryIndex[],
): Promise<void> {
  if (wanted.length === 0) return;
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName });
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const there = new Set(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  for (const { IndexName, KeySchema, Projection } of wanted.filter((index) => !there.has(index.IndexName))) {
    const Create = { IndexName, KeySchema, Projection };
    const GlobalSecondaryIndexUpdates = [{ Create }];
    try {
      await client.send(new UpdateTableCommand({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates }));
    } catch (error) {
      // Another process is adding it.
      if (!(error instanceof ResourceInUseException)) throw error;
    }
  }
}
