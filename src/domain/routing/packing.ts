import type { GraphPlan } from './graph';
import { type RoutePath, rankingRules } from './paths';
import type { Minimums, WeeklyDeparture, WeekPlan } from './weeks';

/**
 * Paths of one pair as one short text, `:5789000:460 FRA:6201000:545 FRA-JFK:...`: the stops and the metres of each, in order, and
 * its minutes where it has any. Origin, destination and cost follow from the pair and the rules. No path is the empty text.
 */
export function packPaths(paths: readonly RoutePath[]): string {
  return paths
    .map(({ airports, metres, minutes }) => {
      const way = `${airports.slice(1, -1).join('-')}:${metres}`;
      return minutes === undefined ? way : `${way}:${minutes}`;
    })
    .join(' ');
}

/** The inverse of `packPaths` for this pair. */
export function unpackPaths(origin: string, destination: string, packed: string): RoutePath[] {
  if (packed === '') return [];
  return packed.split(' ').map((path) => {
    const [vias = '', length = '', minutes] = path.split(':');
    const stops = vias === '' ? [] : vias.split('-');
    const metres = Number(length);
    if (!Number.isSafeInteger(metres) || length === '') throw new Error(`${path} is not a packed path`);
    return {
      airports: [origin, ...stops, destination],
      metres,
      cost: metres + stops.length * rankingRules.metresPerStop,
      ...(minutes !== undefined && { minutes: Number(minutes) }),
    };
  });
}

interface PackedPlan {
  readonly v: 1;
  readonly airports: readonly (readonly [code: string, latitude: number, longitude: number])[];
  readonly legs: readonly (readonly [origin: string, ...destinations: string[]])[];
  readonly week?: PackedWeek;
}

interface PackedWeek {
  readonly airports: readonly (readonly [code: string, offset: number, ...minimums: Minimums])[];
  /** The departures of a leg are one list, three numbers each. */
  readonly legs: readonly (readonly [origin: string, destination: string, domestic: 0 | 1, ...departures: number[]])[];
}

/** A graph's plan as text in canonical order: equal networks give equal text, so its hash tells whether anything changed. */
export function packPlan({ airports, legs, week }: GraphPlan): string {
  const destinations = new Map<string, Set<string>>();
  for (const { origin, destination } of legs) {
    const known = destinations.get(origin);
    if (known) known.add(destination);
    else destinations.set(origin, new Set([destination]));
  }
  const packed: PackedPlan = {
    v: 1,
    airports: airports.map((a) => [a.code, a.latitude, a.longitude] as const).sort((a, b) => (a[0] < b[0] ? -1 : 1)),
    legs: [...destinations]
      .map(([origin, to]) => [origin, ...[...to].sort()] as const)
      .sort((a, b) => (a[0] < b[0] ? -1 : 1)),
    ...(week && { week: packWeek(week) }),
  };
  return JSON.stringify(packed);
}

function packWeek({ airports, legs }: WeekPlan): PackedWeek {
  return {
    airports: airports
      .map(({ code, offset, minimums }) => [code, offset, ...minimums] as const)
      .sort((a, b) => (a[0] < b[0] ? -1 : 1)),
    legs: legs
      .map(({ origin, destination, domestic, departures }) => {
        return [origin, destination, domestic ? 1 : 0, ...departures.flat()] as const;
      })
      .sort((a, b) => (a[0] + a[1] < b[0] + b[1] ? -1 : 1)),
  };
}

function unpackWeek({ airports, legs }: PackedWeek): WeekPlan {
  return {
    airports: airports.map(([code, offset, ...minimums]) => ({ code, offset, minimums })),
    legs: legs.map(([origin, destination, domestic, ...departures]) => ({
      origin,
      destination,
      domestic: domestic === 1,
      departures: inThrees(departures),
    })),
  };
}

function inThrees(numbers: readonly number[]): WeeklyDeparture[] {
  return Array.from({ length: numbers.length / 3 }, (_, n): WeeklyDeparture => {
    const [minuteOfDay = 0, elapsed = 0, days = 0] = numbers.slice(3 * n, 3 * n + 3);
    return [minuteOfDay, elapsed, days];
  });
}

export function unpackPlan(text: string): GraphPlan {
  const packed: unknown = JSON.parse(text);
  if (!isPackedPlan(packed)) throw new Error('this graph is packed in a version that is not understood');
  return {
    airports: packed.airports.map(([code, latitude, longitude]) => ({ code, latitude, longitude })),
    legs: packed.legs.flatMap(([origin, ...destinations]) =>
      destinations.map((destination) => ({ origin, destination })),
    ),
    ...(packed.week && { week: unpackWeek(packed.week) }),
  };
}

/** What `packPlan` wrote carries its version; nothing else is ever stored in its place. */
function isPackedPlan(value: unknown): value is PackedPlan {
  return typeof value === 'object' && value !== null && 'v' in value && value.v === 1;
}
