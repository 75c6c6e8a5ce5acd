import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

export interface DynamoSettings {
  /** Unset: AWS, with the credentials of the environment. Set: DynamoDB Local, which takes any credentials. */
  readonly endpoint: string | undefined;
  readonly region: string;
}

/** How long a connection and an answer may take, in ms. Without `throwOnRequestTimeout` the SDK would only log that an answer is late. */
const patience = { connectionTimeout: 3000, requestTimeout: 4000, throwOnRequestTimeout: true };

/** A client with kept-alive connections and short time-outs: a write that hangs is retried by whoever asked for it. */
export function createDynamo(
  settings: DynamoSettings,
  timeouts: Partial<typeof patience> = {},
): { client: DynamoDBClient; db: DynamoDBDocumentClient } {
  const client = new DynamoDBClient({
    ...placeOf(settings),
    maxAttempts: 3,
    requestHandler: new NodeHttpHandler({
      ...patience,
      ...timeouts,
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets: 200 }),
      httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: 200 }),
    }),
  });
  // It copies all that is sent and received for a log that nobody keeps: 4 % of the CPU of API and worker.
  client.middlewareStack.removeByTag('LOGGER');
  return { client, db: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }) };
}

/** Reads the tables' streams. A read that hung for ever would keep the projector's lease and tell nothing. */
export function createDynamoStreams(
  settings: DynamoSettings,
  timeouts: Partial<typeof patience> = {},
): DynamoDBStreamsClient {
  return new DynamoDBStreamsClient({
    ...placeOf(settings),
    maxAttempts: 3,
    requestHandler: new NodeHttpHandler({ ...patience, ...timeouts }),
  });
}

function placeOf({ endpoint, region }: DynamoSettings) {
  if (endpoint === undefined) return { region };
  return { region, endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
}
