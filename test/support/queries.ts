import { isoDate } from '../../src/domain/instants';
import type { SearchQuery } from '../../src/domain/searches';

const on = isoDate('2026-12-10');

/** One adult from Lisbon to London, on any flight of a day. */
export const someQuery: SearchQuery = {
  slices: [{ origin: 'LIS', destination: 'LON', on, departFrom: `${on}T00:00`, departTo: `${on}T23:59` }],
  passengers: [{ type: 'adult' }],
  cabin: 'economy',
  maxConnections: 2,
  currency: 'EUR',
  sort: 'best',
  filters: {},
  explain: false,
};
