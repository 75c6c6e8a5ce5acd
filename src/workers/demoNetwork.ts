import { createHash } from 'node:crypto';
import type { Network } from '../activities/imports';
import { demoNetwork } from '../domain/demo/network';
import { readAirportFile } from './airportFile';

/** The fictional network on the airports of `data/airports.json`. */
export function readDemoNetwork(seed: number): Network {
  const network = demoNetwork(readAirportFile(), seed);
  const contentHash = createHash('sha256').update(JSON.stringify(network)).digest('base64url').slice(0, 22);
  return {
    name: `demo network, seed ${seed}`,
    demo: true,
    contentHash,
    ...network,
    flightsRead: network.schedules.length,
    findings: [],
  };
}
