import { daysBetween, plusDays } from '../instants';
import { type DraftFlight, type DraftLeg, type FlightNumber, turnDays } from './drafts';
import type { Faults } from './faults';
import type { Findings } from './findings';
import { untilFurtherNotice } from './ssimFields';
import type { SsimLeg } from './ssimRecords';

/** `U`: times and dates of the file are UTC; `L`: local at each station. */
export type TimeMode = 'U' | 'L';

/** A leg with what its segment data records say about who flies it. */
export interface SsimLegGroup {
  readonly leg: SsimLeg;
  readonly mode: TimeMode;
  /** Of DEI 50, by segment. */
  readonly operated: readonly { readonly board: string; readonly off: string; readonly by: FlightNumber }[];
}

const dayMinutes = 1440;

/**
 * The legs of one itinerary variation as one flight, or as several when their periods do not fit together. The period of a leg is
 * either that of the whole flight, its date variations counting from there, or its own, moved by whole days.
 */
export function flightsOf(groups: readonly SsimLegGroup[], faults: Faults, findings: Findings): DraftFlight[] {
  const legs = [...groups]
    .sort((a, b) => a.leg.sequence - b.leg.sequence)
    .map((group) => timed(group, groups, findings));
  const wrong = legs.filter(({ elapsed }) => elapsed <= 0 || elapsed > 30 * 60);
  for (const { leg } of wrong)
    faults.add(leg.place, 'arrival', `${leg.arrives} minutes`, 'a time after the departure and within 30 hours of it');
  const [first, ...rest] = legs;
  if (wrong.length > 0 || !first) return [];
  const joined: PlacedLeg[] = [{ ...first, day: Math.floor(first.departs / dayMinutes) }];
  for (const next of rest) {
    const placed = joinTo(joined, next);
    if (!placed) {
      findings.note('legs_apart', `${next.leg.carrier}${next.leg.number} ${next.leg.origin}-${next.leg.destination}`);
      return legs.map((leg) => toFlight([{ ...leg, day: Math.floor(leg.departs / dayMinutes) }]));
    }
    joined.push(placed);
  }
  return [toFlight(joined)];
}

interface TimedLeg {
  readonly leg: SsimLeg;
  readonly mode: TimeMode;
  readonly operating: FlightNumber | undefined;
  /** Local minutes from midnight of the date that the leg's own period names. */
  readonly departs: number;
  readonly elapsed: number;
}

/** `day`: from the date that the first leg's period names to this departure. */
type PlacedLeg = TimedLeg & { readonly day: number };

function timed({ leg, mode }: SsimLegGroup, groups: readonly SsimLegGroup[], findings: Findings): TimedLeg {
  const { departDay = 0, arriveDay } = leg;
  const [stated, arrived] = [departDay * dayMinutes + leg.departs, (arriveDay ?? 0) * dayMinutes + leg.arrives];
  const [departUtc, arriveUtc] =
    mode === 'U' ? [stated, arrived] : [stated - leg.departOffset, arrived - leg.arriveOffset];
  const operating = groups.flatMap(({ operated }) => operated).find((one) => covers(one, leg, groups))?.by;
  // Many files leave the day of an arrival away: it is the first such time after the departure.
  const elapsed = arriveDay === undefined ? minutesOfDay(arriveUtc - departUtc) : arriveUtc - departUtc;
  if (elapsed !== arriveUtc - departUtc)
    findings.note('arrival_day_not_given', `${leg.carrier}${leg.number} ${leg.origin}-${leg.destination}`);
  return { leg, mode, operating, departs: departUtc + leg.departOffset, elapsed };
}

/** Whether a segment from one board point to one off point of the flight rides over this leg. */
function covers(
  { board, off }: { readonly board: string; readonly off: string },
  leg: SsimLeg,
  groups: readonly SsimLegGroup[],
): boolean {
  const from = groups.find((one) => one.leg.origin === board)?.leg.sequence;
  const to = groups.find((one) => one.leg.destination === off)?.leg.sequence;
  return from !== undefined && to !== undefined && leg.sequence >= from && leg.sequence <= to;
}

function joinTo(joined: readonly PlacedLeg[], next: TimedLeg): PlacedLeg | undefined {
  const [first, before] = [joined[0], joined.at(-1)];
  if (!first || !before || before.leg.destination !== next.leg.origin) return undefined;
  const moved = daysBetween(first.leg.validFrom, next.leg.validFrom);
  if (!sameDates(first.leg, next.leg, moved)) return undefined;
  const stated = Math.floor(next.departs / dayMinutes);
  const within = minutesOfDay(next.departs);
  const arrives = before.day * dayMinutes + minutesOfDay(before.departs) - before.leg.departOffset + before.elapsed;
  const possible = moved === 0 ? [stated] : [moved, stated, moved + stated].sort((a, b) => a - b);
  if (moved === 0 && next.leg.departDay === undefined) possible.push(stated + 1, stated + 2);
  const day = possible.find((one) => one * dayMinutes + within - next.leg.departOffset >= arrives);
  return day === undefined ? undefined : { ...next, day };
}

function minutesOfDay(minutes: number): number {
  return ((minutes % dayMinutes) + dayMinutes) % dayMinutes;
}

function sameDates(first: SsimLeg, next: SsimLeg, moved: number): boolean {
  const open = first.validTo === untilFurtherNotice && next.validTo === untilFurtherNotice;
  return (
    next.days === turnDays(first.days, moved) &&
    next.weekInterval === first.weekInterval &&
    (open || daysBetween(first.validTo, next.validTo) === moved)
  );
}

function toFlight(legs: readonly PlacedLeg[]): DraftFlight {
  const [first] = legs;
  if (!first) throw new Error('a flight has a leg');
  const { leg, day } = first;
  return {
    carrier: leg.carrier,
    number: leg.number,
    legs: legs.map((placed) => toDraftLeg(placed, placed.day - day)),
    days: turnDays(leg.days, day),
    validFrom: plusDays(leg.validFrom, day),
    validTo: leg.validTo === untilFurtherNotice ? leg.validTo : plusDays(leg.validTo, day),
    ...(leg.weekInterval && { weekInterval: leg.weekInterval }),
    closed: closedSegments(legs),
  };
}

function toDraftLeg({ leg, mode, operating, departs, elapsed }: TimedLeg, departDay: number): DraftLeg {
  return {
    origin: leg.origin,
    destination: leg.destination,
    departDay,
    departMinutes: minutesOfDay(departs),
    arrival: { elapsedMinutes: elapsed },
    ...(leg.originTerminal !== '' && { originTerminal: leg.originTerminal }),
    ...(leg.destinationTerminal !== '' && { destinationTerminal: leg.destinationTerminal }),
    aircraft: leg.aircraft,
    ...(operating && { operating }),
    offsets: [leg.departOffset, leg.arriveOffset],
    ...(mode === 'U' && { keepsInstant: true }),
  };
}

/**
 * Traffic restriction codes under which nobody may ride the segment by itself: no local traffic, not to be displayed, technical
 * landings, and those for connecting or stopover passengers only. C, F and Z leave local traffic free.
 */
const notSold = /[ABDEGHIKMNOQTVWXY]/;

function closedSegments(legs: readonly TimedLeg[]): Set<string> {
  const closed = new Set<string>();
  legs.forEach(({ leg }, board) => {
    for (let off = board; off < legs.length; off++)
      if (notSold.test(leg.restrictions[off - board] ?? ' ')) closed.add(`${board}-${off}`);
  });
  return closed;
}
