import getPort, { portNumbers } from 'get-port';

/** A free port: the wished one if it can be had, else the next one that is, else (wish 0) any. On all addresses, as some servers listen on all. */
export async function findFreePort(wished: number): Promise<number> {
  if (wished === 0) return getPort();
  return getPort({ port: portNumbers(wished, Math.min(wished + 99, 65_535)) });
}

/** Whether the port can be had; it is then set aside for the next seconds, so ask once. */
export async function isFree(port: number): Promise<boolean> {
  return (await getPort({ port })) === port;
}
