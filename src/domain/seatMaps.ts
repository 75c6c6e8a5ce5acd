import type { PublicSeatState } from './channels';
import { blockedSeats } from './blockedSeats';
import { fromEuroCents } from './exchangeRates';
import type { Cabin, FlightId } from './flights';
import type { Money } from './money';
import { isSeated, type Offer, type PassengerType, type Segment } from './offers';
import { whyUnfit } from './seatChoice';
import { seatPlanOf, seatPrice } from './seatPlanCatalogue';
import type { PlanElement, PlannedSeat, SeatCharacteristic, SeatPlan } from './seatPlans';
import { type SeatRow, stateAt } from './seatRows';

export type SeatMapState = PublicSeatState | 'held_by_you' | 'restricted';

/** What a seat costs one passenger of this type; a type that is missing may not sit there. */
export interface SeatMapPrice {
  readonly passengerType: PassengerType;
  readonly amount: Money;
}

export type SeatMapElement =
  | {
      readonly type: 'seat';
      readonly designator: string;
      readonly state: SeatMapState;
      readonly characteristics: readonly SeatCharacteristic[];
      readonly price: readonly SeatMapPrice[];
    }
  | { readonly type: 'aisle' | Exclude<PlanElement['type'], 'seat'> };

export interface SeatMapCabin {
  readonly cabin: Cabin;
  readonly rows: readonly {
    readonly row: number;
    readonly sections: readonly { readonly elements: readonly SeatMapElement[] }[];
  }[];
}

export interface SeatMap {
  readonly segment: number;
  readonly flightId: FlightId;
  /** Every event of the flight's channel up to this one is in the map. */
  readonly version: number;
  /** Of each leg, where the segment has several: a change on any of them is a change of this map. */
  readonly legs?: readonly { readonly flightId: FlightId; readonly version: number }[];
  readonly aircraft: string;
  readonly cabins: readonly SeatMapCabin[];
}

/** Whoever looks: rows that are theirs are shown as held by them, and nobody else's row tells whose it is. */
export type IsMine = (row: Pick<SeatRow, 'userId' | 'bookingId'>) => boolean;

export interface SeatMapInput {
  readonly offer: Pick<Offer, 'perPassenger' | 'conditions' | 'total'>;
  readonly segment: Segment;
  readonly index: number;
  /** By leg, read after the versions. */
  readonly rows: readonly SeatRow[];
  readonly versions: ReadonlyMap<FlightId, number>;
  readonly isMine: IsMine;
  readonly now: number;
}

/** The seat map of one segment of an offer, for one viewer. A seat of a segment with two legs is what it is on the worse of them. */
export function seatMapOf(input: SeatMapInput): SeatMap {
  const { segment, index, versions } = input;
  const plan = seatPlanOf(segment.seatPlanId);
  const show = seatShower(input, plan);
  const element = (drawn: PlanElement): SeatMapElement => {
    if (drawn.type !== 'seat') return { type: drawn.type };
    const seat = plan.seats.get(drawn.designator);
    return seat ? show(seat) : { type: 'empty' };
  };
  const version = (flightId: FlightId) => versions.get(flightId) ?? 0;
  return {
    segment: index,
    flightId: segment.flightId,
    version: version(segment.flightId),
    ...(segment.legs.length > 1 && {
      legs: segment.legs.map((flightId) => ({ flightId, version: version(flightId) })),
    }),
    aircraft: segment.aircraft,
    cabins: plan.cabins.map(({ cabin, rows }) => ({
      cabin,
      rows: rows.map(({ row, sections }) => ({
        row,
        sections: withAisles(sections.map((drawn) => drawn.map(element))),
      })),
    })),
  };
}

/** An aisle runs along the side of every section but the last. */
function withAisles(sections: readonly SeatMapElement[][]): { elements: SeatMapElement[] }[] {
  return sections.map((elements, n) => ({
    elements: n < sections.length - 1 ? [...elements, { type: 'aisle' }] : elements,
  }));
}

function seatShower({ offer, segment, rows, isMine, now }: SeatMapInput, plan: SeatPlan) {
  const taken = statesOf(rows, isMine, now);
  const blocked = blockedSeats(segment.flightId, plan);
  const types = [...new Set(offer.perPassenger.map(({ passengerType }) => passengerType))].filter(isSeated);
  return (seat: PlannedSeat): SeatMapElement => {
    const { designator, characteristics } = seat;
    const { amount } = seatPrice(seat, segment.durationMinutes, offer.conditions);
    const isBlocked = blocked.has(designator);
    const fit = isBlocked ? [] : types.filter((type) => whyUnfit(designator, type, segment) === undefined);
    const price = fit.map((passengerType) => ({ passengerType, amount: fromEuroCents(amount, offer.total.currency) }));
    return { type: 'seat', designator, state: stateOf(), characteristics, price };

    function stateOf(): SeatMapState {
      if (seat.cabin !== segment.cabin) return 'restricted';
      const state = taken.get(designator);
      if (state !== undefined) return state;
      if (isBlocked) return 'blocked';
      return fit.length > 0 ? 'free' : 'restricted';
    }
  };
}

const severity: Readonly<Record<SeatMapState, number>> = {
  free: 0,
  restricted: 0,
  blocked: 1,
  held_by_you: 2,
  held: 3,
  sold: 4,
};

/** States of the seats that are not free, the worst of all legs. */
function statesOf(rows: readonly SeatRow[], isMine: IsMine, now: number): ReadonlyMap<string, SeatMapState> {
  const states = new Map<string, SeatMapState>();
  for (const row of rows) {
    const everybody = stateAt(row, now);
    if (everybody === 'free') continue;
    const state = everybody === 'held' && isMine(row) ? 'held_by_you' : everybody;
    const known = states.get(row.seat);
    if (known === undefined || severity[state] > severity[known]) states.set(row.seat, state);
  }
  return states;
}
