/** One way from an airport to another: codes of all airports touched, origin and destination included (2 to 4 of them, up to 7 where there is nothing shorter). */
export interface RoutePath {
  readonly airports: readonly string[];
  /** Length over all legs. */
  readonly metres: number;
  /** `metres` plus 500 km a stop: what the ranking compares. */
  readonly cost: number;
}

/** One directed leg of the base network, whoever flies it. */
export interface NetworkLeg {
  readonly origin: string;
  readonly destination: string;
  readonly metres: number;
  readonly carriers: readonly string[];
  readonly flightsPerWeek: number;
}

export interface NetworkCarrier {
  readonly code: string;
  readonly name: string;
  /** Airports its flights start from and come back to. */
  readonly hubs: readonly string[];
}

export interface RankingRules {
  /** Paths kept for a pair. */
  readonly pathsPerPair: number;
  readonly metresPerStop: number;
  /** A path may be this many times the great circle, or longer than it by `detourAllowanceMetres`, whichever is more. */
  readonly detourRatio: number;
  readonly detourAllowanceMetres: number;
}

/**
 * At most two stops and no airport twice hold always. The allowance lets two neighbours connect over the nearest hub:
 * by the ratio alone, airports 150 km apart could only connect within 300 km.
 */
export const rankingRules: RankingRules = {
  pathsPerPair: 20,
  metresPerStop: 500_000,
  detourRatio: 2,
  detourAllowanceMetres: 1_000_000,
};

/** `LIS-JFK`: the key of an ordered pair. */
export function pairKey(origin: string, destination: string): string {
  return `${origin}-${destination}`;
}
