import { makeFolder } from './folders';
import { type JavaMain, provideJavaMain } from './javaMains';
import type { Part, ServerSettings } from './parts';

/** DynamoDB Local asks for credentials but takes any. */
export const localCredentials = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' } as const;

export interface DynamoDbOptions extends ServerSettings {
  readonly port: number;
  /** The folder of its data; in memory without one. */
  readonly dataFolder: string | undefined;
}

/** On disk by way of a log that is written ahead (`tools/dynamodb/DynamoDbServer.java`). */
function argumentsOf(port: number, dataFolder: string | undefined): string[] {
  const storage = dataFolder === undefined ? ['-inMemory'] : ['-dbPath', makeFolder(dataFolder)];
  return ['-port', String(port), '-sharedDb', '-disableTelemetry', ...storage];
}

/** Its jar names its own folder as a class path, of which the JVM archives nothing. */
function mainOf(settings: ServerSettings): JavaMain {
  return {
    ...settings,
    server: 'dynamodb',
    mainClass: 'DynamoDbServer',
    jvm: (lib) => ['-Xmx512m', `-Djava.library.path=${lib}`],
  };
}

/** DynamoDB Local. It listens on all addresses: it has no option for that. */
export function dynamodbPart({ port, dataFolder, ...settings }: DynamoDbOptions): Part {
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    name: 'dynamodb',
    title: 'DynamoDB Local',
    address: endpoint,
    needs: [],
    kind: 'server',
    prepare: async (report) => {
      const command = await provideJavaMain(mainOf(settings), report);
      return { ...command(...argumentsOf(port, dataFolder)), env: settings.environment };
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
