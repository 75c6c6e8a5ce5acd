import { fareBrandOf } from '../../domain/fareBrands';
import type { FlightEnd } from '../../domain/flights';
import { toRfc3339 } from '../../domain/instants';
import type { Connection, Offer, Segment, SegmentStop, Slice } from '../../domain/offers';

/** ISO 8601, hours and minutes: 155 -> `PT2H35M`. */
export function isoDuration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `PT${rest}M`;
  return rest === 0 ? `PT${hours}H` : `PT${hours}H${rest}M`;
}

function flightEndShape({ airport, terminal, local, zone, at }: FlightEnd) {
  return { airport, ...(terminal !== undefined && { terminal }), local, zone, utc: toRfc3339(at) };
}

function stopShape({ arrive, depart }: SegmentStop) {
  return {
    airport: arrive.airport,
    arrive: flightEndShape(arrive),
    depart: flightEndShape(depart),
    duration: isoDuration(Math.round((depart.at - arrive.at) / 60_000)),
  };
}

function segmentShape(segment: Segment) {
  const {
    flightId,
    carrier,
    number,
    operating,
    depart,
    arrive,
    durationMinutes,
    aircraft,
    cabin,
    bookingClass,
    fareBasis,
    stops = [],
  } = segment;
  return {
    flightId,
    carrier,
    number,
    operating,
    depart: flightEndShape(depart),
    arrive: flightEndShape(arrive),
    duration: isoDuration(durationMinutes),
    aircraft,
    cabin,
    bookingClass,
    fareBasis,
    ...(stops.length > 0 && { stops: stops.map(stopShape) }),
  };
}

function connectionShape({ airport, departsFrom, durationMinutes, kind }: Connection) {
  return { airport, ...(departsFrom !== undefined && { departsFrom }), duration: isoDuration(durationMinutes), kind };
}

export function sliceShape({ origin, destination, durationMinutes, segments, connections }: Slice) {
  return {
    origin,
    destination,
    duration: isoDuration(durationMinutes),
    segments: segments.map(segmentShape),
    connections: connections.map(connectionShape),
  };
}

/** An offer as every answer and event shows it, still in domain spelling: the door respells it. */
export function offerShape(offer: Offer) {
  const {
    id,
    total,
    perPassenger,
    cabin,
    fareBrand,
    conditions,
    slices,
    seatsLeft,
    rank,
    whyRanked,
    asOf,
    expiresAt,
    payment,
  } = offer;
  return {
    id,
    total,
    perPassenger,
    cabin,
    fareBrand,
    fareBrandName: fareBrandOf(fareBrand).name,
    conditions,
    slices: slices.map(sliceShape),
    seatsLeft,
    rank,
    whyRanked,
    asOf: toRfc3339(asOf),
    expiresAt: toRfc3339(expiresAt),
    payment,
  };
}
export type OfferShape = ReturnType<typeof offerShape>;
