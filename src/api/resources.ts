import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { epochMs } from '../domain/instants';
import { createFailpoints } from '../failpoints';
import { createPaymentHintReader } from '../gateways/webhooks';
import { createAccepting } from './accepting';
import { createAdmission } from './admission';
import { createBookingIds } from './bookingIds';
import type { BookingTokens } from './bookingTokens';
import { createBookingWorkflows } from './bookingWorkflows';
import type { Clients } from './clients';
import { bookingsWithFailpoints, workflowsWithFailpoints } from './failing';
import { createDuplicateGuard } from './duplicates';
import { createOfferPricing } from './offerPricing';
import { createErasing } from './erasing';
import { createImporting } from './importing';
import { createPaymentReports } from './paymentReports';
import { createReconciliations } from './reconciliations';
import { createRecomputing } from './recomputing';
import { outcomeUnknown } from './http/problems';
import type { RouteDeps } from './routes';
import { createSearching } from './searching';
import { createSeating } from './seating';
import { createSharedRuns } from './sharedRuns';
import type { Stores } from './stores';
import type { Telling } from './telling';

export interface ResourceSettings {
  readonly config: Config;
  readonly clients: Pick<Clients, 'temporal'>;
  readonly stores: Stores;
  readonly tokens: BookingTokens;
  readonly telling: Telling;
  readonly logger: Logger;
}

const now = () => epochMs(Date.now());

/** Ties every resource to the stores and clients it works with. */
export function createResources({ config, clients, stores, tokens, telling, logger }: ResourceSettings) {
  const { temporal, clocks, secrets, network } = config;
  const { airports, offers, searches, seats, legs, travels, flights, channels } = stores;
  const failpoints = createFailpoints(config.failpoints);
  const bookings = bookingsWithFailpoints(failpoints, stores.bookings);
  const ids = createBookingIds(secrets.bookingId);
  const fingerprintSecret = secrets.bookingId;
  const workflows = workflowsWithFailpoints(
    failpoints,
    createBookingWorkflows({ client: clients.temporal, taskQueue: temporal.bookingTaskQueue, clocks, now }),
  );
  const reports = createPaymentReports({
    ...{ client: clients.temporal, taskQueue: temporal.bookingTaskQueue },
    ...{ findBooking: bookings.findBooking, clocks, now },
  });
  const pricing = createOfferPricing({ flights, legs, airports, now });
  const run = createSharedRuns({ activities: clients.temporal.activity, taskQueue: temporal.searchTaskQueue, now });
  const newSearchId = () => `srh_${randomBytes(16).toString('base64url')}`;
  const searching = createSearching({
    run,
    searches,
    channels,
    offers,
    airports,
    now,
    newSearchId,
    wake: telling.wake,
    logger,
  });
  const { priceAgain } = pricing;
  const seating = createSeating({ seats, now });
  const duplicates = createDuplicateGuard({ travels, ids });
  const accepting = createAccepting({
    offers,
    seating,
    duplicates,
    legs,
    priceAgain,
    ids,
    holdBySeconds: clocks.holdBySeconds,
    now,
  });
  const deps: RouteDeps = {
    airports: { airports },
    searches: {
      searching,
      searches,
      airports,
      horizonDays: network.horizonDays,
      now,
      waitForEvents: telling.hub.waitForEvents,
    },
    offers: { offers, searches, pricing, now },
    bookings: {
      bookings,
      workflows,
      accepting,
      seating,
      duplicates,
      admission: createAdmission(outcomeUnknown),
      ids,
      tokens,
      fingerprintSecret,
      now,
    },
    seatMaps: { offers, seats, channels, now },
    events: telling,
    payments: { bookings, workflows, ids, fingerprintSecret, now },
    account: {
      accounts: stores.accounts,
      erasures: stores.erasures,
      erasing: createErasing({
        client: clients.temporal,
        taskQueue: temporal.bookingTaskQueue,
        accounts: stores.accounts,
        erasures: stores.erasures,
        ids,
      }),
      bookings,
      ids,
      fingerprintSecret,
      now,
    },
    ops: {
      importing: createImporting({
        client: clients.temporal,
        taskQueue: temporal.searchTaskQueue,
        imports: stores.imports,
        materialiseDays: network.materialiseDays,
      }),
      recomputing: createRecomputing({
        client: clients.temporal,
        taskQueue: temporal.searchTaskQueue,
        recomputes: stores.recomputes,
        now,
      }),
    },
    flightLegs: { legStatus: stores.legStatus },
    paymentEvents: {
      readPaymentHint: createPaymentHintReader({ secrets: config.payments.webhookSecrets }),
      reportPayment: failpoints.around('reportPayment', reports.reportPayment),
    },
    reconciliations: {
      reconciliations: createReconciliations({ client: clients.temporal, taskQueue: temporal.bookingTaskQueue }),
    },
  };
  return { deps, searching };
}
