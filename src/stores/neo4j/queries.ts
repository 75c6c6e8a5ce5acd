import neo4j, { type Driver, type EagerResult, type RecordShape } from 'neo4j-driver';

/** What a read may cost: Neo4j ends it then, so that no question can occupy the graph. The longest of ours reads the whole network. */
const readTimeoutMs = 20_000;

/** Rows of a statement run in a read-only transaction, retried by the driver when the server is briefly away. */
export async function readRows<Row extends RecordShape>(
  driver: Driver,
  statement: string,
  parameters: RecordShape = {},
): Promise<Row[]> {
  const { records } = await driver.executeQuery<EagerResult<Row>>(statement, parameters, {
    routing: neo4j.routing.READ,
    transactionConfig: { timeout: readTimeoutMs },
  });
  return records.map((record) => record.toObject());
}

/**
 * The same for the reads of a search, where each way to the server and back counts: the statement is its own transaction, so it is one of
 * them, not two or three. Nobody tries again here when the server is briefly away; whoever asks does.
 */
export async function readRowsOnce<Row extends RecordShape>(
  driver: Driver,
  statement: string,
  parameters: RecordShape,
): Promise<Row[]> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    const { records } = await session.run<Row>(statement, parameters, { timeout: readTimeoutMs });
    return records.map((record) => record.toObject());
  } finally {
    await session.close();
  }
}

/** Rows of a statement run in a write transaction of its own, retried by the driver. */
export async function writeRows<Row extends RecordShape>(
  driver: Driver,
  statement: string,
  parameters: RecordShape = {},
): Promise<Row[]> {
  const { records } = await driver.executeQuery<EagerResult<Row>>(statement, parameters);
  return records.map((record) => record.toObject());
}
