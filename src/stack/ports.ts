import getPort, { portNumbers } from 'get-port';
import { randomInt } from 'node:crypto';

/** Below the ports that Linux gives to outgoing connections: one of those may be taken between the look and the server's start. */
const [lowest, highest] = [15_000, 32_767];
const candidates = 100;

/** A free port: the wished one if it can be had, else the next one that is, else (wish 0) any. On all addresses, as some servers listen on all. */
export async function findFreePort(wished: number): Promise<number> {
  if (wished === 0) return getPort({ port: Array.from({ length: candidates }, () => randomInt(lowest, highest + 1)) });
  return getPort({ port: portNumbers(wished, Math.min(wished + 99, 65_535)) });
}

/** Whether the port can be had; it is then set aside for the next seconds, so ask once. */
export async function isFree(port: number): Promise<boolean> {
  return (await getPort({ port })) === port;
}
