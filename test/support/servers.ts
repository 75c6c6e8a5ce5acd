/** The real servers of this test run, started once by globalSetup. */
export interface TestServers {
  readonly dynamodbEndpoint: string;
  readonly temporalAddress: string;
  readonly neo4jUri: string;
  /** A program that starts the time-skipping Temporal server: `{ executable: { type: 'existing-path', path } }`. */
  readonly testServerExecutable: string;
}

export const testServerVariables = {
  dynamodbEndpoint: 'SKYHOLD_TEST_DYNAMODB_ENDPOINT',
  temporalAddress: 'SKYHOLD_TEST_TEMPORAL_ADDRESS',
  neo4jUri: 'SKYHOLD_TEST_NEO4J_URI',
  testServerExecutable: 'SKYHOLD_TEST_SERVER_EXECUTABLE',
} as const satisfies Record<keyof TestServers, string>;

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: the real servers are started by test/support/globalSetup.ts`);
  return value;
}

export function testServers(): TestServers {
  return {
    dynamodbEndpoint: variable(testServerVariables.dynamodbEndpoint),
    temporalAddress: variable(testServerVariables.temporalAddress),
    neo4jUri: variable(testServerVariables.neo4jUri),
    testServerExecutable: variable(testServerVariables.testServerExecutable),
  };
}
