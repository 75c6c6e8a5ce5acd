import type { Cabin } from './flights';
import type { IsoDate } from './instants';

export type SearchPassenger = { readonly type: 'adult' } | { readonly age: number; readonly seat?: 'own' | 'lap' };

/** Departure window of a slice in wall-clock time at the origin, `2026-12-10T06:00`; a date is the whole day. */
export interface SearchSlice {
  readonly origin: string;
  readonly destination: string;
  readonly on: IsoDate;
  readonly departFrom: string;
  readonly departTo: string;
}

/** A search after validation: locations are known codes (airport or city), windows are explicit. */
export interface SearchQuery {
  readonly slices: readonly SearchSlice[];
  readonly passengers: readonly SearchPassenger[];
  readonly cabin: Cabin;
  readonly maxConnections: 0 | 1 | 2;
  /** Nobody asked for so few: where there is no way with as few, those with the fewest are looked at. */
  readonly orFewest?: true;
  readonly currency: string;
  readonly sort: 'best' | 'price' | 'duration' | 'departure' | 'arrival';
  readonly filters: SearchFilters;
  readonly explain: boolean;
  /** Also from one airport of a city to another, between two flights. */
  readonly allowAirportChange?: true;
  /** Other dates whose cheapest price is wanted too, one for each slice. */
  readonly otherDates?: readonly (readonly IsoDate[])[];
}

export interface SearchFilters {
  readonly airlines?: readonly string[];
  readonly maxConnections?: number;
  readonly departAfter?: string;
  readonly departBefore?: string;
  readonly maxDurationMinutes?: number;
  readonly bagsMin?: number;
  readonly refundable?: boolean;
}

export type SearchStatus = 'running' | 'completed' | 'failed';
export type SearchReason = 'ok' | 'no_route' | 'no_connection' | 'sold_out' | 'source_failed';
