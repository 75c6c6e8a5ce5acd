import { randomBytes } from 'node:crypto';
import { createComputingHere } from '../../src/activities/routeComputing';
import { createRouteNetworks } from '../../src/activities/routeNetworks';
import { createPatientDynamo } from './dynamo';
import { createTables } from '../../src/stores/dynamodb/createTables';
import { createFlightStore } from '../../src/stores/dynamodb/flights';
import { tablesWithPrefix } from '../../src/stores/dynamodb/tables';
import { createAirportStore } from '../../src/stores/neo4j/airports';
import { createGraphDriver } from '../../src/stores/neo4j/client';
import { createGraphStore } from '../../src/stores/neo4j/graph';
import { createImportStore } from '../../src/stores/neo4j/imports';
import { createRecomputeStore } from '../../src/stores/neo4j/recomputes';
import { createRouteStore } from '../../src/stores/neo4j/routes';
import { createGraphSchema, graphLabels } from '../../src/stores/neo4j/schema';
import { createSnapshotStore } from '../../src/stores/neo4j/snapshots';
import { testServers } from './servers';

/** Flight tables of their own on the shared server. */
export async function flightStores() {
  const { client, db } = createPatientDynamo();
  const tables = tablesWithPrefix(`t${randomBytes(4).toString('hex')}-`);
  await createTables(client, tables);
  return { db, tables, flights: createFlightStore({ db, tables }), close: () => client.destroy() };
}

/** Networks of snapshots, kept for nobody: each test reads them anew. */
export function networksOf({ snapshots }: Pick<Awaited<ReturnType<typeof graphStores>>, 'snapshots'>) {
  return createRouteNetworks({ snapshots, computing: createComputingHere() });
}

/** A graph of their own on the shared server. */
export async function graphStores() {
  const driver = createGraphDriver({ uri: testServers().neo4jUri, user: 'neo4j', password: '' });
  const labels = graphLabels(`T${randomBytes(4).toString('hex')}`);
  await createGraphSchema(driver, labels);
  const deps = { driver, labels };
  return {
    ...deps,
    airports: createAirportStore(deps),
    graph: createGraphStore(deps),
    imports: createImportStore(deps),
    recomputes: createRecomputeStore(deps),
    routes: createRouteStore(deps),
    snapshots: createSnapshotStore(deps),
    close: () => driver.close(),
  };
}
