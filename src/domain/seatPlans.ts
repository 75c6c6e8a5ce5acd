import type { Cabin } from './flights';

export type SeatCharacteristic =
  'window' | 'aisle' | 'middle' | 'exit_row' | 'extra_legroom' | 'front' | 'bulkhead' | 'bassinet' | 'no_recline';
export type SeatPriceTier = 'standard' | 'preferred' | 'extra_legroom' | 'included';

export interface PlannedSeat {
  /** Row number and column letter, `12A`. */
  readonly designator: string;
  readonly row: number;
  readonly column: string;
  readonly cabin: Cabin;
  readonly characteristics: readonly SeatCharacteristic[];
  readonly tier: SeatPriceTier;
}

/** What stands at one place of a row, as drawn: seats by designator, everything else by kind. */
export type PlanElement =
  | { readonly type: 'seat'; readonly designator: string }
  | { readonly type: 'exit' | 'lavatory' | 'galley' | 'bassinet' | 'empty' };

export interface PlannedRow {
  readonly row: number;
  /** Sections are divided by aisles. */
  readonly sections: readonly (readonly PlanElement[])[];
}

export interface PlannedCabin {
  readonly cabin: Cabin;
  readonly rows: readonly PlannedRow[];
}

/** A seat plan: the cabins as drawn, and every seat by designator. Never stored per flight: flights name it by id. */
export interface SeatPlan {
  readonly seatPlanId: string;
  readonly aircraft: string;
  readonly name: string;
  readonly cabins: readonly PlannedCabin[];
  readonly seats: ReadonlyMap<string, PlannedSeat>;
}
