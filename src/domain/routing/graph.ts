import { greatCircleMetres } from '../distances';
import type { WeekPlan } from './weeks';

/** Airports by dense number, in alphabetical order of code, and their legs in compressed rows, both ways round. */
export interface RouteGraph {
  readonly codes: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  /** The legs from airport `n` go to `targets[offsets[n]] ... targets[offsets[n + 1] - 1]`, in ascending order. */
  readonly offsets: Int32Array;
  readonly targets: Uint16Array;
  /** The legs to airport `n` come from `sources[sourceOffsets[n]] ...`, in ascending order. */
  readonly sourceOffsets: Int32Array;
  readonly sources: Uint16Array;
  /** Great-circle metres from `a` to `b` at `a * codes.length + b`. */
  readonly metres: Int32Array;
}

/** What a graph is made of: small enough to be kept with each snapshot. */
export interface GraphPlan {
  readonly airports: readonly { readonly code: string; readonly latitude: number; readonly longitude: number }[];
  readonly legs: readonly { readonly origin: string; readonly destination: string }[];
  /** What its routes are ranked by; without it, by distance. */
  readonly week?: WeekPlan;
}

/** Two stops of 16 bits each are one 32-bit number, and its highest values mean "no stop". */
const mostAirports = 0xfffe;

/** Airports without a leg are kept. Throws on a leg to an airport that is not in the plan; a leg given twice counts once. */
export function buildGraph({ airports, legs }: GraphPlan): RouteGraph {
  const sorted = [...airports].sort((a, b) => (a.code < b.code ? -1 : 1));
  if (sorted.length > mostAirports) throw new RangeError(`${sorted.length} airports are more than ${mostAirports}`);
  const codes = sorted.map(({ code }) => code);
  const numbers = new Map(codes.map((code, number) => [code, number]));
  if (numbers.size !== codes.length) throw new Error('an airport is given twice');
  const edges = distinctEdges(legs, numbers);
  const { offsets, ends: targets } = compress(codes.length, edges);
  const { offsets: sourceOffsets, ends: sources } = compress(
    codes.length,
    edges.map(([from, to]) => [to, from] as const),
  );
  return { codes, numbers, offsets, targets, sourceOffsets, sources, metres: distanceMatrix(sorted) };
}

type Edge = readonly [from: number, to: number];

function distinctEdges(legs: GraphPlan['legs'], numbers: ReadonlyMap<string, number>): Edge[] {
  const seen = new Set<number>();
  for (const { origin, destination } of legs) {
    const [from, to] = [numbers.get(origin), numbers.get(destination)];
    if (from === undefined || to === undefined)
      throw new Error(`leg ${origin}-${destination} touches an unknown airport`);
    if (from === to) throw new Error(`leg ${origin}-${destination} goes nowhere`);
    seen.add(from * 0x10000 + to);
  }
  return [...seen].map((edge) => [Math.floor(edge / 0x10000), edge % 0x10000] as const);
}

function compress(count: number, edges: readonly Edge[]): { offsets: Int32Array; ends: Uint16Array } {
  const sorted = [...edges].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const offsets = new Int32Array(count + 1);
  for (const [from] of sorted) offsets[from + 1] = at(offsets, from + 1) + 1;
  for (let n = 0; n < count; n++) offsets[n + 1] = at(offsets, n + 1) + at(offsets, n);
  return { offsets, ends: Uint16Array.from(sorted, ([, to]) => to) };
}

function distanceMatrix(airports: GraphPlan['airports']): Int32Array {
  const count = airports.length;
  const metres = new Int32Array(count * count);
  airports.forEach((from, a) => {
    for (let b = a + 1; b < count; b++) {
      const to = airports[b];
      if (to) metres[a * count + b] = metres[b * count + a] = greatCircleMetres(from, to);
    }
  });
  return metres;
}

/** Element of a typed array that is known to be there: the compiler cannot know, and a check in the inner loop would cost. */
export function at(array: Int32Array | Uint16Array | Uint32Array | Uint8Array, index: number): number {
  return array[index] as number;
}
