import { Client, Connection } from '@temporalio/client';
import { type Config, temporalConnectionOptions } from '../config';
import { createDynamo } from '../stores/dynamodb/client';
import { tablesWithPrefix } from '../stores/dynamodb/tables';
import { createGraphDriver } from '../stores/neo4j/client';
import { graphLabels } from '../stores/neo4j/schema';

/** Clients of the servers behind. None of them connects before it is used, so a node starts whatever is down. */
export function createClients(config: Config) {
  const connection = Connection.lazy(temporalConnectionOptions(config));
  const temporal = new Client({ connection, namespace: config.temporal.namespace });
  const { client: dynamo, db } = createDynamo(config.dynamodb);
  const driver = createGraphDriver(config.neo4j);
  return {
    temporal,
    dynamo,
    db,
    driver,
    tables: tablesWithPrefix(config.dynamodb.tablePrefix),
    labels: graphLabels(config.neo4j.labelSuffix),

    async close(): Promise<void> {
      await Promise.all([connection.close(), driver.close()]);
      dynamo.destroy();
    },
  };
}
export type Clients = ReturnType<typeof createClients>;
