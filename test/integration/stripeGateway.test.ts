import { join } from 'node:path';
import { epochMs } from '../../src/domain/instants';
import type { PaymentOrder, ProviderPayment } from '../../src/domain/payments';
import { DomainError } from '../../src/domain/problems';
import type { PaymentGateway } from '../../src/gateways/payments';
import { createStripeGateway } from '../../src/gateways/stripe';
import { shopKeys, startProvider, stripeClient, temporaryFolder, until } from '../support/shop';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let provider: Awaited<ReturnType<typeof startProvider>>;
let payments: PaymentGateway;

beforeAll(async () => {
  folder = await temporaryFolder();
  provider = await startProvider(join(folder.path, 'ledger.jsonl'));
  payments = createStripeGateway({ secretKey: shopKeys.secretKey, ...provider.address });
});

afterEach(async () => {
  await fetch(`${provider.url}/faults`, { method: 'DELETE' });
});

afterAll(async () => {
  await provider.close();
  await folder.remove();
});

let counter = 0;
function newOrder(amount = { amount: 22178, currency: 'GBP' }): PaymentOrder {
  counter += 1;
  return { paymentId: `pay_${counter}`, bookingId: `bkg_${counter}`, amount };
}

async function create(order: PaymentOrder): Promise<ProviderPayment> {
  const created = await payments.create(order);
  if ('refused' in created) throw new Error(`refused: ${created.refused}`);
  return created;
}

async function confirm(order: PaymentOrder, methodToken: string): Promise<ProviderPayment> {
  const { providerId } = await create(order);
  const { paymentId } = order;
  return payments.confirm({ providerId, paymentId, methodToken, returnUrl: 'https://shop.example/back' });
}

async function setFault(order: PaymentOrder, fault: Readonly<Record<string, unknown>>): Promise<void> {
  const body = JSON.stringify({ ...fault, booking_id: order.bookingId });
  const response = await fetch(`${provider.url}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(response.status).toBe(201);
}

const paymentsAtProvider = async (order: PaymentOrder) => {
  const all = await stripeClient(provider.url).paymentIntents.list({ limit: 100 });
  return all.data.filter(({ metadata }) => metadata['payment_id'] === order.paymentId);
};

describe('a payment through the adapter', () => {
  it('is created once, authorised, captured once and sent back once, however often each is asked for', async () => {
    const order = newOrder();
    const twice = async <T>(ask: () => Promise<T>): Promise<T> => {
      const first = await ask();
      expect(await ask()).toEqual(first);
      return first;
    };
    const { providerId, ...created } = await twice(() => create(order));
    expect(created).toEqual({ ...order, state: 'requires_payment_method', refunded: { amount: 0, currency: 'GBP' } });
    expect(await twice(() => confirm(order, 'pm_card_visa'))).toMatchObject({ providerId, state: 'authorised' });
    const named = { providerId, paymentId: order.paymentId };
    expect(await twice(() => payments.capture(named))).toMatchObject({
      state: 'captured',
      refunded: { amount: 0, currency: 'GBP' },
    });
    expect(await twice(() => payments.refund(named))).toMatchObject({ state: 'captured', refunded: order.amount });
    expect(await paymentsAtProvider(order)).toHaveLength(1);
  });

  it('is answered as it stands now, not as it stood when the key was first used', async () => {
    const order = newOrder();
    const { providerId } = await confirm(order, 'pm_card_visa');
    await payments.cancel({ providerId, paymentId: order.paymentId });
    expect(await payments.create(order)).toMatchObject({ providerId, state: 'cancelled' });
    expect(await confirm(order, 'pm_card_visa')).toMatchObject({ providerId, state: 'cancelled' });
  });

  it.each([
    ['pm_card_chargeDeclined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['pm_card_does_not_exist', 'invalid_payment_method'],
  ])('is declined by %s as an answer, and by the same answer when asked again', async (card, declineCode) => {
    const order = newOrder();
    const declined = await confirm(order, card);
    expect(declined).toMatchObject({ ...order, state: 'requires_payment_method', declineCode });
    expect(await confirm(order, card)).toEqual(declined);
  });

  it('asks the customer when the card needs it, and names the page', async () => {
    const order = newOrder();
    const { providerId, state, actionUrl } = await confirm(order, 'pm_card_threeDSecure2Required');
    expect(state).toBe('requires_action');
    await fetch(actionUrl ?? '', {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ decision: 'approve' }),
    });
    expect(await payments.retrieve(providerId)).toMatchObject({ state: 'authorised' });
    expect(await payments.find(providerId)).toMatchObject({ providerId, state: 'authorised' });
    expect(await payments.find('pi_of_nobody')).toBeUndefined();
    expect(await confirm(order, 'pm_card_threeDSecure2Required')).toMatchObject({ state: 'authorised' });
  });

  it('says why a challenge was not passed', async () => {
    const { providerId, actionUrl } = await confirm(newOrder(), 'pm_card_threeDSecure2Required');
    await fetch(actionUrl ?? '', {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ decision: 'fail' }),
    });
    expect(await payments.retrieve(providerId)).toMatchObject({
      state: 'requires_payment_method',
      declineCode: 'payment_intent_authentication_failure',
    });
  });

  it('is cancelled when open, and answers the truth when it is too late or too early for that', async () => {
    const open = newOrder();
    const { providerId } = await create(open);
    expect(await payments.cancel({ providerId, paymentId: open.paymentId })).toMatchObject({ state: 'cancelled' });
    expect(await payments.cancel({ providerId, paymentId: open.paymentId })).toMatchObject({ state: 'cancelled' });

    const captured = newOrder();
    const paid = await confirm(captured, 'pm_card_visa');
    const named = { providerId: paid.providerId, paymentId: captured.paymentId };
    await payments.capture(named);
    expect(await payments.cancel(named)).toMatchObject({ state: 'captured' });

    const slow = newOrder();
    const processing = {
      providerId: (await confirm(slow, 'pm_card_skyhold_processing')).providerId,
      paymentId: slow.paymentId,
    };
    expect(await payments.cancel(processing)).toMatchObject({ state: 'processing' });
    await until('authorised', async () => (await payments.retrieve(processing.providerId)).state === 'authorised');
    expect(await payments.cancel(processing)).toMatchObject({ state: 'cancelled' });
  });

  it('whose capture is declined says so, and can still be voided', async () => {
    const order = newOrder();
    const { providerId } = await confirm(order, 'pm_card_skyhold_captureDeclined');
    const named = { providerId, paymentId: order.paymentId };
    expect(await payments.capture(named)).toEqual({ declined: 'generic_decline' });
    expect(await payments.capture(named)).toEqual({ declined: 'generic_decline' });
    expect(await payments.cancel(named)).toMatchObject({
      state: 'cancelled',
      refunded: { amount: 0, currency: 'GBP' },
    });
    expect(await payments.capture(named)).toHaveProperty('declined');
  });

  it('is captured although it was asked for too early once', async () => {
    const order = newOrder();
    const { providerId } = await confirm(order, 'pm_card_skyhold_processing');
    const named = { providerId, paymentId: order.paymentId };
    await expect(payments.capture(named)).rejects.toThrow('status of processing');
    await until('authorised', async () => (await payments.retrieve(providerId)).state === 'authorised');
    expect(await payments.capture(named)).toMatchObject({ state: 'captured' });
  });

  it.each([
    [{ amount: 5400, currency: 'JPY' }, 5400],
    [{ amount: 5400, currency: 'ISK' }, 540_000],
  ])('keeps its amount, %j, in the units the provider counts in', async (amount, counted) => {
    const order = newOrder(amount);
    expect(await confirm(order, 'pm_card_visa')).toMatchObject({ amount, state: 'authorised' });
    expect((await paymentsAtProvider(order))[0]).toMatchObject({ amount: counted });
  });

  it('is listed from its instant of creation on, over several pages, as it stands, and without those of other shops', async () => {
    const started = epochMs(Date.now());
    const orders = Array.from({ length: 104 }, () => newOrder());
    await Promise.all(orders.map((order) => payments.create(order)));
    const captured = newOrder();
    const { providerId, paymentId } = await confirm(captured, 'pm_card_visa');
    await payments.capture({ providerId, paymentId });
    await stripeClient(provider.url).paymentIntents.create({ amount: 500, currency: 'gbp' });

    const listed = [];
    for await (const payment of payments.list({ createdAfter: started })) listed.push(payment);
    const ids = listed.map((payment) => payment.paymentId);
    for (const order of [...orders, captured]) expect(ids.filter((id) => id === order.paymentId)).toHaveLength(1);
    expect(ids).not.toContain('');
    expect(listed.find((payment) => payment.paymentId === paymentId)).toMatchObject({
      ...captured,
      providerId,
      state: 'captured',
      refunded: { amount: 0, currency: 'GBP' },
    });
    for (const { createdAt } of listed) expect(createdAt).toBeGreaterThan(started - 1000);
    const later = [];
    for await (const payment of payments.list({ createdAfter: epochMs(Date.now() + 2000) })) later.push(payment);
    expect(later).toEqual([]);
  });

  it('is refused for good when the provider never takes the amount', async () => {
    const order = newOrder({ amount: 100_000_000, currency: 'GBP' });
    expect(await payments.create(order)).toEqual({ refused: expect.any(String) as unknown });
    expect(await paymentsAtProvider(order)).toEqual([]);
  });
});

describe('when the provider fails', () => {
  const operations = ['create', 'confirm', 'capture', 'cancel', 'refund'] as const;

  async function perform(operation: (typeof operations)[number], order: PaymentOrder): Promise<unknown> {
    const { providerId } = await create(order);
    const named = { providerId, paymentId: order.paymentId };
    switch (operation) {
      case 'create':
        return payments.retrieve(providerId);
      case 'confirm':
        return confirm(order, 'pm_card_visa');
      case 'capture':
        await confirm(order, 'pm_card_visa');
        return payments.capture(named);
      case 'cancel':
        await confirm(order, 'pm_card_visa');
        return payments.cancel(named);
      case 'refund':
        await perform('capture', order);
        return payments.refund(named);
    }
  }

  const kinds = [
    { kind: 'drop_request', times: 2 },
    { kind: 'drop_answer', times: 2 },
    { kind: 'error_500' },
    { kind: 'error_500', saved: true },
  ];
  it.each(operations.flatMap((operation) => kinds.map((fault) => ({ operation, ...fault }))))(
    'throws a fault and, asked again, ends as without it: %j',
    async ({ operation, ...fault }) => {
      const [plain, disturbed] = [newOrder(), newOrder()];
      await setFault(disturbed, { operation, ...fault });
      await expect(perform(operation, disturbed)).rejects.not.toBeInstanceOf(DomainError);
      const ended = await perform(operation, disturbed);
      const own = {
        providerId: expect.any(String) as unknown,
        paymentId: disturbed.paymentId,
        bookingId: disturbed.bookingId,
      };
      expect(ended).toEqual({ ...((await perform(operation, plain)) as object), ...own });
      expect(await paymentsAtProvider(disturbed)).toHaveLength(1);
    },
  );

  it('gives up waiting after its time-out, and finds the effect when asked again', async () => {
    const order = newOrder();
    const hasty = createStripeGateway({ secretKey: shopKeys.secretKey, ...provider.address, timeoutMs: 150 });
    await setFault(order, { operation: 'create', kind: 'delay_answer', ms: 600 });
    await expect(hasty.create(order)).rejects.toThrow('timeout');
    expect(await hasty.create(order)).toMatchObject({ state: 'requires_payment_method' });
    expect(await paymentsAtProvider(order)).toHaveLength(1);
  });
});
