import type { Logger } from 'pino';
import { createAirportSource } from '../domain/airportSource';
import { epochMs } from '../domain/instants';
import { createAccountStore } from '../stores/dynamodb/accounts';
import { createErasureStore } from '../stores/dynamodb/erasures';
import { createAnswerStore } from '../stores/dynamodb/idempotency';
import { createBookingStore } from '../stores/dynamodb/bookings';
import { createChannelStore } from '../stores/dynamodb/channels';
import { createFlightStore } from '../stores/dynamodb/flights';
import { createLegStatusStore } from '../stores/dynamodb/legStatus';
import { createLegStore } from '../stores/dynamodb/legs';
import { createOfferStore } from '../stores/dynamodb/offers';
import { createSealing } from '../stores/dynamodb/sealing';
import { createSearchStore } from '../stores/dynamodb/searches';
import { createSeatMapLog } from '../stores/dynamodb/seatMapLog';
import { createSeatStore } from '../stores/dynamodb/seats';
import { createTableChecks } from '../stores/dynamodb/tableChecks';
import { createTravelStore } from '../stores/dynamodb/travels';
import { createAirportStore } from '../stores/neo4j/airports';
import { createGraphStore } from '../stores/neo4j/graph';
import { createImportStore } from '../stores/neo4j/imports';
import { createRecomputeStore } from '../stores/neo4j/recomputes';
import { createSnapshotStore } from '../stores/neo4j/snapshots';
import { createRequestCounts } from '../stores/redis/requestCounts';
import { createWakeCalls } from '../stores/redis/wakeCalls';
import type { Clients } from './clients';
import { onceImported } from './readiness';
import { offerTold } from './searchEvents';

/** The stores the API reads and writes, and the airports it keeps in memory. */
export function createStores(
  { dynamo, db, tables, driver, labels, shared }: Clients,
  { sealingKey }: { sealingKey: string },
  logger: Pick<Logger, 'error'>,
) {
  const sealing = createSealing(sealingKey);
  const graph = createGraphStore({ driver, labels });
  const importedAirports = createAirportSource({
    load: createAirportStore({ driver, labels }).listAirports,
    revision: async () => (await graph.findNetwork())?.importedAt,
    now: Date.now,
  });
  const bookings = createBookingStore({
    db,
    tables,
    sealing,
    onUnreadable: (bookingId, err) => logger.error({ err, bookingId }, 'the people of a booking could not be read'),
  });
  const now = () => epochMs(Date.now());
  const flights = createFlightStore({ db, tables });
  return {
    importedAirports,
    airports: onceImported(importedAirports),
    answers: createAnswerStore({ client: dynamo, tables, sealing }),
    accounts: createAccountStore({ db, tables, sealing, now, random: Math.random }),
    bookings,
    erasures: createErasureStore({ db, tables, bookings, now }),
    channels: createChannelStore({ db, tables, random: Math.random, offerTold }),
    flights,
    imports: createImportStore({ driver, labels }),
    legs: createLegStore({ db, tables }),
    legStatus: createLegStatusStore({ db, tables, flights, random: Math.random }),
    offers: createOfferStore({ db, tables }),
    requestCounts: shared && createRequestCounts({ ...shared, now }),
    recomputes: createRecomputeStore({ driver, labels }),
    searches: createSearchStore({ db, tables }),
    seatMapLog: createSeatMapLog({ db, tables, random: Math.random }),
    seats: createSeatStore({ db, tables }),
    snapshots: createSnapshotStore({ driver, labels }),
    travels: createTravelStore({ db, tables }),
    wakeCalls: shared && createWakeCalls(shared),
    tableChecks: createTableChecks({ client: dynamo, tables }),
  };
}
export type Stores = ReturnType<typeof createStores>;
