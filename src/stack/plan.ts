import { join } from 'node:path';
import { z } from 'zod';
import { environmentSchema, type StackConfig } from '../config';
import { dynamodbPart, localCredentials } from './dynamodb';
import { StackError } from './errors';
import { neo4jPart } from './neo4j';
import type { Part, PartName } from './parts';
import { findFreePort, isFree } from './ports';
import { apiPart, identityPart, providerPart, workerPart } from './product';
import type { StackState } from './state';
import { temporalPart } from './temporal';

/** The ports people know these servers by. Taken ones give way to the next free one, except the API's, which is asked for by number. */
const wishedPorts = {
  temporal: 7233,
  temporalUi: 8233,
  dynamodb: 8000,
  neo4j: 7687,
  provider: 12_111,
  identity: 8090,
} as const;
type ServerPort = keyof typeof wishedPorts;
const serverPorts = Object.keys(wishedPorts).filter((name): name is ServerPort => name in wishedPorts);

/** As chosen at the start, and as remembered in the state file. */
export const portsSchema = z.object({
  api: z.number(),
  temporal: z.number(),
  temporalUi: z.number(),
  dynamodb: z.number(),
  neo4j: z.number(),
  provider: z.number(),
  identity: z.number(),
});
export type StackPorts = Readonly<z.infer<typeof portsSchema>>;

const ownerOf: Readonly<Record<ServerPort, PartName>> = {
  temporal: 'temporal',
  temporalUi: 'temporal',
  dynamodb: 'dynamodb',
  neo4j: 'neo4j',
  provider: 'provider',
  identity: 'identity',
};

/**
 * A port for everything: the one it had before if that is free or its own server still runs there, else the usual one,
 * else the next free one. Throws StackError when the API's is taken.
 */
export async function choosePorts(
  config: StackConfig,
  remembered: StackState['ports'],
  running: ReadonlySet<PartName>,
): Promise<StackPorts> {
  const chosen: z.infer<typeof portsSchema> = { ...wishedPorts, api: await chooseApiPort(config.product.api.port) };
  const taken = new Set([chosen.api]);
  for (const name of serverPorts) {
    const before = remembered[name];
    let port =
      before !== undefined && running.has(ownerOf[name]) ? before : await findFreePort(before ?? wishedPorts[name]);
    while (taken.has(port)) port = await findFreePort(port + 1);
    taken.add(port);
    chosen[name] = port;
  }
  return chosen;
}

async function chooseApiPort(wished: number): Promise<number> {
  if (wished === 0) return findFreePort(0);
  if (await isFree(wished)) return wished;
  throw new StackError(
    `Port ${wished} is in use by another program.`,
    `Choose another one: PORT=${wished + 1} npm start`,
  );
}

/** What the programs are told: the settings the launcher got, and where the servers are. A server given by the environment stays as given. */
export function productEnvironment(
  { given, environment, home }: StackConfig,
  ports: StackPorts,
): Record<string, string> {
  const settings = Object.entries(environment).filter(
    ([name, value]) => name in environmentSchema.shape && value !== undefined,
  );
  return {
    ...Object.fromEntries(settings),
    PORT: String(ports.api),
    IMPORT_FOLDER: environment['IMPORT_FOLDER'] ?? join(home, 'imports'),
    PUBLIC_URL: environment['PUBLIC_URL'] ?? `http://127.0.0.1:${ports.api}`,
    TEMPORAL_ADDRESS: given.temporal ?? `127.0.0.1:${ports.temporal}`,
    DYNAMODB_ENDPOINT: given.dynamodb ?? `http://127.0.0.1:${ports.dynamodb}`,
    NEO4J_URI: given.neo4j ?? `bolt://127.0.0.1:${ports.neo4j}`,
    PAYMENT_URL: given.provider ?? `http://127.0.0.1:${ports.provider}`,
    OIDC_ISSUER: given.identity ?? `http://127.0.0.1:${ports.identity}`,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...(given.temporal === undefined ? { TEMPORAL_UI_URL: `http://127.0.0.1:${ports.temporalUi}` } : {}),
    ...(given.dynamodb === undefined ? localCredentials : {}),
  };
}

/** Every part of the stack that is ours to start. `told` is what its programs are told. */
export function stackParts(
  config: StackConfig,
  ports: StackPorts,
  told: Readonly<Record<string, string>>,
): readonly Part[] {
  const { cache, javaHome, home, given, product } = config;
  const settings = { cache, javaHome, environment: config.environment };
  const options = { home, environment: { ...config.environment, ...told } };
  const inHome = (...path: string[]) => join(home, ...path);
  const servers = [
    given.temporal === undefined
      ? temporalPart({
          ...settings,
          port: ports.temporal,
          uiPort: ports.temporalUi,
          namespace: product.temporal.namespace,
          databaseFile: inHome('temporal', 'temporal.db'),
        })
      : undefined,
    given.dynamodb === undefined
      ? dynamodbPart({ ...settings, port: ports.dynamodb, dataFolder: inHome('dynamodb') })
      : undefined,
    given.neo4j === undefined ? neo4jPart({ ...settings, port: ports.neo4j, dataFolder: inHome('neo4j') }) : undefined,
    given.identity === undefined ? identityPart(options, ports.identity) : undefined,
    given.provider === undefined ? providerPart(options, ports.provider, ports.api) : undefined,
  ].filter((part) => part !== undefined);
  const ours = new Set(servers.map((part) => part.name));
  const thoseOf = (...names: PartName[]) => names.filter((name) => ours.has(name));
  return [
    ...servers,
    workerPart(options, 'booking', thoseOf('temporal', 'dynamodb')),
    workerPart(options, 'search', thoseOf('temporal', 'dynamodb', 'neo4j')),
    // The API waits for its servers itself, and loads meanwhile.
    apiPart(options, ports.api),
  ];
}
