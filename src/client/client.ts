import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema';

/** The bodies of the API by the names that its document gives them. */
export type Schemas = components['schemas'];
export type SkyholdClient = Client<paths>;

export interface ClientSettings {
  /** Where the API is: `https://api.example`. */
  readonly url: string;
  /** Bearer token of a user, or the token of one booking. Without it: a guest. */
  readonly token?: string | undefined;
}

/**
 * A client whose every path, parameter, body and answer is typed by `docs/openapi.json`:
 * `await client.POST('/v1/searches', { body })` answers `{ data, error, response }`; `error` is the problem document.
 */
export function createSkyholdClient({ url, token }: ClientSettings): SkyholdClient {
  return createClient<paths>({
    baseUrl: url,
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  });
}
