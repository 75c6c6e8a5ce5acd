import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { type Config, temporalConnectionOptions } from '../config';
import { createDynamo } from '../stores/dynamodb/client';
import { tablesWithPrefix } from '../stores/dynamodb/tables';
import { createGraphDriver } from '../stores/neo4j/client';
import { graphLabels } from '../stores/neo4j/schema';
import { connectRedis } from '../stores/redis/client';

/** Clients of the servers behind. None of them must be reached for a node to start. */
export function createClients(config: Config, logger: Logger) {
  const connection = Connection.lazy(temporalConnectionOptions(config));
  const temporal = new Client({ connection, namespace: config.temporal.namespace });
  const { client: dynamo, db } = createDynamo(config.dynamodb);
  const driver = createGraphDriver(config.neo4j);
  const redis = config.redisUrl === undefined ? undefined : connectRedis({ url: config.redisUrl, logger });
  return {
    temporal,
    dynamo,
    db,
    driver,
    /** What the nodes share besides the tables. Undefined where there is no Redis: nothing needs it. */
    shared: redis && { redis, prefix: config.dynamodb.tablePrefix },
    tables: tablesWithPrefix(config.dynamodb.tablePrefix),
    labels: graphLabels(config.neo4j.labelSuffix),

    async close(): Promise<void> {
      await Promise.all([connection.close(), driver.close()]);
      dynamo.destroy();
      redis?.disconnect();
    },
  };
}
export type Clients = ReturnType<typeof createClients>;
