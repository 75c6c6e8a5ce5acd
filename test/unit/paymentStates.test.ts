import fc from 'fast-check';
import { testCards } from '../../src/provider/cards';
import {
  cancelIntent,
  captureIntent,
  confirmIntent,
  createIntent,
  decideChallenge,
  refundIntent,
  settleIntent,
  type Step,
} from '../../src/provider/intents';
import type { Intent, IntentStatus } from '../../src/provider/records';
import { Refusal } from '../../src/provider/refusals';

const at = 1_795_385_893_164;
const amount = 22178;

function newIntent(captureMethod: Intent['captureMethod'] = 'manual'): Intent {
  const wanted = { id: 'pi_1', secret: 's', amount, currency: 'gbp', captureMethod, metadata: {}, description: null };
  return createIntent({ ...wanted, paymentMethod: null, at }).intent;
}

const commands = fc.oneof(
  fc.record({ kind: fc.constant('confirm' as const), card: fc.constantFrom(...Object.keys(testCards)) }),
  fc.record({ kind: fc.constant('decide' as const), passed: fc.boolean() }),
  fc.record({ kind: fc.constant('settle' as const) }),
  fc.record({
    kind: fc.constant('capture' as const),
    amount: fc.option(fc.integer({ min: 1, max: amount + 5 }), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('cancel' as const) }),
  fc.record({
    kind: fc.constant('refund' as const),
    amount: fc.option(fc.integer({ min: 1, max: amount + 5 }), { nil: undefined }),
  }),
);
type Command = typeof commands extends fc.Arbitrary<infer C> ? C : never;

function perform(intent: Intent, command: Command): Step | undefined {
  const card = testCards[intent.paymentMethod ?? ''];
  switch (command.kind) {
    case 'confirm': {
      const chosen = testCards[command.card];
      if (!chosen) throw new Error('unknown card');
      const ids = { chargeId: 'ch_1', challengeId: 'tds_1', settlesAt: at + 1 };
      return confirmIntent(intent, { card: chosen, paymentMethod: command.card, returnUrl: null, ...ids });
    }
    case 'decide':
      return card ? decideChallenge(intent, card, command.passed, 'ch_2') : undefined;
    case 'settle':
      return settleIntent(intent);
    case 'capture':
      return captureIntent(intent, card, command.amount);
    case 'cancel':
      return cancelIntent(intent, null, at);
    case 'refund':
      return refundIntent(intent, command.amount, { id: 're_1', createdAt: at, reason: null, metadata: {} });
  }
}

/** Which state may follow which, as Stripe's life cycle has it. */
const ways: Readonly<Record<IntentStatus, readonly IntentStatus[]>> = {
  requires_payment_method: ['requires_action', 'processing', 'requires_capture', 'succeeded', 'canceled'],
  requires_confirmation: [
    'requires_payment_method',
    'requires_action',
    'processing',
    'requires_capture',
    'succeeded',
    'canceled',
  ],
  requires_action: ['requires_payment_method', 'requires_capture', 'succeeded', 'canceled'],
  processing: ['requires_capture', 'succeeded'],
  requires_capture: ['succeeded', 'canceled'],
  succeeded: [],
  canceled: [],
};

test('keeps its money straight and only goes Stripe’s ways, whatever is asked of it in whatever order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('manual' as const, 'automatic' as const),
      fc.array(commands, { maxLength: 12 }),
      (method, asked) => {
        let intent = newIntent(method);
        for (const command of asked) {
          const before = intent;
          try {
            intent = perform(intent, command)?.intent ?? intent;
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            expect(error.status).toBe(400);
          }
          expect([before.status, ...ways[before.status]]).toContain(intent.status);
          expect(intent.amountCapturable).toBe(intent.status === 'requires_capture' ? amount : 0);
          expect(intent.amountReceived > 0).toBe(intent.status === 'succeeded');
          expect(intent.amountReceived).toBeLessThanOrEqual(amount);
          expect(intent.amountRefunded).toBeLessThanOrEqual(intent.amountReceived);
          expect(intent.amountRefunded).toBeGreaterThanOrEqual(before.amountRefunded);
          expect(intent.settlesAt !== null).toBe(intent.status === 'processing');
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('captures and refunds exactly what is left when no amount is named', () => {
  const confirmed = perform(newIntent(), { kind: 'confirm', card: 'pm_card_visa' })?.intent ?? newIntent();
  const captured = captureIntent(confirmed, undefined, 20_000).intent;
  expect(captured).toMatchObject({ status: 'succeeded', amountReceived: 20_000, amountCapturable: 0 });
  const details = { id: 're_1', createdAt: at, reason: null, metadata: {} };
  const first = refundIntent(captured, 5_000, details);
  const second = refundIntent(first.intent, undefined, details);
  expect([first.refund.amount, second.refund.amount, second.intent.amountRefunded]).toEqual([5_000, 15_000, 20_000]);
});

test('every test card says for people what it does', () => {
  for (const [name, card] of Object.entries(testCards)) {
    expect(name).toMatch(/^pm_card_[A-Za-z0-9_]+$/);
    expect(card.means).not.toBe('');
  }
});
