import { join } from 'node:path';
import { dynamodbPart } from './dynamodb';
import type { Report } from './fetching';
import { neo4jPart } from './neo4j';
import type { ServerSettings } from './parts';
import { findFreePort } from './ports';
import { createStackMemory } from './state';
import { createSupervisor } from './supervisor';
import { temporalPart } from './temporal';

export interface StartServersOptions extends ServerSettings {
  /** Where data, logs and the state file go. */
  readonly home: string;
  readonly report?: (name: string, message: string) => void;
}

export interface RunningServers {
  readonly temporalAddress: string;
  readonly dynamodbEndpoint: string;
  readonly neo4jUri: string;
  readonly stop: () => Promise<void>;
}

/** The three real servers on free ports, with nothing kept: for tests and benchmarks. */
export async function startServers({ home, report, ...settings }: StartServersOptions): Promise<RunningServers> {
  const supervisor = createSupervisor(createStackMemory(home), home);
  const [temporalPort, dynamodbPort, neo4jPort] = await Promise.all([
    findFreePort(0),
    findFreePort(0),
    findFreePort(0),
  ]);
  const parts = [
    temporalPart({ ...settings, port: temporalPort, uiPort: undefined, namespace: 'default', databaseFile: undefined }),
    dynamodbPart({ ...settings, port: dynamodbPort, dataFolder: undefined }),
    neo4jPart({ ...settings, port: neo4jPort, dataFolder: join(home, 'neo4j') }),
  ];
  const stop = () => supervisor.stopAll();
  const tell =
    (name: string): Report =>
    (message) =>
      report?.(name, message);
  const started = await Promise.allSettled(parts.map((part) => supervisor.start(part, tell(part.name))));
  const failure = started.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  return {
    temporalAddress: `127.0.0.1:${temporalPort}`,
    dynamodbEndpoint: `http://127.0.0.1:${dynamodbPort}`,
    neo4jUri: `bolt://127.0.0.1:${neo4jPort}`,
    stop,
  };
}
