import neo4j, { type Driver, type EagerResult, type RecordShape } from 'neo4j-driver';

/** Rows of a statement run in a read-only transaction, retried by the driver when the server is briefly away. */
export async function readRows<Row extends RecordShape>(
  driver: Driver,
  statement: string,
  parameters: RecordShape = {},
): Promise<Row[]> {
  const { records } = await driver.executeQuery<EagerResult<Row>>(statement, parameters, {
    routing: neo4j.routing.READ,
  });
  return records.map((record) => record.toObject());
}

/** Rows of a statement run in a write transaction of its own. */
export async function writeRows<Row extends RecordShape>(
  driver: Driver,
  statement: string,
  parameters: RecordShape,
): Promise<Row[]> {
  const { records } = await driver.executeQuery<EagerResult<Row>>(statement, parameters);
  return records.map((record) => record.toObject());
}
