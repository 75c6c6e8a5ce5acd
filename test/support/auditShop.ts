import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Client, Connection } from '@temporalio/client';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pino from 'pino';
import { Registry } from 'prom-client';
import { audit, type AuditReport } from '../../src/audit/auditing';
import type { AuditSources } from '../../src/audit/sources';
import { createWorkflowRuns } from '../../src/audit/workflowRuns';
import { findingKey } from '../../src/domain/audit/findings';
import type { Booking } from '../../src/domain/bookings';
import { plusSeconds } from '../../src/domain/instants';
import { createLedgerReader } from '../../src/gateways/providerLedger';
import { createStripeGateway } from '../../src/gateways/stripe';
import type { Violation } from '../../src/projector/auditing';
import { createDynamoStreams } from '../../src/stores/dynamodb/client';
import type { TableName } from '../../src/stores/dynamodb/tables';
import { startProjector } from '../../src/workers/projector';
import { createProjectorMetrics } from '../../src/workers/projectorMetrics';
import { bookingWorkflowType } from '../../src/workflows/messages';
import { benchSources } from './audited';
import { createBookingBench, newBooking, someSegment } from './bookings';
import { testServers } from './servers';
import { shopKeys, startProvider, temporaryFolder } from './shop';

type SoldBooking = Booking & { readonly providerId: string; readonly paymentId: string };
type Key = Readonly<Record<string, unknown>>;

/** Bookings on real tables, with a real provider, real workflows and a projector: something to audit, and to break by hand. */
export async function openAuditShop() {
  const { dynamodbEndpoint, temporalAddress } = testServers();
  const bench = createBookingBench({ perUser: 50, perAddress: 50 });
  await bench.create();
  const folder = await temporaryFolder();
  const provider = await startProvider(join(folder.path, 'ledger.jsonl'));
  const payments = createStripeGateway({ secretKey: shopKeys.secretKey, ...provider.address });
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection });
  const taskQueue = `audited-${randomBytes(4).toString('hex')}`;
  const streamViolations: Violation[] = [];
  const streams = createDynamoStreams({ endpoint: dynamodbEndpoint, region: 'eu-west-1' });
  const projector = startProjector({
    ring: () => undefined,
    watch: createProjectorMetrics(new Registry(), Date.now),
    ...bench,
    streams,
    writeAvailability: async () => undefined,
    logger: pino({ level: 'silent' }),
    owner: 'audited',
    now: bench.now,
    onViolation: (violation) => streamViolations.push(violation),
  });
  const sources: AuditSources = {
    ...benchSources(bench),
    money: { payments, readLedger: createLedgerReader(provider.address) },
    runs: createWorkflowRuns({ client, taskQueue }),
  };
  const known = new Set<string>();

  const put = (designators: readonly string[]) => bench.put(newBooking([someSegment()], designators));
  const order = ({ bookingId, price }: Booking, paymentId: string) => ({ bookingId, paymentId, amount: price.total });

  async function authorise(booking: Booking, paymentId = `pay_${randomBytes(6).toString('hex')}`) {
    const created = await payments.create(order(booking, paymentId));
    if ('refused' in created) throw new Error(`refused: ${created.refused}`);
    const { providerId } = created;
    await payments.confirm({ providerId, paymentId, methodToken: 'pm_card_visa', returnUrl: 'https://shop.example/' });
    return { providerId, paymentId };
  }

  /** The whole way: hold, authorise, secure, confirm, capture, ticket. */
  async function sell(
    designators: readonly string[],
    meanwhile: (booking: Booking) => Promise<void> = async () => undefined,
  ): Promise<SoldBooking> {
    const booking = await put(designators);
    await bench.hold(booking);
    const payment = await authorise(booking);
    const ref = { bookingId: booking.bookingId, holdNumber: 1, paymentId: payment.paymentId };
    const attempt = { ...payment, status: 'processing' as const, amount: booking.price.total, fingerprint: 'f' };
    await bench.holds.secureSeats({ ...ref, payment: attempt, lockExpiresAt: plusSeconds(bench.now(), 330) });
    await meanwhile(booking);
    await bench.holds.confirmSeats(ref);
    await payments.capture(payment);
    await bench.holds.ticketBooking(ref);
    return { ...(await bench.bookings.findBooking(booking.bookingId))!, ...payment };
  }

  return {
    bench,
    payments,
    client,
    streamViolations,
    authorise,
    environment: {
      DYNAMODB_ENDPOINT: dynamodbEndpoint,
      TEMPORAL_ADDRESS: temporalAddress,
      BOOKING_TASK_QUEUE: taskQueue,
      PAYMENT_URL: provider.url,
      PAYMENT_SECRET_KEY: shopKeys.secretKey,
      TABLE_PREFIX: bench.tables.Seats.replace(/Seats$/, ''),
    },

    /** On hold, in the hands of a workflow that nobody runs. */
    async held(...designators: string[]): Promise<Booking> {
      const booking = await put(designators);
      await client.workflow.start(bookingWorkflowType, { workflowId: booking.bookingId, taskQueue, args: [] });
      await bench.hold(booking);
      return (await bench.bookings.findBooking(booking.bookingId))!;
    },
    async closed(...designators: string[]): Promise<Booking> {
      const booking = await put(designators);
      await bench.hold(booking);
      await bench.holds.closeBooking({ bookingId: booking.bookingId, holdNumber: 1, reason: 'expired' });
      return (await bench.bookings.findBooking(booking.bookingId))!;
    },
    sold: (...designators: string[]): Promise<SoldBooking> => sell(designators),
    /** While it is being sold, another payment is made for it and goes back. */
    soldOverAnother: (...designators: string[]): Promise<SoldBooking> =>
      sell(designators, async (booking) => {
        const second = await authorise(booking);
        await payments.cancel(second);
        const attempt = { ...second, status: 'voided', amount: booking.price.total } as const;
        await bench.holds.recordPayment(booking.bookingId, attempt);
      }),

    /** Writes as nobody should: past every condition. */
    putItem: (table: TableName, Item: Record<string, unknown>) =>
      bench.db.send(new PutCommand({ TableName: bench.tables[table], Item })),
    deleteItem: (table: TableName, Key: Key) =>
      bench.db.send(new DeleteCommand({ TableName: bench.tables[table], Key })),
    async readItem(table: TableName, Key: Key): Promise<Record<string, unknown>> {
      const { Item } = await bench.db.send(
        new GetCommand({ TableName: bench.tables[table], Key, ConsistentRead: true }),
      );
      if (!Item) throw new Error(`nothing stands at ${JSON.stringify(Key)}`);
      return Item;
    },
    setAttribute: (table: TableName, Key: Key, name: string, value: unknown) =>
      bench.db.send(
        new UpdateCommand({
          TableName: bench.tables[table],
          Key,
          UpdateExpression: 'SET #name = :value',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':value': value },
        }),
      ),

    /** An audit without patience: what nobody works on is wrong at once. */
    audit: (changes: Partial<AuditSources> = {}, patienceMs = 0): Promise<AuditReport> =>
      audit({ ...sources, ...changes }, { patienceMs, pauseMs: 100, signal: AbortSignal.timeout(60_000) }),

    /** Violations that no earlier call has seen. */
    async newViolations(changes: Partial<AuditSources> = {}): Promise<string[]> {
      const { violations } = await this.audit(changes);
      const fresh = violations.filter((violation) => !known.has(findingKey(violation)));
      for (const violation of fresh) known.add(findingKey(violation));
      return fresh.map(({ invariant, rule }) => `${invariant} ${rule}`).sort();
    },

    async close(): Promise<void> {
      const query = `TaskQueue = '${taskQueue}' AND ExecutionStatus = 'Running'`;
      for await (const { workflowId } of client.workflow.list({ query }))
        await client.workflow.getHandle(workflowId).terminate();
      await projector.stop();
      await connection.close();
      await provider.close();
      await folder.remove();
      streams.destroy();
      bench.end();
    },
  };
}
export type AuditShop = Awaited<ReturnType<typeof openAuditShop>>;
