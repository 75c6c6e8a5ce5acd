import { type DraftFlight, type DraftLeg, type FlightNumber, overlap, partOf } from './drafts';
import type { Findings } from './findings';

/**
 * Shows each flight once, under the number of who flies it. A number under which somebody else sells it is dropped when the
 * operating flight is among these for some of its days; else it is kept, with the seats counted for the operating flight.
 */
export function withoutCodeshares(
  flights: readonly DraftFlight[],
  operatedAs: ReadonlyMap<string, FlightNumber>,
  findings: Findings,
): DraftFlight[] {
  const named = flights.map((flight) => ({
    ...flight,
    legs: flight.legs.map((leg) => withOperating(flight, leg, operatedAs)),
  }));
  const flown = new Map<string, DraftFlight[]>();
  for (const flight of named)
    for (const leg of flight.legs)
      if (!leg.operating) flown.set(keyOf(flight, leg), [...(flown.get(keyOf(flight, leg)) ?? []), flight]);
  return named.flatMap((flight) => remaining(flight, flown, findings));
}

function keyOf({ carrier, number }: FlightNumber, { origin, destination }: DraftLeg): string {
  return `${carrier}${number} ${origin}-${destination}`;
}

function withOperating(flight: DraftFlight, leg: DraftLeg, operatedAs: ReadonlyMap<string, FlightNumber>): DraftLeg {
  const { operating: stated, ...plain } = leg;
  const by = stated ?? operatedAs.get(keyOf(flight, leg));
  const isOwn = !by || (by.carrier === flight.carrier && by.number === flight.number);
  return isOwn ? plain : { ...plain, operating: by };
}

function remaining(
  flight: DraftFlight,
  flown: ReadonlyMap<string, readonly DraftFlight[]>,
  findings: Findings,
): DraftFlight[] {
  const kept = flight.legs.filter((leg) => {
    if (!leg.operating) return true;
    const isShown = flown.get(keyOf(leg.operating, leg))?.some((other) => overlap(flight, other)) ?? false;
    findings.note(isShown ? 'codeshare' : 'codeshare_alone', keyOf(flight, leg));
    return !isShown;
  });
  if (kept.length === flight.legs.length) return [flight];
  // What is left of it are legs that nobody else shows, each by itself.
  return kept.map((leg) => partOf(flight, [leg]));
}
