/**
 * The stops of a path as one unsigned 32-bit number: first stop in the upper half, second in the lower, 0xffff for
 * "none". Comparing these numbers is the tie rule of the ranking.
 */
const none = 0xffff;
export const noStop = 0xffffffff;

export function oneStop(first: number): number {
  return ((first << 16) | none) >>> 0;
}

export function twoStops(first: number, second: number): number {
  return ((first << 16) | second) >>> 0;
}

/** How many stops a path has. */
export function stopCount(vias: number): 0 | 1 | 2 {
  if (vias === noStop) return 0;
  return (vias & none) === none ? 1 : 2;
}

/** Precondition: there is one. */
export function firstStop(vias: number): number {
  return vias >>> 16;
}

/** Precondition: there are two. */
export function secondStop(vias: number): number {
  return vias & none;
}
