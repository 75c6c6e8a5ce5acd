import { join } from 'node:path';
import Stripe from 'stripe';
import { z } from 'zod';
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

afterEach(async () => {
  receiver.respondWith(() => 200);
  await fetch(`${provider.url}/faults`, { method: 'DELETE' });
});

afterAll(async () => {
  await provider.close();
  await receiver.close();
  await folder.remove();
});

let counter = 0;
const order = () => {
  counter += 1;
  return {
    amount: 4200,
    currency: 'eur',
    capture_method: 'manual',
    metadata: { booking_id: `bkg_${counter}` },
  } as const;
};

const faultList = z.object({
  faults: z.array(z.looseObject({ operation: z.string(), calls: z.number(), fired: z.number() })),
});

async function setFault(fault: Readonly<Record<string, unknown>>): Promise<void> {
  const body = JSON.stringify(fault);
  const response = await fetch(`${provider.url}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(response.status).toBe(201);
}

async function timesFired(): Promise<number[]> {
  const answer: unknown = await (await fetch(`${provider.url}/faults`)).json();
  return faultList.parse(answer).faults.map(({ fired }) => fired);
}

async function paymentsOf(bookingId: string): Promise<number> {
  const answer: unknown = await (await fetch(`${provider.url}/ledger?booking_id=${bookingId}`)).json();
  return z.object({ payments: z.array(z.unknown()) }).parse(answer).payments.length;
}

describe('an idempotency key', () => {
  it('gives one payment, however often the request is repeated, and says that it is a replay', async () => {
    const wanted = order();
    const first = await stripe.paymentIntents.create(wanted, { idempotencyKey: 'key-one' });
    const second = await stripe.paymentIntents.create(wanted, { idempotencyKey: 'key-one' });
    expect(second).toEqual(first);
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(second.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'original-request': first.lastResponse.requestId,
    });
    expect(await paymentsOf(wanted.metadata.booking_id)).toBe(1);
  });

  it('is refused with other parameters and at another endpoint', async () => {
    const { id } = await stripe.paymentIntents.create(order(), { idempotencyKey: 'key-two' });
    for (const other of [
      () => stripe.paymentIntents.create({ ...order(), amount: 4300 }, { idempotencyKey: 'key-two' }),
      () => stripe.paymentIntents.cancel(id, {}, { idempotencyKey: 'key-two' }),
    ]) {
      const error = await refusalOf(other());
      expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
      expect(error.statusCode).toBe(400);
    }
  });

  it('answers 409 while the first request is under way, and replays its answer afterwards', async () => {
    const wanted = order();
    await setFault({ operation: 'create', kind: 'delay', ms: 300, booking_id: wanted.metadata.booking_id });
    const first = stripe.paymentIntents.create(wanted, { idempotencyKey: 'key-three' });
    await until('the fault is met', async () => (await timesFired())[0] === 1);
    const error = await refusalOf(stripe.paymentIntents.create(wanted, { idempotencyKey: 'key-three' }));
    expect(error).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    const { id } = await first;
    expect(await stripe.paymentIntents.create(wanted, { idempotencyKey: 'key-three' })).toMatchObject({ id });
  });

  it('replays a decline as the same decline, but is not spent by a wrong parameter', async () => {
    const { id } = await stripe.paymentIntents.create(order());
    const confirm = (method: string, key: string) =>
      refusalOf(stripe.paymentIntents.confirm(id, { payment_method: method }, { idempotencyKey: key }));
    expect(await confirm('pm_card_nonsense', 'key-four')).toMatchObject({ statusCode: 400 });
    const first = await confirm('pm_card_chargeDeclined', 'key-four');
    expect(first).toMatchObject({ statusCode: 402 });
    expect(await confirm('pm_card_chargeDeclined', 'key-four')).toMatchObject({
      statusCode: 402,
      charge: first.charge,
    });
  });

  it('keeps a refusal by state even when the state has changed since', async () => {
    const { id } = await stripe.paymentIntents.create(order());
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_skyhold_processing' });
    const cancel = () => stripe.paymentIntents.cancel(id, {}, { idempotencyKey: 'key-five' });
    expect(await refusalOf(cancel())).toMatchObject({ code: 'payment_intent_unexpected_state' });
    await until('authorised', async () => (await stripe.paymentIntents.retrieve(id)).status === 'requires_capture');
    expect(await refusalOf(cancel())).toMatchObject({ code: 'payment_intent_unexpected_state' });
    expect(await stripe.paymentIntents.cancel(id)).toMatchObject({ status: 'canceled' });
  });
});

describe('a fault switch', () => {
  it('drops a request before it has any effect', async () => {
    const wanted = order();
    // Twice, because the client repeats a request once by itself when the connection is closed on it.
    await setFault({ operation: 'create', kind: 'drop_request', times: 2, booking_id: wanted.metadata.booking_id });
    await expect(stripe.paymentIntents.create(wanted)).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(await timesFired()).toEqual([2]);
    expect(await paymentsOf(wanted.metadata.booking_id)).toBe(0);
  });

  it('drops the answer of the nth call only, after its effect', async () => {
    const wanted = order();
    const { id } = await stripe.paymentIntents.create(wanted);
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    await setFault({ operation: 'retrieve', kind: 'error_500', nth: 2, booking_id: wanted.metadata.booking_id });
    await setFault({ operation: 'capture', kind: 'drop_answer', times: 2, booking_id: wanted.metadata.booking_id });
    await expect(stripe.paymentIntents.capture(id)).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded', amount_received: 4200 });
    expect(await refusalOf(stripe.paymentIntents.retrieve(id))).toMatchObject({ statusCode: 500 });
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded' });
    expect(await timesFired()).toEqual([1, 2]);
  });

  it('declines a good card, at confirm and at capture', async () => {
    const wanted = order();
    const { id } = await stripe.paymentIntents.create(wanted);
    for (const operation of ['confirm', 'capture']) {
      await setFault({
        operation,
        kind: 'decline',
        decline_code: 'do_not_honor',
        booking_id: wanted.metadata.booking_id,
      });
    }
    const confirm = () => stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(await refusalOf(confirm())).toMatchObject({ statusCode: 402, decline_code: 'do_not_honor' });
    expect(await confirm()).toMatchObject({ status: 'requires_capture' });
    expect(await refusalOf(stripe.paymentIntents.capture(id))).toMatchObject({
      statusCode: 402,
      decline_code: 'do_not_honor',
    });
    expect(await stripe.paymentIntents.capture(id)).toMatchObject({ status: 'succeeded' });
  });

  it('keeps a 500 under the key when asked to, as Stripe does', async () => {
    const wanted = order();
    await setFault({ operation: 'create', kind: 'error_500', saved: true, booking_id: wanted.metadata.booking_id });
    const create = (idempotencyKey: string) => stripe.paymentIntents.create(wanted, { idempotencyKey });
    expect(await refusalOf(create('key-six'))).toMatchObject({ statusCode: 500 });
    expect(await refusalOf(create('key-six'))).toMatchObject({
      statusCode: 500,
      headers: { 'idempotent-replayed': 'true' },
    });
    expect(await create('key-six-2')).toMatchObject({ status: 'requires_payment_method' });
  });

  it('is not there unless the provider was started with fault switches', async () => {
    const plain = await startProvider(join(folder.path, 'plain.jsonl'), { faultSwitches: false });
    expect((await fetch(`${plain.url}/faults`, { method: 'POST' })).status).toBe(404);
    await plain.close();
  });
});

describe('a webhook', () => {
  const toldOf = (id: string, type: string) =>
    receiver.received.filter(({ event }) => event.objectId === id && event.type === type);
  const authorised = 'payment_intent.amount_capturable_updated';

  async function authorise(method: string): Promise<string> {
    const { id } = await stripe.paymentIntents.create(order());
    await stripe.paymentIntents.confirm(id, { payment_method: method });
    return id;
  }

  it('is signed so that the stripe package accepts it, and no other secret does', async () => {
    const id = await authorise('pm_card_visa');
    await until('told', () => toldOf(id, authorised).length === 1);
    const { body, signature } = toldOf(id, authorised)[0] ?? { body: '', signature: '' };
    expect(stripe.webhooks.constructEvent(body, signature, shopKeys.webhookSecret)).toMatchObject({ type: authorised });
    expect(() => stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow();
    expect(() => stripe.webhooks.constructEvent(`${body} `, signature, shopKeys.webhookSecret)).toThrow();
  });

  it('is sent again, as the same event, until the shop answers 2xx', async () => {
    receiver.respondWith((count) => (count % 3 === 0 ? 200 : 503));
    const id = await authorise('pm_card_visa');
    receiver.respondWith(() => 302);
    await until('several attempts', () => toldOf(id, authorised).length >= 2);
    receiver.respondWith(() => 200);
    const before = toldOf(id, authorised).length;
    await until('accepted', () => toldOf(id, authorised).length > before);
    expect(new Set(toldOf(id, authorised).map(({ event }) => event.id)).size).toBe(1);
  });

  it('comes three times with the card that says so', async () => {
    const id = await authorise('pm_card_skyhold_webhookThrice');
    await until('three', () => toldOf(id, authorised).length === 3);
  });

  it('comes before the answer with the card that says so', async () => {
    const { id } = await stripe.paymentIntents.create(order());
    let answered = false;
    let answeredAtWebhook: boolean | undefined;
    receiver.respondWith(() => {
      answeredAtWebhook ??= answered;
      return 200;
    });
    await until('told of the creation', () => toldOf(id, 'payment_intent.created').length === 1);
    answeredAtWebhook = undefined;
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_skyhold_webhookFirst' });
    answered = true;
    expect(toldOf(id, authorised)).toHaveLength(1);
    expect(answeredAtWebhook).toBe(false);
  });

  it('comes late, and overtaken by a later one, when a switch delays it', async () => {
    const wanted = order();
    await setFault({ operation: 'webhook', kind: 'delay', ms: 400, nth: 2, booking_id: wanted.metadata.booking_id });
    const { id } = await stripe.paymentIntents.create(wanted);
    await until('told of the creation', () => toldOf(id, 'payment_intent.created').length === 1);
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    await stripe.paymentIntents.capture(id);
    await until('all told', () => receiver.typesOf(id).length === 3);
    expect(receiver.typesOf(id)).toEqual(['payment_intent.created', 'payment_intent.succeeded', authorised]);
    expect(toldOf(id, authorised)[0]?.event.status).toBe('requires_capture');
  });

  it('is sent twice when the shop took it but its answer was lost', async () => {
    const wanted = order();
    await setFault({ operation: 'webhook', kind: 'drop_answer', booking_id: wanted.metadata.booking_id });
    const { id } = await stripe.paymentIntents.create(wanted);
    await until('twice', () => toldOf(id, 'payment_intent.created').length === 2);
  });
});

describe('the 3-D Secure page', () => {
  async function challenged(method = 'pm_card_threeDSecure2Required') {
    const { id } = await stripe.paymentIntents.create(order());
    const intent = await stripe.paymentIntents.confirm(id, {
      payment_method: method,
      return_url: 'https://shop.example/back?trip=1',
    });
    const url = intent.next_action?.redirect_to_url?.url ?? '';
    const decide = (decision: string) =>
      fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ decision }) });
    return { id, url, intent, decide };
  }

  it('shows what is paid and loads nothing from elsewhere', async () => {
    const { url, intent } = await challenged();
    expect(intent.status).toBe('requires_action');
    const response = await fetch(url);
    const html = await response.text();
    expect(html).toContain('42.00 EUR');
    expect(html).toMatch(/<html lang="en">[\s\S]*<button [^>]*value="approve"[\s\S]*<button [^>]*value="fail"/);
    expect(html).not.toMatch(/<script|src=|<link|@import/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('authorises on Approve and leads back to the shop; a second press changes nothing', async () => {
    const { id, decide } = await challenged();
    const response = await decide('approve');
    expect(response.status).toBe(303);
    const target = new URL(response.headers.get('location') ?? '');
    expect(`${target.origin}${target.pathname}`).toBe('https://shop.example/back');
    expect(Object.fromEntries(target.searchParams)).toMatchObject({
      trip: '1',
      payment_intent: id,
      redirect_status: 'succeeded',
    });
    expect((await decide('fail')).status).toBe(409);
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'requires_capture' });
    await until('told', () => receiver.typesOf(id).includes('payment_intent.amount_capturable_updated'));
  });

  it('declines on Fail', async () => {
    const { id, decide } = await challenged();
    const response = await decide('fail');
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('redirect_status')).toBe('failed');
    const intent = await stripe.paymentIntents.retrieve(id);
    expect(intent).toMatchObject({ status: 'requires_payment_method', next_action: null });
    expect(intent.last_payment_error?.code).toBe('payment_intent_authentication_failure');
  });

  it('declines after Approve with the card that has no funds', async () => {
    const { id, decide } = await challenged('pm_card_authenticationRequiredChargeDeclinedInsufficientFunds');
    await decide('approve');
    expect((await stripe.paymentIntents.retrieve(id)).last_payment_error).toMatchObject({
      decline_code: 'insufficient_funds',
    });
  });

  it('authorises nothing once the payment is cancelled, and knows no other addresses', async () => {
    const { id, decide } = await challenged();
    await stripe.paymentIntents.cancel(id);
    expect((await decide('approve')).status).toBe(409);
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'canceled', amount_capturable: 0 });
    expect((await fetch(`${provider.url}/3ds/tds_unknown`)).status).toBe(404);
  });
});
