import { DescribeTableCommand, type DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { type TableName, tableNames, type Tables } from './tables';

/** Tells which tables do not exist yet. Once all were seen, one of them is asked as a sign of life. */
export function createTableChecks({ client, tables }: { client: DynamoDBClient; tables: Tables }) {
  let wanted: readonly TableName[] = tableNames;

  async function isMissing(name: TableName): Promise<boolean> {
    try {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: tables[name] }));
      return Table?.TableStatus !== 'ACTIVE' && Table?.TableStatus !== 'UPDATING';
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return true;
      throw error;
    }
  }

  return {
    async missingTables(): Promise<readonly TableName[]> {
      const states = await Promise.all(wanted.map(async (name) => ({ name, missing: await isMissing(name) })));
      const missing = states.filter((state) => state.missing).map(({ name }) => name);
      wanted = missing.length > 0 ? tableNames : ['Seats'];
      return missing;
    },
  };
}
export type TableChecks = ReturnType<typeof createTableChecks>;
