import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { findFreePort } from '../../src/stack/ports';
import neo4j from 'neo4j-driver';
import { eventually } from '../support/eventually';
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

  it('end with a test that is ended by force', async () => {
    const port = await findFreePort(0);
    const start = `"${testServers().testServerExecutable}" ${port} & wait`;
    const starter = spawn('/bin/sh', ['-c', start], { stdio: 'ignore' });
    await eventually('the server to answer', () => answers(port), 60_000);
    starter.kill('SIGKILL');
    await eventually('the server to end', async () => !(await answers(port)), 30_000);
  });
});

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
