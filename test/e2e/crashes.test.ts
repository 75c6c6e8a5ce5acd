import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createPatientDynamo } from '../support/dynamo';
import { expectCleanAudit } from '../support/audited';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { createTraveller, type Reply, type Traveller } from '../support/traveller';

/** Days from today, so that the tests hold in any year. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const day = inDays(31);
const idOf = (reply: Reply) => reply.body['id'] as unknown as string;
const priceOf = (reply: Reply) => (reply.body['price'] as unknown as { total: unknown }).total;

describe('the product, when processes die', () => {
  let product: Product;
  let ada: Traveller;
  let ben: Traveller;
  beforeAll(async () => {
    product = await startProduct();
    ada = createTraveller(product.url, await product.tokenOf('traveller-1'));
    ben = createTraveller(product.url, await product.tokenOf('traveller-2'));
  }, 180_000);
  afterAll(() => product.stop({ illegalWrites: 1 }));

  let used = 0;
  async function hold(traveller = ada) {
    const [offer] = await traveller.offers('LIS', 'JFK', day);
    const seats = (await traveller.freeSeats(offer!.id)).map((free) => [free[used++]!]);
    const reply = await traveller.hold(offer!, seats);
    expect(reply.status).toBe(201);
    return { reply, offer: offer!, seats };
  }
  async function confirmedOnce(traveller: Traveller, id: string): Promise<void> {
    await eventually(
      'the booking is confirmed',
      async () => (await traveller.call('GET', `/v1/bookings/${id}`)).body['status'] === ('confirmed' as never),
      30_000,
    );
    const { body } = await traveller.call('GET', `/v1/bookings/${id}/history`);
    expect((body['data'] as unknown as { type: string }[]).filter((e) => e.type === 'booking.confirmed')).toHaveLength(
      1,
    );
  }

  it('confirms a booking whose booking worker was killed while the seat was held', async () => {
    const { reply } = await hold();
    await product.kill('worker:booking');
    const paying = ada.pay(idOf(reply), priceOf(reply), 'pm_card_visa', { key: 'pay-over-a-crash' });
    await product.startWorker('booking');
    await paying;
    await confirmedOnce(ada, idOf(reply));
    const paid = await ada.pay(idOf(reply), priceOf(reply), 'pm_card_visa', { key: 'pay-over-a-crash' });
    expect([paid.status, paid.body['status']]).toEqual([200, 'captured']);
  }, 120_000);

  it('confirms a booking whose API node was killed while the seat was held', async () => {
    const { reply } = await hold();
    await product.kill('api');
    await product.startApi();
    await ada.pay(idOf(reply), priceOf(reply));
    await confirmedOnce(ada, idOf(reply));
  }, 120_000);

  it('finishes a payment that was under way when every process of ours was killed', async () => {
    const { reply } = await hold();
    const paying = ada.pay(idOf(reply), priceOf(reply)).catch(() => undefined);
    await eventually('the payment has reached the row or beyond', async () => {
      const { body } = await ben.call('GET', '/health/live');
      return body !== undefined;
    });
    await Promise.all([product.kill('worker:booking'), product.kill('worker:search'), product.kill('api')]);
    await paying;
    await Promise.all([product.startWorker('booking'), product.startWorker('search'), product.startApi()]);
    const { body } = await ada.call('GET', `/v1/bookings/${idOf(reply)}`);
    if (body['status'] === ('held' as never)) await ada.pay(idOf(reply), priceOf(reply));
    await confirmedOnce(ada, idOf(reply));
  }, 180_000);

  it('lets somebody else have the seat after deadline and grace, also when no worker was alive to see the hold end', async () => {
    const url = await product.startNode('api-short', { HOLD_SECONDS: '3', STORE_GRACE_SECONDS: '1' });
    const hasty = createTraveller(url, await product.tokenOf('traveller-1'));
    const { reply, offer, seats } = await hold(hasty);
    await product.kill('worker:booking');
    const { expires_at } = reply.body['hold'] as unknown as { expires_at: string };
    const freeAgain = () => ben.seatState(offer.id, seats[0]![0]!).then((state) => state === 'free');
    expect(await freeAgain()).toBe(false);
    await eventually('the lock has run out', freeAgain, 15_000);
    expect(Date.now()).toBeGreaterThan(Date.parse(expires_at));
    await product.startWorker('booking');
    const taken = await ben.hold(offer, seats);
    expect(taken.status).toBe(201);
    await eventually(
      'the first booking has expired',
      async () => (await hasty.call('GET', `/v1/bookings/${idOf(reply)}`)).body['status'] === ('expired' as never),
      30_000,
    );
    expect(await ada.seatState(offer.id, seats[0]![0]!)).toBe('held');
    const late = await hasty.pay(idOf(reply), priceOf(reply));
    expect([late.status, late.body['code']]).toEqual([410, 'hold_expired']);
  }, 120_000);

  it('leaves data in which every invariant holds, after all of that', async () => {
    const { lookedAt, inProgress } = await expectCleanAudit(product);
    expect(inProgress).toEqual([]);
    expect(Math.min(lookedAt.I1, lookedAt.I2, lookedAt.I9)).toBeGreaterThanOrEqual(3);
  }, 200_000);

  it('counts a write that the protocol does not know where operators look, and would have failed for any other', async () => {
    expect(product.illegalWrites()).toEqual([]);
    const metricsPort = await product.freePort();
    await product.kill('worker:booking');
    await product.startWorker('booking', { env: { METRICS_PORT: String(metricsPort) } });
    const told = (path: string) => fetch(`http://127.0.0.1:${metricsPort}${path}`).then((answer) => answer.text());
    expect(await told('/health/ready')).toBe('ready\n');
    const { db, client } = createPatientDynamo(product.environment['DYNAMODB_ENDPOINT']);
    const seat = {
      FlightLeg: 'X9-1-2031-05-10-LIS',
      Seat: '20A',
      Status: 'reserved',
      HoldID: 'bkg_x#1',
      BookingID: 'bkg_x',
    };
    await db.send(new PutCommand({ TableName: `${product.environment['TABLE_PREFIX'] ?? ''}Seats`, Item: seat }));
    client.destroy();
    await eventually('it is counted', async () =>
      /^skyhold_audit_violations_total\{invariant="I5"\} [1-9]/m.test(await told('/metrics')),
    );
    const [write, ...others] = product.illegalWrites();
    expect([JSON.parse(write ?? '{}'), others]).toMatchObject([{ subject: 'seat X9-1-2031-05-10-LIS 20A' }, []]);
  }, 60_000);
});
