import type { Airport } from '../airports';
import { legsOf } from '../networkLegs';
import type { NetworkCarrier, NetworkLeg } from '../routing/paths';
import type { LegSchedule } from '../schedules';
import { withoutCodeshares } from './codeshares';
import { joinDates } from './datedSchedules';
import { withDistinctNumbers } from './distinctNumbers';
import { type DraftTimetable, type FlightNumber, overlap } from './drafts';
import type { Finding, Findings } from './findings';
import { type Remarks, schedulesOfFlight } from './scheduling';

/** A network as files give it, ready to be stored, with what was noticed on the way. */
export interface AssembledNetwork {
  readonly airports: readonly Airport[];
  readonly carriers: readonly NetworkCarrier[];
  readonly schedules: readonly LegSchedule[];
  readonly legs: readonly NetworkLeg[];
  /** Flights as the files have them, codeshares included. */
  readonly flightsRead: number;
  readonly findings: readonly Finding[];
}

/** Airports from which a carrier has at least this share of its flights are its hubs, in per cent. */
const hubPercent = 15;

/** Puts the timetables of all files together. The same files give the same network, to the last character. */
export function assembleNetwork(
  timetables: readonly DraftTimetable[],
  airports: ReadonlyMap<string, Airport>,
  remarks: Remarks,
): AssembledNetwork {
  const { findings } = remarks;
  const read = timetables.flatMap(({ flights }) => flights);
  const operatedAs = new Map<string, FlightNumber>(timetables.flatMap((one) => [...one.operatedAs]));
  const names = new Map(timetables.flatMap(({ carriers }) => [...carriers]));
  const flights = withDistinctNumbers(withoutCodeshares(read, operatedAs, findings), findings);
  const dated = flights.flatMap((flight) => schedulesOfFlight(flight, airports, remarks));
  const schedules = joinDates(dated).sort(bySchedule);
  noteDoubles(schedules, findings);
  return {
    airports: [...airports.values()].sort((a, b) => compare(a.code, b.code)),
    carriers: carriersOf(schedules, names, findings),
    schedules,
    legs: legsOf(schedules, airports),
    flightsRead: read.length,
    findings: findings.list(),
  };
}

function bySchedule(a: LegSchedule, b: LegSchedule): number {
  return (
    compare(a.origin.airport, b.origin.airport) ||
    compare(a.destination.airport, b.destination.airport) ||
    compare(a.carrier, b.carrier) ||
    parseInt(a.number, 10) - parseInt(b.number, 10) ||
    compare(a.number, b.number) ||
    compare(a.validFrom, b.validFrom)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Neighbours in the order of schedules: the same number between the same airports on the same day. */
function noteDoubles(schedules: readonly LegSchedule[], findings: Findings): void {
  const key = ({ carrier, number, origin, destination }: LegSchedule) =>
    `${carrier}${number} ${origin.airport}-${destination.airport}`;
  let group: LegSchedule[] = [];
  for (const schedule of schedules) {
    if (group[0] && key(group[0]) !== key(schedule)) group = [];
    const isFortnightly = schedule.weekInterval !== undefined;
    if (!isFortnightly && group.some((other) => other.weekInterval === undefined && overlap(other, schedule)))
      findings.note('given_twice', key(schedule));
    group.push(schedule);
  }
}

function carriersOf(
  schedules: readonly LegSchedule[],
  names: ReadonlyMap<string, string>,
  findings: Findings,
): NetworkCarrier[] {
  const departures = new Map<string, Map<string, number>>();
  for (const { carrier, origin } of schedules) {
    const counts = departures.get(carrier) ?? new Map<string, number>();
    departures.set(carrier, counts.set(origin.airport, (counts.get(origin.airport) ?? 0) + 1));
  }
  return [...departures]
    .sort(([a], [b]) => compare(a, b))
    .map(([code, counts]) => {
      const name = names.get(code);
      if (name === undefined) findings.note('carrier_unknown', code);
      const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const hubs = [...counts].filter(([, count]) => count * 100 >= all * hubPercent).map(([airport]) => airport);
      return { code, name: name ?? code, hubs: hubs.sort(compare) };
    });
}
