import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { createApplication } from './application';
import { createBook } from './book';
import type { Decide } from './challenges';
import { createDeliveries, type WebhookEndpoint } from './deliveries';
import { createDesk } from './desk';
import { createFaults } from './faults';
import { randomId, type NewId } from './ids';
import { openLedger } from './ledger';
import { createOperations, type Change, type Delays } from './operations';
import type { Entry } from './records';
import { createSettlements } from './settlements';

export interface ProviderOptions {
  readonly ledgerFile: string;
  readonly secretKey: string;
  /** Where events go, and which. Without it they are only kept. */
  readonly webhook?: WebhookEndpoint;
  /** Address that customers' browsers reach; that of the listening socket when absent. */
  readonly publicUrl?: string;
  readonly delays: Delays;
  readonly faultSwitches: boolean;
  readonly logger: Logger;
  readonly now?: () => number;
  readonly newId?: NewId;
}

/** Version whose shapes the events have; requests of any version are answered in the same shapes. */
const apiVersion = '2026-10-28.endive';

/**
 * A payment provider for one machine that speaks Stripe's PaymentIntents: authorise, capture, cancel, refund, 3-D Secure,
 * signed webhooks. It moves no money and knows no cards. Everything it ever answered is in its ledger.
 */
export async function createProvider(options: ProviderOptions) {
  const { logger, now = Date.now, newId = randomId } = options;
  const { events = '*' } = options.webhook ?? {};
  const book = createBook((type) => events === '*' || events.includes(type));
  const ledger = await openLedger(options.ledgerFile, book.apply);
  let listeningUrl = '';
  const baseUrl = () => options.publicUrl ?? listeningUrl;

  async function record(entry: Entry): Promise<void> {
    book.apply(entry);
    await ledger.append(entry);
  }

  const faults = createFaults();
  const operations = createOperations({ book, newId, now, delays: options.delays });
  const deliveries = createDeliveries({
    book,
    faults,
    record,
    webhook: options.webhook,
    apiVersion,
    baseUrl,
    now,
    logger,
  });
  const settlements = createSettlements({ now, settle });
  const desk = createDesk({ book, operations, deliveries, faults, record, changed: settlements.watch, now });

  /** Carries out what nobody's request asked for: a customer's decision or the end of `processing`. */
  async function carryOut({ operation, intent, events }: Change): Promise<void> {
    await record({ at: now(), operation, intent, events: [...events] });
    deliveries.enqueue(events.map((event) => event.id));
  }

  function settle(intentId: string): void {
    const change = operations.settle(intentId);
    if (!change) return;
    carryOut(change).catch((error: unknown) => logger.error({ err: error, intentId }, 'payment not settled'));
  }

  const decide: Decide = async (intent, passed) => {
    const change = operations.decideChallenge(intent, passed);
    await carryOut(change);
    return change.intent;
  };

  const { settled } = ledger;
  const { secretKey, faultSwitches } = options;
  const app = createApplication({
    book,
    desk,
    operations,
    faults,
    faultSwitches,
    decide,
    settled,
    secretKey,
    apiVersion,
    baseUrl,
    newId,
    logger,
  });
  const server = createServer({ keepAliveTimeout: 65_000 }, app);

  return {
    /** Starts to answer, to settle and to deliver what is left from an earlier run. Answers the address it listens on. */
    async listen(port: number, host: string): Promise<string> {
      await listening(server, port, host);
      const address = server.address() as AddressInfo;
      listeningUrl = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
      for (const intent of book.listIntents()) settlements.watch(intent);
      deliveries.resume();
      return listeningUrl;
    },
    async close(): Promise<void> {
      settlements.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await deliveries.close();
      await closed;
      await ledger.close();
    },
  };
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
