import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Network } from '../../../src/activities/imports';
import { isoDate, type IsoDate } from '../../../src/domain/instants';
import type { GraphPlan } from '../../../src/domain/routing/graph';
import { weekPlanOf } from '../../../src/domain/routing/weekPlans';
import { createWeekSampler } from '../../../src/domain/routing/weekSampling';
import type { LegSchedule } from '../../../src/domain/schedules';
import { createNetworkReader } from '../../../src/workers/networkReader';

export const dataFolder = process.env['SKYHOLD_DATA'] ?? join(__dirname, '../../../../shared/data');
const segments = 'opentraveldata/optd_airline_segs_mthly_201608.csv';

/** The operated segments of August 2016 as the product imports them, and the plan that a recompute makes of them. */
export interface August {
  readonly network: Network;
  readonly plan: GraphPlan;
  /** The week that was sampled begins on this date. Its flights have no season, so any would do. */
  readonly monday: IsoDate;
}

let read: Promise<August> | undefined;

/** Throws when the data is not there: what is not measured has no figure. Read once. */
export function readAugust(): Promise<August> {
  return (read ??= readNetwork());
}

async function readNetwork(): Promise<August> {
  if (!existsSync(join(dataFolder, segments))) throw new Error(`there is no ${segments} in ${dataFolder}`);
  const readFiles = createNetworkReader({ demoSeed: 1, importFolder: dataFolder, now: Date.now });
  const source = await readFiles({ format: 'opentraveldata', files: [segments] }, () => undefined);
  if (source.outcome !== 'read') throw new Error(`${segments} has ${source.count} faults`);
  const { network } = source;
  const sampler = createWeekSampler(isoDate('2026-11-23'), 51);
  const pairs = new Map<string, LegSchedule[]>();
  for (const schedule of network.schedules) {
    const key = `${schedule.origin.airport}-${schedule.destination.airport}`;
    pairs.set(key, [...(pairs.get(key) ?? []), schedule]);
  }
  for (const [key, schedules] of pairs) sampler.add(key.slice(0, 3), key.slice(4), schedules);
  const sample = sampler.sample();
  const served = new Set(network.legs.flatMap(({ origin, destination }) => [origin, destination]));
  const airports = network.airports.filter(({ code }) => served.has(code));
  const week = weekPlanOf(airports, network.legs, sample);
  return { network, plan: { airports, legs: network.legs, week }, monday: sample.monday };
}

/** Numbers in [0, 1), the same each time. */
export function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
