import fc from 'fast-check';
import Stripe from 'stripe';
import request from 'supertest';
import { paymentEventRoutes } from '../../src/api/http/paymentEvents';
import { epochMs } from '../../src/domain/instants';
import { DomainError } from '../../src/domain/problems';
import { createPaymentHintReader } from '../../src/gateways/webhooks';
import { signWebhook } from '../../src/provider/signatures';
import { createDoor } from '../support/door';

const now = epochMs(1_795_385_893_164);
const secrets = ['whsec_new', 'whsec_old'];
const read = createPaymentHintReader({ secrets });

function eventOf(type: string, object: Readonly<Record<string, unknown>> = {}): string {
  const metadata = { booking_id: 'bkg_1', payment_id: 'pay_1' };
  return JSON.stringify({
    id: 'evt_1',
    type,
    data: { object: { id: 'pi_1', object: 'payment_intent', metadata, ...object } },
  });
}

const authorised = eventOf('payment_intent.amount_capturable_updated');
const hint = {
  outcome: 'hint',
  eventId: 'evt_1',
  type: 'payment_intent.amount_capturable_updated',
  providerId: 'pi_1',
  bookingId: 'bkg_1',
  paymentId: 'pay_1',
  ofMoney: true,
};

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'none';
}

describe('a webhook', () => {
  test.each(secrets)('is believed when it is signed with a live secret, %s', (secret) => {
    expect(read(Buffer.from(authorised), signWebhook(authorised, secret, now), now)).toEqual(hint);
  });

  test('is believed when the stripe package signed it, also with several signatures of which one is right', () => {
    const timestamp = Math.floor(now / 1000);
    const header = Stripe.webhooks.generateTestHeaderString({ payload: authorised, secret: 'whsec_old', timestamp });
    expect(read(Buffer.from(authorised), header, now)).toEqual(hint);
    expect(read(Buffer.from(authorised), `${header},v1=${'0'.repeat(64)},v0=abc`, now)).toEqual(hint);
  });

  test.each([
    ['no signature', undefined],
    ['an empty one', ''],
    ['another secret', signWebhook(authorised, 'whsec_other', now)],
    ['another body', signWebhook(`${authorised} `, 'whsec_new', now)],
    ['a signature cut short', signWebhook(authorised, 'whsec_new', now).slice(0, -2)],
    ['a scheme that is not v1', signWebhook(authorised, 'whsec_new', now).replace('v1=', 'v0=')],
    [
      'a timestamp moved after signing',
      signWebhook(authorised, 'whsec_new', now).replace(/t=\d+/, `t=${Math.floor(now / 1000) + 1}`),
    ],
    ['a timestamp that is no number', signWebhook(authorised, 'whsec_new', now).replace(/t=\d+/, 't=soon')],
  ])('is refused with %s', (_, signature) => {
    expect(codeOf(() => read(Buffer.from(authorised), signature, now))).toBe('bad_signature');
  });

  test('is refused when any byte of it was changed', () => {
    const signature = signWebhook(authorised, 'whsec_new', now);
    const bytes = Buffer.from(authorised);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const forged = Buffer.from(bytes);
        forged.writeUInt8(forged.readUInt8(at) ^ change, at);
        expect(codeOf(() => read(forged, signature, now))).toBe('bad_signature');
      }),
    );
  });

  test.each([
    [-300, 'none'],
    [300, 'none'],
    [-302, 'timestamp_skew'],
    [302, 'timestamp_skew'],
  ])('signed %i s from now is taken as: %s', (seconds, code) => {
    const signature = signWebhook(authorised, 'whsec_new', now + seconds * 1000);
    expect(codeOf(() => read(Buffer.from(authorised), signature, epochMs(now - (now % 1000))))).toBe(code);
  });

  test.each([
    ['of an unknown type', eventOf('invoice.paid')],
    ['of what our own call did', eventOf('payment_intent.created')],
    ['of another shop under the same account', eventOf('payment_intent.canceled', { metadata: {} })],
    ['of an object that is no payment', eventOf('payment_intent.canceled', { object: 'charge' })],
  ])('%s is ignored', (_, body) => {
    expect(read(Buffer.from(body), signWebhook(body, 'whsec_new', now), now)).toMatchObject({ outcome: 'ignored' });
  });

  test.each(['', '{', '[]', '{"id":1}'])('that is signed but no event, %j, is malformed', (body) => {
    expect(codeOf(() => read(Buffer.from(body), signWebhook(body, 'whsec_new', now), now))).toBe('malformed_request');
  });
});

describe('POST /v1/payment-events', () => {
  const reported: unknown[] = [];
  const routes = paymentEventRoutes({
    readPaymentHint: read,
    reportPayment: async (payment) => void reported.push(payment),
    now: () => now,
  });
  const door = createDoor({ routes });
  const post = (body: string, signature: string) =>
    request(door)
      .post('/v1/payment-events')
      .set('content-type', 'application/json; charset=utf-8')
      .set('stripe-signature', signature)
      .send(body);

  beforeEach(() => {
    reported.length = 0;
  });

  test('wakes the booking of a true webhook', async () => {
    const answer = await post(authorised, signWebhook(authorised, 'whsec_new', now));
    expect([answer.status, answer.body]).toEqual([200, { received: true }]);
    expect(reported).toEqual([{ bookingId: 'bkg_1', paymentId: 'pay_1', providerId: 'pi_1', ofMoney: true }]);
  });

  test('takes an unknown type and wakes nobody', async () => {
    const body = eventOf('payout.paid');
    expect((await post(body, signWebhook(body, 'whsec_new', now))).status).toBe(200);
    expect(reported).toEqual([]);
  });

  test('answers 401 to a forged and to a stale one, by name, and wakes nobody', async () => {
    const forged = await post(authorised, signWebhook(authorised, 'whsec_other', now));
    expect(forged.body).toMatchObject({ status: 401, code: 'bad_signature' });
    const stale = await post(authorised, signWebhook(authorised, 'whsec_new', now - 400_000));
    expect(stale.body).toMatchObject({ status: 401, code: 'timestamp_skew' });
    expect(reported).toEqual([]);
  });
});
