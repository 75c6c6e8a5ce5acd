import type { Airport } from '../airports';
import { createChance, hash32 } from '../demo/chance';
import { faresFor } from '../demo/fares';
import { elapsedMinutes as minutesByDistance } from '../demo/fleet';
import { clock, eastward } from '../demo/rotations';
import { greatCircleMetres } from '../distances';
import { plusDays } from '../instants';
import { fliesOn, type LegSchedule, type ScheduledEnd } from '../schedules';
import { instantOfLocal, offsetMinutes } from '../zones';
import { seatPlanForDistance, seatPlanForSeats, seatPlanOfType, typeOfPlan } from './aircraftPlans';
import { partsBetweenClockChanges, withSecondHours } from './clockChanges';
import { type DraftFlight, type DraftLeg, type FlightNumber, partOf, turnDays } from './drafts';
import type { Faults } from './faults';
import type { Findings } from './findings';

const seed = 11;
const chance = createChance(seed);

/** A leg with everything known that its segments are made of. */
interface KnownLeg {
  readonly draft: DraftLeg;
  readonly from: Airport;
  readonly to: Airport;
  readonly elapsedMinutes: number;
  readonly seatPlanId: string;
  readonly aircraft: string;
}

/**
 * The segments of a flight that are sold: each leg, and legs together as long as the aircraft and who flies it stay the same.
 * None when it touches an airport that nobody knows.
 */
export function schedulesOfFlight(
  flight: DraftFlight,
  airports: ReadonlyMap<string, Airport>,
  remarks: Remarks,
): LegSchedule[] {
  const { findings } = remarks;
  if (!isEverFlown(flight)) {
    findings.note('never_flown', `${flight.carrier}${flight.number} ${flight.validFrom} to ${flight.validTo}`);
    return [];
  }
  const places = flight.legs.flatMap(({ origin, destination }) => [origin, destination]);
  const unknown = places.filter((code) => !airports.has(code));
  for (const code of unknown) findings.note('airport_unknown', code);
  if (unknown.length > 0) return [];
  return partsBetweenClockChanges(flight, airports).flatMap((part) => {
    const dated = withSecondHours(part, airports);
    const known = dated.legs.map((leg) => knownLeg(dated, leg, airports, remarks));
    return unchangedParts(dated, known, findings).flatMap((one) => segmentsOf(one.flight, one.legs, findings));
  });
}

function knownLeg(
  flight: DraftFlight,
  draft: DraftLeg,
  airports: ReadonlyMap<string, Airport>,
  { faults, findings }: Remarks,
): KnownLeg {
  const [from, to] = [airports.get(draft.origin), airports.get(draft.destination)];
  if (!from || !to) throw new Error(`${draft.origin}-${draft.destination} was looked up before`);
  const seatPlanId = seatPlanFor(draft, longestMetres(flight, airports), findings);
  const aircraft = draft.aircraft === '' ? typeOfPlan(seatPlanId).code : draft.aircraft;
  noteOffsets(flight, draft, { from, to }, findings);
  return {
    draft,
    from,
    to,
    elapsedMinutes: elapsedOf(flight, draft, { from, to, seatPlanId }, faults),
    seatPlanId,
    aircraft,
  };
}

/** Length of the longest leg: what nobody names a type for is flown in one aircraft to the end. */
function longestMetres({ legs }: DraftFlight, airports: ReadonlyMap<string, Airport>): number {
  const metres = legs.map(({ origin, destination }) => {
    const [from, to] = [airports.get(origin), airports.get(destination)];
    return from && to ? greatCircleMetres(from, to) : 0;
  });
  return Math.max(0, ...metres);
}

function seatPlanFor({ aircraft, seats }: DraftLeg, metres: number, findings: Findings): string {
  const known = seatPlanOfType(aircraft);
  if (known !== undefined) return known;
  if (aircraft === '') findings.note('aircraft_not_given', seats === undefined ? 'by distance' : 'by seats');
  else findings.note('aircraft_unknown', aircraft);
  return seats === undefined ? seatPlanForDistance(metres) : seatPlanForSeats(seats);
}

/** No leg takes longer. */
const longestMinutes = 30 * 60;

/** What an import says about its flights: what is wrong, and what it noticed. */
export interface Remarks {
  readonly faults: Faults;
  readonly findings: Findings;
}

interface Way {
  readonly from: Airport;
  readonly to: Airport;
}

/** The first date of a period on which the flight leaves; the first of the period when its days never come. */
function firstDate(flight: DraftFlight) {
  return firstWeek(flight).find((on) => fliesOn(flight, on)) ?? flight.validFrom;
}

/** Whether one of its days of operation lies in its period. */
function isEverFlown(flight: DraftFlight): boolean {
  return firstWeek(flight).some((on) => fliesOn(flight, on));
}

function firstWeek({ validFrom }: DraftFlight) {
  return [0, 1, 2, 3, 4, 5, 6].map((day) => plusDays(validFrom, day));
}

/** Where only the local arrival is known, it holds on the first date: after that the flight takes as long, whatever the clocks do. */
function elapsedOf(
  flight: DraftFlight,
  { arrival, departDay, departMinutes }: DraftLeg,
  way: Way & { seatPlanId: string },
  faults: Faults,
): number {
  if ('elapsedMinutes' in arrival) return arrival.elapsedMinutes;
  if ('byDistance' in arrival) {
    const kilometres = greatCircleMetres(way.from, way.to) / 1000;
    return minutesByDistance(typeOfPlan(way.seatPlanId), kilometres, eastward(way.from, way.to));
  }
  const on = plusDays(firstDate(flight), departDay);
  const departs = instantOfLocal(way.from.zone, `${on}T${clock(departMinutes)}`);
  const days = arrival.arriveDay === undefined ? [-1, 0, 1, 2] : [arrival.arriveDay];
  const elapsed = days.map((day) => {
    const arrives = instantOfLocal(way.to.zone, `${plusDays(on, day)}T${clock(arrival.arriveMinutes)}`);
    return (arrives - departs) / 60_000;
  });
  const minutes = elapsed.find((one) => one > 0 && one <= longestMinutes);
  if (minutes !== undefined) return minutes;
  const expected = `a time after the departure on ${on} and within ${longestMinutes / 60} hours of it, both local`;
  faults.add(arrival.place, 'arrives', clock(arrival.arriveMinutes), expected);
  return longestMinutes;
}

/** The differences to UTC that the file states, against those of the zones at the beginning and the end of the period. */
function noteOffsets(
  flight: DraftFlight,
  { offsets, departDay, departMinutes, arrival }: DraftLeg,
  { from, to }: Way,
  findings: Findings,
): void {
  if (!offsets || !('elapsedMinutes' in arrival)) return;
  const dates = flight.validTo >= '2099-12-31' ? [firstDate(flight)] : [firstDate(flight), flight.validTo];
  for (const date of dates) {
    const on = plusDays(date, departDay);
    const departs = instantOfLocal(from.zone, `${on}T${clock(departMinutes)}`);
    const arrives = departs + arrival.elapsedMinutes * 60_000;
    const actual = [offsetMinutes(from.zone, departs), offsetMinutes(to.zone, arrives)];
    if (actual[0] === offsets[0] && actual[1] === offsets[1]) continue;
    findings.note('offset_differs', `${flight.carrier}${flight.number} ${from.code}-${to.code} ${on}`);
    return;
  }
}

function unchangedParts(flight: DraftFlight, known: readonly KnownLeg[], findings: Findings) {
  const groups: KnownLeg[][] = [];
  for (const leg of known) {
    const before = groups.at(-1)?.at(-1);
    if (before && staysSame(before, leg)) groups.at(-1)?.push(leg);
    else groups.push([leg]);
  }
  if (groups.length > 1) findings.note('change_of_aircraft', `${flight.carrier}${flight.number}`);
  return groups.map((legs) => {
    const part =
      groups.length === 1
        ? flight
        : partOf(
            flight,
            legs.map(({ draft }) => draft),
          );
    return { flight: part, legs: legs.map((leg, index) => ({ ...leg, draft: part.legs[index] ?? leg.draft })) };
  });
}

function staysSame(a: KnownLeg, b: KnownLeg): boolean {
  const flownBy = ({ draft }: KnownLeg) => `${draft.operating?.carrier} ${draft.operating?.number}`;
  return a.seatPlanId === b.seatPlanId && a.aircraft === b.aircraft && flownBy(a) === flownBy(b);
}

function segmentsOf(flight: DraftFlight, legs: readonly KnownLeg[], findings: Findings): LegSchedule[] {
  const stages = legs.map(({ draft, from, to, elapsedMinutes }) => ({
    origin: end(from, draft.originTerminal),
    destination: end(to, draft.destinationTerminal),
    departDay: draft.departDay,
    departLocal: clock(draft.departMinutes),
    ...(draft.departsInSecondHour && { departsInSecondHour: draft.departsInSecondHour }),
    elapsedMinutes,
  }));
  const segments: LegSchedule[] = [];
  for (let first = 0; first < legs.length; first++)
    for (let last = first; last < legs.length; last++) {
      const [begin, finish] = [legs[first], legs[last]];
      if (!begin || !finish) continue;
      if (begin.from.code === finish.to.code) {
        if (first === last) findings.note('goes_nowhere', `${flight.carrier}${flight.number} ${begin.from.code}`);
        continue;
      }
      if (flight.closed.has(`${first}-${last}`)) {
        findings.note('not_sold', `${flight.carrier}${flight.number} ${begin.from.code}-${finish.to.code}`);
        continue;
      }
      const through = legs.length > 1 ? { through: { stages, first, last } } : {};
      segments.push({ ...segmentOf(flight, begin, finish), ...through });
    }
  return segments;
}

function segmentOf(flight: DraftFlight, begin: KnownLeg, finish: KnownLeg): LegSchedule {
  const { carrier, number } = flight;
  const { draft, from, seatPlanId, aircraft } = begin;
  const kilometres = greatCircleMetres(from, finish.to) / 1000;
  const operating: FlightNumber = draft.operating ?? { carrier, number };
  const key = `${operating.carrier}${operating.number}`;
  return {
    carrier,
    number,
    operating,
    origin: end(from, draft.originTerminal),
    destination: end(finish.to, finish.draft.destinationTerminal),
    departLocal: clock(draft.departMinutes),
    ...(draft.departsInSecondHour && { departsInSecondHour: draft.departsInSecondHour }),
    elapsedMinutes: begin.elapsedMinutes,
    days: turnDays(flight.days, draft.departDay),
    validFrom: plusDays(flight.validFrom, draft.departDay),
    validTo: flight.validTo >= '2099-12-31' ? flight.validTo : plusDays(flight.validTo, draft.departDay),
    ...(flight.weekInterval && { weekInterval: flight.weekInterval }),
    aircraft,
    seatPlanId,
    fares: faresFor(chance, key, operating.carrier, seatPlanId, kilometres),
    demandSeed: 1 + (hash32(seed, key) % 1_000_000),
  };
}

function end({ code, zone }: Airport, terminal: string | undefined): ScheduledEnd {
  return { airport: code, zone, ...(terminal !== undefined && { terminal }) };
}
