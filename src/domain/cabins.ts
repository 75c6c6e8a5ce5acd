import type { Cabin } from './flights';

/** All cabins, the humblest first. */
export const cabins = ['economy', 'premium_economy', 'business', 'first'] as const satisfies readonly Cabin[];

export function isCabin(text: string): text is Cabin {
  return (cabins as readonly string[]).includes(text);
}
