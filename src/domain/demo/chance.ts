/**
 * Seeded chance by name: the same seed and key always give the same number, whatever else is generated before or after,
 * so a change to one part of the network leaves the rest as it was.
 */
export interface Chance {
  /** Uniform in [0, 1). */
  share(key: string): number;
  /** Uniform whole number from `low` to `high`, both included. */
  between(key: string, low: number, high: number): number;
  pick<T>(key: string, choices: readonly [T, ...T[]]): T;
}

export function createChance(seed: number): Chance {
  const share = (key: string): number => hash32(seed, key) / 0x1_0000_0000;
  const between = (key: string, low: number, high: number): number => low + Math.floor(share(key) * (high - low + 1));
  return { share, between, pick: (key, choices) => choices[between(key, 0, choices.length - 1)] ?? choices[0] };
}

/** FNV-1a with a final avalanche (the mixer of MurmurHash3), 32 bits. */
export function hash32(seed: number, text: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}
