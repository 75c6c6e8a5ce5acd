import type { GraphPlan } from './graph';
import { type RoutePath, rankingRules } from './paths';

/**
 * Paths of one pair as one short text, `:5789000 FRA:6201000 FRA-JFK:...`: the stops and the metres of each, in order.
 * Origin, destination and cost follow from the pair and the rules. No path is the empty text.
 */
export function packPaths(paths: readonly RoutePath[]): string {
  return paths.map(({ airports, metres }) => `${airports.slice(1, -1).join('-')}:${metres}`).join(' ');
}

/** The inverse of `packPaths` for this pair. */
export function unpackPaths(origin: string, destination: string, packed: string): RoutePath[] {
  if (packed === '') return [];
  return packed.split(' ').map((path) => {
    const [vias = '', length = ''] = path.split(':');
    const stops = vias === '' ? [] : vias.split('-');
    const metres = Number(length);
    if (!Number.isSafeInteger(metres) || length === '') throw new Error(`${path} is not a packed path`);
    return {
      airports: [origin, ...stops, destination],
      metres,
      cost: metres + stops.length * rankingRules.metresPerStop,
    };
  });
}

interface PackedPlan {
  readonly v: 1;
  readonly airports: readonly (readonly [code: string, latitude: number, longitude: number])[];
  readonly legs: readonly (readonly [origin: string, ...destinations: string[]])[];
}

/** A graph's plan as text in canonical order: equal networks give equal text, so its hash tells whether anything changed. */
export function packPlan({ airports, legs }: GraphPlan): string {
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
  };
  return JSON.stringify(packed);
}

export function unpackPlan(text: string): GraphPlan {
  const packed: unknown = JSON.parse(text);
  if (!isPackedPlan(packed)) throw new Error('this graph is packed in a version that is not understood');
  return {
    airports: packed.airports.map(([code, latitude, longitude]) => ({ code, latitude, longitude })),
    legs: packed.legs.flatMap(([origin, ...destinations]) =>
      destinations.map((destination) => ({ origin, destination })),
    ),
  };
}

/** What `packPlan` wrote carries its version; nothing else is ever stored in its place. */
function isPackedPlan(value: unknown): value is PackedPlan {
  return typeof value === 'object' && value !== null && 'v' in value && value.v === 1;
}
