import fc from 'fast-check';
import { fromStripe, inStripesUnits } from '../../src/gateways/stripePayments';

type Intent = Parameters<typeof fromStripe>[0];

/** A PaymentIntent as Stripe sends it, as far as the product reads it. */
function stripeIntent(members: Readonly<Record<string, unknown>>): Intent {
  const metadata = { booking_id: 'bkg_1', payment_id: 'pay_1' };
  const base = {
    id: 'pi_1',
    amount: 5000,
    amount_received: 0,
    currency: 'eur',
    metadata,
    status: 'requires_payment_method',
  };
  return { ...base, last_payment_error: null, next_action: null, latest_charge: null, ...members } as unknown as Intent;
}

test('amounts go to the provider and come back unchanged in every currency', () => {
  const currencies = fc.constantFrom('GBP', 'EUR', 'USD', 'JPY', 'KRW', 'ISK', 'UGX', 'KWD');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900_000 }), currencies, (amount, currency) => {
      expect(fromStripe(stripeIntent(inStripesUnits({ amount, currency }))).amount).toEqual({ amount, currency });
    }),
  );
});

test.each([
  ['requires_payment_method', 'requires_payment_method'],
  ['requires_confirmation', 'requires_payment_method'],
  ['requires_action', 'requires_action'],
  ['processing', 'processing'],
  ['requires_capture', 'authorised'],
  ['succeeded', 'captured'],
  ['canceled', 'cancelled'],
])('reads %s as %s', (status, state) => {
  expect(fromStripe(stripeIntent({ status })).state).toBe(state);
});

test('does not guess at a status it does not know', () => {
  expect(() => fromStripe(stripeIntent({ status: 'requires_reflection' }))).toThrow('requires_reflection');
});

test('does not take a released authorisation for money sent back', () => {
  const released = { status: 'canceled', latest_charge: { amount_refunded: 5000 } };
  expect(fromStripe(stripeIntent(released)).refunded).toEqual({ amount: 0, currency: 'EUR' });
  const refunded = { status: 'succeeded', amount_received: 5000, latest_charge: { amount_refunded: 1200 } };
  expect(fromStripe(stripeIntent(refunded)).refunded).toEqual({ amount: 1200, currency: 'EUR' });
});

test('names the reason of the last failure, the issuer’s before the provider’s', () => {
  const error = { code: 'card_declined', decline_code: 'insufficient_funds' };
  expect(fromStripe(stripeIntent({ last_payment_error: error })).declineCode).toBe('insufficient_funds');
  expect(fromStripe(stripeIntent({ last_payment_error: { code: 'expired_card' } })).declineCode).toBe('expired_card');
});
