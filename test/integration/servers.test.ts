import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import neo4j from 'neo4j-driver';
import { testServers } from '../support/servers';

describe('the real servers of a test run', () => {
  it('serve DynamoDB', async () => {
    const client = new DynamoDBClient({ endpoint: testServers().dynamodbEndpoint });
    const { TableNames } = await client.send(new ListTablesCommand({}));
    expect(TableNames).toBeInstanceOf(Array);
    client.destroy();
  });

  it('serve Temporal with the search attributes of a booking', async () => {
    const connection = await Connection.connect({ address: testServers().temporalAddress });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(['BookingStatus', 'FlightIds']));
    await connection.close();
  });

  it('serve Neo4j', async () => {
    const driver = neo4j.driver(testServers().neo4jUri);
    const { records } = await driver.executeQuery('RETURN 1 AS one');
    expect(records.map((record) => record.toObject())).toEqual([{ one: neo4j.int(1) }]);
    await driver.close();
  });

  it('let a test skip time', async () => {
    const executable = { type: 'existing-path', path: testServers().testServerExecutable } as const;
    const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
    const before = await environment.currentTimeMs();
    await environment.sleep('15 minutes');
    expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(15 * 60_000);
    await environment.teardown();
  });
});
