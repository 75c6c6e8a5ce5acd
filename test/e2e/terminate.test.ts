import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { expectCleanAudit } from '../support/audited';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { createTraveller, type Reply, type Traveller, type WireOffer } from '../support/traveller';

const day = new Date(Date.now() + 33 * 86_400_000).toISOString().slice(0, 10);
const idOf = (reply: Reply) => String(reply.body['id']);
const priceOf = (reply: Reply) => (reply.body['price'] as unknown as { total: unknown }).total;
const ledgerSchema = z.object({
  payments: z.array(
    z.object({ status: z.string(), captured: z.number(), refunded: z.number(), authorised: z.number() }),
  ),
});
const reportsSchema = z.object({
  data: z.array(
    z.object({
      settled: z.array(z.object({ booking_id: z.string(), did: z.string(), because: z.string() })),
      strays: z.array(z.object({ booking_id: z.string() })),
    }),
  ),
});

/** What an operator can do in the Web UI to a booking, in whatever state it is: nothing may be left hanging. */
describe('a booking whose workflow is terminated', () => {
  let product: Product;
  let ada: Traveller;
  let olga: Traveller;
  let temporal: Client;
  let connection: Connection;
  let offer: WireOffer;
  let seats: string[];
  beforeAll(async () => {
    const env = { RECONCILE_EVERY_SECONDS: '2', RECONCILE_AFTER_SECONDS: '2', LATE_SUCCESS_MS: '12000' };
    product = await startProduct({ faults: true, env });
    ada = createTraveller(product.url, await product.tokenOf('traveller-1'));
    olga = createTraveller(product.url, await product.tokenOf('operator'));
    connection = await Connection.connect({ address: product.environment['TEMPORAL_ADDRESS'] ?? '' });
    temporal = new Client({ connection });
    [offer] = (await ada.offers('LIS', 'JFK', day)) as [WireOffer];
    seats = (await ada.freeSeats(offer.id))[0] ?? [];
  }, 240_000);
  afterAll(async () => {
    await connection.close();
    await product.stop();
  });

  async function hold() {
    const seat = seats.shift()!;
    const reply = await ada.hold(offer, [[seat]]);
    expect(reply.status).toBe(201);
    return { id: idOf(reply), price: priceOf(reply), seat };
  }
  const pay = ({ id, price }: { id: string; price: unknown }, card?: string, wait = 0) =>
    ada.pay(id, price, card, { wait });
  const terminate = (id: string) => temporal.workflow.getHandle(id).terminate('by the test');
  const statusOf = async (id: string) => (await ada.call('GET', `/v1/bookings/${id}`)).body['status'] as unknown;
  const becomes = (id: string, status: string) =>
    eventually(`${id} is ${status}`, async () => (await statusOf(id)) === status, 60_000);
  async function paymentsOf(id: string) {
    const answer = await fetch(`${product.providerUrl}/ledger?booking_id=${id}`);
    return ledgerSchema.parse(await answer.json()).payments;
  }

  /** Closed, its seat free for anybody, and no payment of it holds money or can still come to hold some. */
  async function expectUndone({ id, seat }: { id: string; seat: string }, status = 'cancelled') {
    await becomes(id, status);
    await eventually('the seat is free', async () => (await ada.seatState(offer.id, seat)) === 'free', 30_000);
    await eventually(
      'no payment is open',
      async () =>
        (await paymentsOf(id)).every((p) => p.status === 'canceled' || (p.captured > 0 && p.captured === p.refunded)),
      60_000,
    );
  }
  async function expectSold({ id, seat }: { id: string; seat: string }) {
    await becomes(id, 'confirmed');
    expect(await ada.seatState(offer.id, seat)).toBe('sold');
    expect((await paymentsOf(id)).map((p) => [p.captured > 0, p.refunded])).toEqual([[true, 0]]);
  }
  /** Terminates it at a named point of the worker, which goes on there a few seconds later as if nothing had happened. */
  async function terminateAt(point: string, id: string, act: () => Promise<unknown>) {
    const armed = product.failpoints.arm(point, { do: 'pause', ms: 9000 }, id);
    const acting = act().catch(() => undefined);
    await eventually(`${point} is reached`, () => armed.hitBy() !== undefined, 30_000);
    await terminate(id);
    return acting;
  }

  it('before it holds anything, is refused, and takes nothing', async () => {
    const armed = product.failpoints.arm('holdSeats.before', { do: 'pause', ms: 9000 });
    const seat = seats.shift()!;
    const key = randomUUID();
    const holding = ada.hold(offer, [[seat]], { key });
    await eventually('the hold is under way', () => armed.hitBy() !== undefined, 30_000);
    for await (const { workflowId } of temporal.workflow.list({
      query: `TaskQueue = "${product.environment['BOOKING_TASK_QUEUE'] ?? ''}" AND WorkflowType = "booking" AND ExecutionStatus = "Running"`,
    }))
      await terminate(workflowId);
    await holding;
    const again = await eventually(
      'the key has its final answer',
      async () => {
        const reply = await ada.hold(offer, [[seat]], { key });
        return reply.status === 409 ? undefined : reply;
      },
      60_000,
    );
    // Whether the paused write still came before the reconciler or after it, nothing of it stays.
    expect([201, 503]).toContain(again.status);
    await eventually('the seat is free', async () => (await ada.seatState(offer.id, seat)) === 'free', 60_000);
  }, 150_000);

  it('while it is held, is cancelled', async () => {
    const held = await hold();
    await terminate(held.id);
    await expectUndone(held);
  }, 120_000);

  it('while a 3-D Secure challenge is open, is cancelled, and the money of a challenge passed later goes back', async () => {
    const held = await hold();
    const asked = await pay(held, 'pm_card_threeDSecure2Required');
    const { url } = asked.body['action'] as unknown as { url: string };
    await terminate(held.id);
    await fetch(url, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }), redirect: 'manual' });
    await expectUndone(held);
  }, 120_000);

  it('while the provider is processing its payment, is cancelled, and the money that comes goes back', async () => {
    const held = await hold();
    await pay(held, 'pm_card_skyhold_lateSuccess');
    await terminate(held.id);
    await expectUndone(held);
    expect(await paymentsOf(held.id)).toHaveLength(1);
  }, 120_000);

  it('before the capture, is undone, and a capture that comes later takes nothing', async () => {
    const held = await hold();
    await terminateAt('capturePayment.before', held.id, () => pay(held));
    await expectUndone(held);
  }, 120_000);

  it('after the capture, is ticketed, because seats and money are there', async () => {
    const held = await hold();
    await terminateAt('capturePayment.after', held.id, () => pay(held));
    await expectSold(held);
  }, 120_000);

  it('while it is being closed, is closed to the end', async () => {
    const held = await hold();
    await pay(held, 'pm_card_threeDSecure2Required');
    const cancel = () =>
      ada.call('POST', `/v1/bookings/${held.id}/actions/cancel`, undefined, { 'idempotency-key': randomUUID() });
    await terminateAt('stopPayment.before', held.id, cancel);
    await expectUndone(held);
  }, 120_000);

  it('after it was reset, goes on and is sold once', async () => {
    const held = await hold();
    const { runId } = await temporal.workflow.getHandle(held.id).describe();
    await temporal.workflowService.resetWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: held.id, runId },
      reason: 'by the test',
      // The first task of the run. The wire takes a plain number as well as a Long.
      workflowTaskFinishEventId: 4 as never,
      requestId: randomUUID(),
    });
    await eventually(
      'the payment reaches the new run',
      async () => {
        const paid = await pay(held, 'pm_card_visa', 20);
        return paid.status === 200;
      },
      60_000,
    );
    await expectSold(held);
  }, 120_000);

  it('is in the report of what was done and why, for operators alone, and nothing is left hanging anywhere', async () => {
    const held = await hold();
    await terminate(held.id);
    await expectUndone(held);
    const settled = await eventually(
      'the report shows it',
      async () => {
        const { body } = await olga.call('GET', '/v1/ops/reconciliations?limit=200');
        return reportsSchema
          .parse(body)
          .data.flatMap((report) => report.settled)
          .find((one) => one.booking_id === held.id);
      },
      30_000,
    );
    expect(settled).toMatchObject({ did: 'cancelled', because: expect.stringMatching(/./) as unknown });
    expect((await ada.call('GET', '/v1/ops/reconciliations')).status).toBe(403);
    await expectCleanAudit(product);
  }, 240_000);
});
