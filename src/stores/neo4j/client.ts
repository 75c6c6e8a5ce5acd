import neo4j, { type Driver } from 'neo4j-driver';

export interface GraphSettings {
  readonly uri: string;
  readonly user: string;
  /** Empty: the server asks for none. */
  readonly password: string;
}

/** Integers arrive as JavaScript numbers: nothing stored here exceeds 2^53. */
export function createGraphDriver({ uri, user, password }: GraphSettings): Driver {
  const auth = password === '' ? undefined : neo4j.auth.basic(user, password);
  return neo4j.driver(uri, auth, {
    disableLosslessIntegers: true,
    maxConnectionPoolSize: 50,
    connectionAcquisitionTimeout: 5_000,
    maxTransactionRetryTime: 5_000,
  });
}
