import { z } from 'zod';
import { expectCleanAudit } from '../support/audited';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { createTraveller, type Traveller, type WireOffer } from '../support/traveller';

const day = new Date(Date.now() + 36 * 86_400_000).toISOString().slice(0, 10);
const bookingSchema = z.looseObject({ id: z.string(), price: z.object({ total: z.unknown() }) });
const ledgerSchema = z.object({
  payments: z.array(z.object({ status: z.string(), captured: z.number(), refunded: z.number() })),
});

/** A card whose bank takes its time: the hold is long over when the provider's webhook says that the money is there. */
describe('money that comes after the hold', () => {
  let product: Product;
  let ada: Traveller;
  let grace: Traveller;
  let offer: WireOffer;
  let seats: string[];
  beforeAll(async () => {
    // The reconciler stays out of it: what happens is what the webhook brings about.
    const env = {
      ...{ HOLD_SECONDS: '8', HARD_CAP_SECONDS: '12', PAYMENT_GRACE_SECONDS: '2', STORE_GRACE_SECONDS: '1' },
      ...{ LATE_SUCCESS_MS: '45000', RECONCILE_EVERY_SECONDS: '3600' },
    };
    product = await startProduct({ env });
    ada = createTraveller(product.url, await product.tokenOf('traveller-1'));
    grace = createTraveller(product.url, await product.tokenOf('traveller-2'));
    [offer] = (await ada.offers('LIS', 'JFK', day)) as [WireOffer];
    seats = (await ada.freeSeats(offer.id))[0] ?? [];
  }, 240_000);
  afterAll(() => product.stop());

  async function holdAndPay(who: Traveller, seat: string, card: string) {
    const held = await who.hold(offer, [[seat]]);
    expect(held.status).toBe(201);
    const { id, price } = bookingSchema.parse(held.body);
    await who.pay(id, price.total, card, { wait: card === 'pm_card_visa' ? 20 : 0 });
    return id;
  }
  const becomes = (who: Traveller, id: string, status: string) =>
    eventually(
      `${id} is ${status}`,
      async () => (await who.call('GET', `/v1/bookings/${id}`)).body['status'] === (status as never),
      120_000,
    );
  async function moneyOf(id: string) {
    const answer = await fetch(`${product.providerUrl}/ledger?booking_id=${id}`);
    return ledgerSchema
      .parse(await answer.json())
      .payments.map(({ status, captured, refunded }) => ({ status, kept: captured > refunded }));
  }

  it('opens the booking again where its seat is free, and goes back where somebody else has taken it', async () => {
    const [free, wanted] = [seats.shift()!, seats.shift()!];
    const [first, second] = await Promise.all([
      holdAndPay(ada, free, 'pm_card_skyhold_lateSuccess'),
      holdAndPay(ada, wanted, 'pm_card_skyhold_lateSuccess'),
    ]);
    await Promise.all([becomes(ada, first, 'expired'), becomes(ada, second, 'expired')]);
    await eventually('the seat is free', async () => (await grace.seatState(offer.id, wanted)) === 'free', 20_000);
    const rival = await holdAndPay(grace, wanted, 'pm_card_visa');
    await becomes(grace, rival, 'confirmed');

    await becomes(ada, first, 'confirmed');
    expect(await moneyOf(first)).toEqual([{ status: 'succeeded', kept: true }]);
    expect(await ada.seatState(offer.id, free)).toBe('sold');

    await eventually(
      'the money of the booking without a seat is given back',
      async () =>
        (await moneyOf(second)).every(({ status, kept }) => status === 'canceled' || (status === 'succeeded' && !kept)),
      60_000,
    );
    expect((await ada.call('GET', `/v1/bookings/${second}`)).body['status']).toBe('expired');
    expect(await moneyOf(rival)).toEqual([{ status: 'succeeded', kept: true }]);
  }, 240_000);

  it('leaves nothing that breaks an invariant', async () => {
    expect((await expectCleanAudit(product)).violations).toEqual([]);
  }, 120_000);
});
