import { bucketKey } from './flightBuckets';
import type { FlightId, FlightLeg, FlightStage } from './flights';
import { isoDate } from './instants';
import type { Segment } from './offers';

/** Where and when a leg is flown, and the search buckets in which somebody looks at its seats. */
export interface LegPlace extends Pick<FlightLeg, 'departAt' | 'arriveAt' | 'offPoint'> {
  readonly buckets: readonly string[];
}

/**
 * One leg of a segment. A leg of a flight that has several is part of every segment that rides over it, so what is taken on it
 * is shown in the bucket of each. Throws on a leg that the segment does not ride.
 */
export function placeOfLeg(
  { depart, arrive, legs, stages = [] }: Pick<Segment, 'depart' | 'arrive' | 'legs' | 'stages'>,
  legId: FlightId,
): LegPlace {
  const index = stages.findIndex((stage) => stage.legId === legId);
  const stage = stages[index];
  if (stage) {
    const { departAt, arriveAt, offPoint } = stage;
    return { departAt, arriveAt, offPoint, buckets: bucketsOver(stages, index) };
  }
  if (legs.length > 1 || legs[0] !== legId) throw new RangeError(`${legId} is no leg of this segment`);
  const on = isoDate(depart.local.slice(0, 10));
  const address = { origin: depart.airport, destination: arrive.airport, on };
  return { departAt: depart.at, arriveAt: arrive.at, offPoint: arrive.airport, buckets: [bucketKey(address)] };
}

function bucketsOver(stages: readonly FlightStage[], index: number): string[] {
  return stages
    .slice(0, index + 1)
    .flatMap(({ boardPoint, departOn }) =>
      stages
        .slice(index)
        .flatMap(({ offPoint }) =>
          offPoint === boardPoint ? [] : [bucketKey({ origin: boardPoint, destination: offPoint, on: departOn })],
        ),
    );
}
