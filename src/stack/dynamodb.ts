import { join } from 'node:path';
import { provideJars } from './fetching';
import { makeFolder } from './folders';
import type { Part, ServerSettings } from './parts';
import { findJava } from './tools';

/** DynamoDB Local asks for credentials but takes any. */
export const localCredentials = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' } as const;

const mainClass = 'software.amazon.dynamodb.services.local.main.ServerRunner';

export interface DynamoDbOptions extends ServerSettings {
  readonly port: number;
  /** The folder of its data; in memory without one. */
  readonly dataFolder: string | undefined;
}

/** DynamoDB Local. It listens on all addresses: it has no option for that. */
export function dynamodbPart({ cache, javaHome, environment, port, dataFolder }: DynamoDbOptions): Part {
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    name: 'dynamodb',
    title: 'DynamoDB Local',
    address: endpoint,
    needs: [],
    kind: 'server',
    prepare: async (report) => {
      const command = await findJava(javaHome);
      const lib = join(await provideJars('dynamodb', cache, report), 'lib');
      const jvm = [
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        '-Xmx512m',
        `-Djava.library.path=${lib}`,
        '-cp',
        join(lib, '*'),
      ];
      const storage = dataFolder === undefined ? ['-inMemory'] : ['-dbPath', makeFolder(dataFolder)];
      return {
        command,
        args: [...jvm, mainClass, '-port', String(port), '-sharedDb', '-disableTelemetry', ...storage],
        env: environment,
      };
    },
    isReady: () => answers(endpoint),
    ready: { withinMs: 90_000 },
  };
}

/** Lists the tables, in the wire form: loading the SDK would cost the launcher more than the server's start. */
async function answers(endpoint: string): Promise<boolean> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.ListTables',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: '{"Limit":1}',
    signal: AbortSignal.timeout(2000),
  });
  return response.ok && (await response.text()).includes('TableNames');
}
