import { type DatedFlight, type FlightId, type FlightStage, formatFlightId } from './flights';
import { epochMs, type EpochMs, type IsoDate, plusDays } from './instants';
import type { SegmentStop } from './offers';
import type { ScheduledEnd } from './schedules';
import { instantOfLocal, localTime } from './zones';

/** One leg of a flight that has several, as scheduled. */
export interface ScheduledStage {
  readonly origin: ScheduledEnd;
  readonly destination: ScheduledEnd;
  /** Days from the date on which the flight leaves its first board point to this departure, both local. */
  readonly departDay: number;
  /** Wall-clock time at the board point, `HH:MM`. */
  readonly departLocal: string;
  /** In an hour that autumn repeats it leaves in the second of the two. */
  readonly departsInSecondHour?: true;
  readonly elapsedMinutes: number;
}

/** A segment of a flight with several legs: it rides those from `first` to `last`, counted from 0. */
export interface ThroughFlight {
  readonly stages: readonly ScheduledStage[];
  readonly first: number;
  readonly last: number;
}

interface FlownThrough {
  /** Inventory keys of the legs that the segment rides. */
  readonly legs: readonly FlightId[];
  readonly stages: readonly FlightStage[];
  readonly arriveAt: EpochMs;
}

/**
 * The legs of a flight whose segment leaves its own board point on this local date. All legs carry the date on which the
 * flight leaves its first board point, so a leg after midnight has the same inventory whichever segment rides it.
 */
export function datedStages(
  { stages, first, last }: ThroughFlight,
  operating: { readonly carrier: string; readonly number: string },
  on: IsoDate,
): FlownThrough {
  const originOn = plusDays(on, -(stages[first]?.departDay ?? 0));
  const dated = stages.map((stage) => datedStage(stage, operating, originOn));
  const ridden = dated.slice(first, last + 1);
  const arriveAt = ridden.at(-1)?.arriveAt;
  if (arriveAt === undefined) throw new RangeError(`legs ${first} to ${last} are not among ${stages.length}`);
  return { legs: ridden.map(({ legId }) => legId), stages: dated, arriveAt };
}

function datedStage(
  { origin, destination, departDay, departLocal, departsInSecondHour, elapsedMinutes }: ScheduledStage,
  operating: { readonly carrier: string; readonly number: string },
  originOn: IsoDate,
): FlightStage {
  const departOn = plusDays(originOn, departDay);
  const departAt = instantOfLocal(origin.zone, `${departOn}T${departLocal}`, departsInSecondHour);
  return {
    legId: formatFlightId({ ...operating, originOn, boardPoint: origin.airport }),
    boardPoint: origin.airport,
    offPoint: destination.airport,
    departOn,
    departAt: epochMs(departAt),
    arriveAt: epochMs(departAt + elapsedMinutes * 60_000),
  };
}

/** Where a segment of several legs lands on its way; none when it rides one leg. */
export function stopsOf(
  { legs, stages = [] }: Pick<DatedFlight, 'legs' | 'stages'>,
  zoneOf: (airport: string) => string | undefined,
): readonly SegmentStop[] {
  const ridden = stages.filter(({ legId }) => legs.includes(legId));
  return ridden.slice(1).flatMap(({ boardPoint, departAt }, index) => {
    const before = ridden[index];
    const zone = zoneOf(boardPoint);
    if (!before || zone === undefined) return [];
    const at = (instant: EpochMs) => ({ airport: boardPoint, local: localTime(zone, instant), zone, at: instant });
    return [{ arrive: at(before.arriveAt), depart: at(departAt) }];
  });
}
