import { pairKey } from '../routing/paths';
import type { Chance } from './chance';
import { type Rotation, weekdays } from './rotations';
import type { PlannedRoute } from './routePlans';

/** Waves in which flights leave a hub, in minutes after midnight: a connection needs arrivals before and departures after. */
const waves = [395, 545, 725, 905, 1065, 1245] as const;
const longHaulWaves = [615, 785, 1025, 1285] as const;

/** Routes of at least this length leave in the long-haul waves. */
const longHaulMetres = 4_500_000;

/** The aircraft that fly these routes, with flight numbers counted up by carrier. */
export function* rotationsOf(chance: Chance, routes: readonly PlannedRoute[]): Generator<Rotation> {
  const nextNumber = new Map<string, number>();
  for (const route of routes) {
    const { carrier, hub, spoke } = route;
    const key = `${carrier} ${pairKey(hub.code, spoke.code)}`;
    for (const { departs, days } of departures(chance, key, route)) {
      const number = nextNumber.get(carrier) ?? 100;
      nextNumber.set(carrier, number + 2);
      yield { carrier, hub, spoke, number, departs, days };
    }
  }
}

function departures(chance: Chance, key: string, { metres, trunk }: PlannedRoute): { departs: number; days: number }[] {
  if (metres >= longHaulMetres) return longHaulDepartures(chance, key);
  const daily =
    metres < 1_200_000
      ? chance.between(`${key} daily`, trunk ? 3 : 1, trunk ? 5 : 3)
      : chance.between(`${key} daily`, trunk ? 2 : 1, trunk ? 4 : 2);
  const first = chance.between(`${key} wave`, 0, waves.length - 1);
  return Array.from({ length: daily }, (_, i) => {
    const wave = waves[(first + Math.floor((i * waves.length) / daily)) % waves.length] ?? waves[0];
    return {
      departs: wave + chance.between(`${key} minute ${i}`, 0, 10) * 5,
      days: weekdays(chance, `${key} ${i}`, i < 2 ? 7 : 6),
    };
  }).sort((a, b) => a.departs - b.departs);
}

function longHaulDepartures(chance: Chance, key: string): { departs: number; days: number }[] {
  const perWeek = chance.pick(`${key} weekly`, [14, 7, 7, 7, 5, 4]);
  const first = chance.between(`${key} wave`, 0, longHaulWaves.length - 1);
  const wave = (i: number): number => longHaulWaves[(first + 2 * i) % longHaulWaves.length] ?? longHaulWaves[0];
  return Array.from({ length: Math.ceil(perWeek / 7) }, (_, i) => ({
    departs: wave(i) + chance.between(`${key} minute ${i}`, 0, 12) * 5,
    days: weekdays(chance, `${key} ${i}`, Math.min(7, perWeek)),
  })).sort((a, b) => a.departs - b.departs);
}
