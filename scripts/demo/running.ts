import { loadStackConfig } from '../../src/config';
import { StackError } from '../../src/stack/errors';
import { issueToken, type LocalUser } from '../../src/stack/localUsers';
import { createStackMemory, type StackMemory } from '../../src/stack/state';

/** The product that the story is told against. */
export interface Running {
  readonly apiUrl: string;
  /** Where the Web UI shows a workflow; undefined when nobody said where it is. */
  readonly workflowUrl: (workflowId: string) => string | undefined;
  /** A token of a local user; undefined where the identity provider is not ours to ask: then guests book. */
  readonly tokenOf: (user: LocalUser) => Promise<string | undefined>;
  /** The local stack; undefined when the API was given by its address. */
  readonly stack?: { readonly memory: StackMemory; readonly environment: Readonly<Record<string, string>> };
}

/** The API of `API_URL`, or of the stack in this folder. Throws StackError when nothing runs. */
export function findRunning(given: string | undefined): Running {
  if (given !== undefined && given !== '') {
    return { apiUrl: given, workflowUrl: () => undefined, tokenOf: () => Promise.resolve(undefined) };
  }
  const { home, product, given: servers } = loadStackConfig();
  const memory = createStackMemory(home);
  const { environment, parts } = memory.read();
  const apiUrl = environment['PUBLIC_URL'];
  if (memory.findLauncher() === undefined || apiUrl === undefined || parts.api === undefined) {
    throw new StackError('Skyhold is not running.', 'Start it in another terminal: npm start');
  }
  const issuer = servers.identity ?? environment['OIDC_ISSUER'];
  const ui = environment['TEMPORAL_UI_URL'];
  return {
    apiUrl,
    workflowUrl: (id) => ui && `${ui}/namespaces/${product.temporal.namespace}/workflows/${id}`,
    tokenOf: async (user) =>
      issuer === undefined || servers.identity !== undefined ? undefined : issueToken(issuer, user),
    stack: { memory, environment },
  };
}
