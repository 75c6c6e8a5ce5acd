import { join } from 'node:path';
import Stripe from 'stripe';
import {
  refusalOf,
  shopKeys,
  startProvider,
  startWebhookReceiver,
  stripeClient,
  temporaryFolder,
  until,
} from '../support/shop';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
let provider: Awaited<ReturnType<typeof startProvider>>;
let stripe: Stripe;

beforeAll(async () => {
  folder = await temporaryFolder();
  receiver = await startWebhookReceiver();
  provider = await startProvider(join(folder.path, 'ledger.jsonl'), {
    webhook: { url: receiver.url, secret: shopKeys.webhookSecret },
  });
  stripe = stripeClient(provider.url);
});

afterAll(async () => {
  await provider.close();
  await receiver.close();
  await folder.remove();
});

const order = {
  amount: 22178,
  currency: 'gbp',
  capture_method: 'manual',
  metadata: { booking_id: 'bkg_1', payment_id: 'pay_1' },
} as const;
const created = () => stripe.paymentIntents.create(order);

async function confirmedWith(method: string): Promise<Stripe.PaymentIntent> {
  const { id } = await created();
  return stripe.paymentIntents.confirm(id, { payment_method: method, return_url: 'https://shop.example/back?trip=1' });
}

describe('a payment with manual capture', () => {
  it('moves no money when it is only created', async () => {
    const intent = await created();
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      amount: 22178,
      amount_capturable: 0,
      amount_received: 0,
    });
    expect(intent.metadata).toEqual({ booking_id: 'bkg_1', payment_id: 'pay_1' });
  });

  it.each(['pm_card_visa', 'pm_card_mastercard', 'pm_card_amex'])(
    'is authorised, captured and refunded with %s',
    async (card) => {
      const { id } = await confirmedWith(card);
      expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
        status: 'requires_capture',
        amount_capturable: 22178,
      });
      expect(await stripe.paymentIntents.capture(id)).toMatchObject({
        status: 'succeeded',
        amount_received: 22178,
        amount_capturable: 0,
      });
      expect(await stripe.refunds.create({ payment_intent: id, amount: 2178 })).toMatchObject({
        amount: 2178,
        status: 'succeeded',
      });
      expect(await stripe.refunds.create({ payment_intent: id })).toMatchObject({ amount: 20000 });
      const { latest_charge: charge } = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
      expect(charge).toMatchObject({ amount_captured: 22178, amount_refunded: 22178, refunded: true });
      expect((await stripe.refunds.list({ payment_intent: id })).data.map(({ amount }) => amount)).toEqual([
        20000, 2178,
      ]);
      expect(await refusalOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
        statusCode: 400,
        code: 'charge_already_refunded',
      });
    },
  );

  it('never sends back more than was captured', async () => {
    const { id } = await confirmedWith('pm_card_visa');
    await stripe.paymentIntents.capture(id, { amount_to_capture: 1000 });
    expect(await refusalOf(stripe.refunds.create({ payment_intent: id, amount: 1001 }))).toMatchObject({
      param: 'amount',
    });
  });

  it('is released when it is cancelled, and can then neither be captured nor cancelled again', async () => {
    const { id } = await confirmedWith('pm_card_visa');
    expect(await stripe.paymentIntents.cancel(id)).toMatchObject({ status: 'canceled', amount_capturable: 0 });
    for (const again of [() => stripe.paymentIntents.cancel(id), () => stripe.paymentIntents.capture(id)]) {
      const error = await refusalOf(again());
      expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
      expect(error.payment_intent).toMatchObject({ id, status: 'canceled' });
    }
  });

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
  ])('is declined with %s by 402 and can be tried again with another card', async (card, code, declineCode) => {
    const { id } = await created();
    const error = await refusalOf(stripe.paymentIntents.confirm(id, { payment_method: card }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, code, decline_code: declineCode });
    expect(error.payment_intent).toMatchObject({ id, status: 'requires_payment_method' });
    expect((await stripe.paymentIntents.retrieve(id)).last_payment_error).toMatchObject({ decline_code: declineCode });
    expect(await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })).toMatchObject({
      status: 'requires_capture',
      last_payment_error: null,
    });
  });

  it('is authorised but never captured with the card whose capture is declined', async () => {
    const { id } = await confirmedWith('pm_card_skyhold_captureDeclined');
    expect(await refusalOf(stripe.paymentIntents.capture(id))).toMatchObject({
      statusCode: 402,
      type: 'StripeCardError',
    });
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'requires_capture', amount_received: 0 });
    expect(await stripe.paymentIntents.cancel(id)).toMatchObject({ status: 'canceled' });
  });

  it('cannot be cancelled while it is processing, and is authorised a moment later', async () => {
    const { id } = await confirmedWith('pm_card_skyhold_processing');
    expect(await refusalOf(stripe.paymentIntents.cancel(id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    await until('authorised', async () => (await stripe.paymentIntents.retrieve(id)).status === 'requires_capture');
    await until('told', () => receiver.typesOf(id).includes('payment_intent.amount_capturable_updated'));
    expect(receiver.typesOf(id)).toContain('payment_intent.processing');
  });
});

describe('what is refused', () => {
  it('takes no card number, in whatever member it comes, and repeats none of it', async () => {
    const raw = async (body: string) => {
      const response = await fetch(`${provider.url}/v1/payment_intents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${shopKeys.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
      return { status: response.status, text: await response.text() };
    };
    const base = 'amount=100&currency=eur&confirm=true';
    for (const body of [
      `${base}&payment_method_data[card][number]=4242424242424242`,
      `${base}&payment_method=4242424242424242`,
    ]) {
      const { status, text } = await raw(body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain('4242424242424242');
    }
    expect(JSON.stringify(await (await fetch(`${provider.url}/ledger`)).json())).not.toContain('4242424242424242');
  });

  it('answers 401 to a wrong key, 404 to an unknown payment and names unknown or wrong parameters', async () => {
    expect(await refusalOf(stripeClient(provider.url, 'sk_test_other').paymentIntents.list())).toMatchObject({
      statusCode: 401,
    });
    expect(await refusalOf(stripe.paymentIntents.retrieve('pi_none'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    expect(await refusalOf(stripe.paymentIntents.create({ amount: 0, currency: 'eur' }))).toMatchObject({
      param: 'amount',
    });
    expect(
      await refusalOf(stripe.paymentIntents.create({ amount: 5, currency: 'eur', customer: 'cus_1' })),
    ).toMatchObject({
      code: 'parameter_unknown',
      param: 'customer',
    });
    const { id } = await created();
    expect(await refusalOf(stripe.paymentIntents.confirm(id, { payment_method: 'pm_none' }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'payment_method',
    });
  });
});

describe('lists', () => {
  it('pages through all payments, newest first, without missing one', async () => {
    const made: string[] = [];
    for (let n = 0; n < 7; n += 1) made.unshift((await created()).id);
    const seen: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ limit: 3 })) seen.push(intent.id);
    expect(seen.slice(0, 7)).toEqual(made);
    expect(new Set(seen).size).toBe(seen.length);
    const future = await stripe.paymentIntents.list({ created: { gt: Math.floor(Date.now() / 1000) + 60 } });
    expect(future.data).toEqual([]);
  });
});
