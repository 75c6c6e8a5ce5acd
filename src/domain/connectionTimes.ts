/** Whether a flight crosses a border. */
export type Status = 'domestic' | 'international';

/** A minimum connection time that an airport publishes. What is absent matches anything. */
export interface ConnectionTime {
  readonly from?: Status;
  readonly to?: Status;
  /** Terminals of the arriving and the departing flight. */
  readonly fromTerminal?: string;
  readonly toTerminal?: string;
  /** Another airport of the city from which the departing flight leaves; absent: the same airport. */
  readonly toAirport?: string;
  readonly minutes: number;
}

/** Two flights that meet at an airport. */
export interface Meeting {
  readonly from: Status;
  readonly to: Status;
  readonly fromTerminal?: string | undefined;
  readonly toTerminal?: string | undefined;
  readonly toAirport?: string | undefined;
}

/**
 * The published time for two flights: that of the entry which says most about them, terminals before borders, as the trade
 * reads such tables. Of two that say as much the longer one is the safe one. Undefined when none matches.
 */
export function publishedTime(times: readonly ConnectionTime[], meeting: Meeting): number | undefined {
  let best: { weight: number; minutes: number } | undefined;
  for (const time of times) {
    const weight = weightOf(time, meeting);
    if (weight === undefined || (best && weight < best.weight)) continue;
    const minutes = best?.weight === weight ? Math.max(best.minutes, time.minutes) : time.minutes;
    best = { weight, minutes };
  }
  return best?.minutes;
}

/** How much an entry says of a meeting; undefined when it is about others. */
function weightOf(time: ConnectionTime, meeting: Meeting): number | undefined {
  if (time.toAirport !== meeting.toAirport) return undefined;
  let weight = 0;
  for (const [member, says] of [
    ['fromTerminal', 4],
    ['toTerminal', 4],
    ['from', 1],
    ['to', 1],
  ] as const) {
    if (time[member] === undefined) continue;
    if (time[member] !== meeting[member]) return undefined;
    weight += says;
  }
  return weight;
}
