import { blockedSeats } from './blockedSeats';
import type { Passenger, SeatAssignment } from './bookings';
import type { Cabin, FlightId } from './flights';
import { isSeated, type PassengerType, type Segment } from './offers';
import type { RequestFault } from './passengerChecks';
import { seatPlanOf } from './seatPlanCatalogue';
import type { PlannedSeat } from './seatPlans';

export interface WantedSeat {
  readonly segment: number;
  readonly passenger: string;
  readonly designator: string;
}

type Traveller = Pick<Passenger, 'id' | 'type'>;

/** Everything that is wrong with a choice of seats: one seat per seated passenger and segment, in the cabin, fit for the person. */
export function seatFaults(
  wanted: readonly WantedSeat[],
  passengers: readonly Traveller[],
  segments: readonly Segment[],
): RequestFault[] {
  const faults: RequestFault[] = [];
  const add = (i: number | undefined, message: string) =>
    faults.push({
      refusal: 'seat_not_assignable',
      fault: { pointer: i === undefined ? '/seats' : `/seats/${i}`, code: 'seat_not_assignable', message },
    });
  const byId = new Map(passengers.map((p) => [p.id, p]));
  const takenSeats = new Set<string>();
  const seatedOn = new Set<string>();
  wanted.forEach((seat, i) => {
    const segment = segments[seat.segment];
    const traveller = byId.get(seat.passenger);
    if (!segment) return add(i, `The offer has segments 0 to ${segments.length - 1}.`);
    if (!traveller) return add(i, `There is no passenger ${seat.passenger} in this request.`);
    const unfit = whyUnfit(seat.designator, traveller.type, segment);
    if (unfit) add(i, unfit);
    if (takenSeats.has(`${seat.segment}/${seat.designator}`)) add(i, `Seat ${seat.designator} is asked for twice.`);
    if (seatedOn.has(`${seat.segment}/${traveller.id}`))
      add(i, `Passenger ${traveller.id} has a seat on segment ${seat.segment} already.`);
    takenSeats.add(`${seat.segment}/${seat.designator}`);
    seatedOn.add(`${seat.segment}/${traveller.id}`);
  });
  segments.forEach((_, segment) => {
    for (const { id, type } of passengers) {
      if (isSeated(type) && !seatedOn.has(`${segment}/${id}`))
        add(undefined, `Passenger ${id} has no seat on segment ${segment}.`);
    }
  });
  return faults;
}

/** The store writes a hundred things at once, all or none. Beside the seats these are the row, its event, and two slots. */
const mostAtOnce = 100;
const seatsOnLegs = (seats: readonly SeatAssignment[]) =>
  new Set(seats.flatMap(({ legs, designator }) => legs.map((leg) => `${leg}/${designator}`)));

/** Seats that are held in one write, and given back in one: so many of them that it cannot be done. A seat counts once on each leg. */
export function partyFaults(seats: readonly SeatAssignment[]): RequestFault[] {
  const count = seatsOnLegs(seats).size;
  const most = mostAtOnce - 4;
  if (count <= most) return [];
  return [tooMany(`These are ${count} seats over all legs. A booking has ${most} at most: book the party in two.`)];
}

/** A seat change keeps, takes and gives back in one write. */
export function seatChangeFaults(before: readonly SeatAssignment[], after: readonly SeatAssignment[]): RequestFault[] {
  const wanted = seatsOnLegs(after);
  const dropped = [...seatsOnLegs(before)].filter((place) => !wanted.has(place)).length;
  const most = mostAtOnce - 2 - wanted.size;
  if (dropped <= most) return [];
  return [
    tooMany(`These are ${dropped} other seats over all legs. Change ${most} at once at most, and the rest next.`),
  ];
}

function tooMany(message: string): RequestFault {
  return { refusal: 'seat_not_assignable', fault: { pointer: '/seats', code: 'seat_not_assignable', message } };
}

/** Why this seat is not for this kind of passenger on this segment; undefined when it is. */
export function whyUnfit(designator: string, type: PassengerType, segment: Segment): string | undefined {
  const plan = seatPlanOf(segment.seatPlanId);
  const seat = plan.seats.get(designator);
  if (!seat) return `Seat ${designator} does not exist on this aircraft.`;
  if (seat.cabin !== segment.cabin) return `Seat ${designator} is in ${seat.cabin}, the offer is for ${segment.cabin}.`;
  if (blockedSeats(segment.flightId, plan).has(designator)) return `Seat ${designator} is blocked.`;
  if (!isSeated(type)) return 'A lap infant takes no seat of its own.';
  if (type !== 'adult' && seat.characteristics.includes('exit_row'))
    return `Seat ${designator} is in an exit row, which is for adults.`;
  return undefined;
}

export function toAssignments(wanted: readonly WantedSeat[], segments: readonly Segment[]): SeatAssignment[] {
  return wanted.map((seat) => ({ ...seat, legs: segments[seat.segment]?.legs ?? [] }));
}

/** Seats of one cabin of one segment that nobody has, in the order of the plan. `taken` spans all legs of the segment. */
export function freeSeats(segment: Segment, cabin: Cabin, taken: ReadonlySet<string>): PlannedSeat[] {
  const plan = seatPlanOf(segment.seatPlanId);
  const blocked = blockedSeats(segment.flightId, plan);
  return [...plan.seats.values()].filter(
    (s) => s.cabin === cabin && !taken.has(s.designator) && !blocked.has(s.designator),
  );
}

/** The free seats nearest to a wanted one: same kind of place first, then fewest rows away, then designator. */
export function alternativesTo(
  designator: string,
  segment: Segment,
  taken: ReadonlySet<string>,
  count: number,
): string[] {
  const wanted = seatPlanOf(segment.seatPlanId).seats.get(designator);
  const distance = (seat: PlannedSeat) =>
    wanted ? Math.abs(seat.row - wanted.row) * 2 + (placeOf(seat) === placeOf(wanted) ? 0 : 3) : seat.row;
  return freeSeats(segment, segment.cabin, taken)
    .sort((a, b) => distance(a) - distance(b) || a.row - b.row || a.column.localeCompare(b.column))
    .slice(0, count)
    .map((seat) => seat.designator);
}

function placeOf(seat: PlannedSeat): string {
  return seat.characteristics.find((c) => c === 'window' || c === 'aisle' || c === 'middle') ?? 'other';
}

/** Inventory keys on which these seats must be free. */
export function legsOf(segments: readonly Segment[]): FlightId[] {
  return [...new Set(segments.flatMap((s) => s.legs))];
}
