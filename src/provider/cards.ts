/** How the provider's events of a payment reach the shop: once, three times each, or before the request is answered. */
export type WebhookManner = 'once' | 'thrice' | 'first';

/** One test payment method and what it does at each step. It always does the same, and no card number exists anywhere. */
export interface TestCard {
  /** What confirming does: authorise, refuse, ask the customer (3-D Secure), or take its time. */
  readonly confirm: 'authorise' | 'decline' | 'challenge' | 'process_soon' | 'process_late';
  /** Why it is refused: at once, or after a passed challenge. */
  readonly decline?: { readonly code: string; readonly declineCode: string };
  readonly captureDeclines?: boolean;
  readonly webhook: WebhookManner;
  /** For people: the row of the table in the README. */
  readonly means: string;
}

const authorises = (means: string): TestCard => ({ confirm: 'authorise', webhook: 'once', means });
const declines = (code: string, declineCode: string, means: string): TestCard => ({
  confirm: 'decline',
  decline: { code, declineCode },
  webhook: 'once',
  means,
});
const challenges = (means: string): TestCard => ({ confirm: 'challenge', webhook: 'once', means });

/**
 * Every payment method this provider knows. Names without `skyhold` are Stripe's own test names and behave as in Stripe's
 * sandbox; the others act out what a sandbox does not offer.
 */
export const testCards: Readonly<Record<string, TestCard>> = {
  pm_card_visa: authorises('authorised at once'),
  pm_card_mastercard: authorises('authorised at once'),
  pm_card_amex: authorises('authorised at once'),
  pm_card_chargeDeclined: declines('card_declined', 'generic_decline', 'declined'),
  pm_card_visa_chargeDeclined: declines('card_declined', 'generic_decline', 'declined'),
  pm_card_chargeDeclinedInsufficientFunds: declines(
    'card_declined',
    'insufficient_funds',
    'declined: insufficient funds',
  ),
  pm_card_visa_chargeDeclinedInsufficientFunds: declines(
    'card_declined',
    'insufficient_funds',
    'declined: insufficient funds',
  ),
  pm_card_visa_chargeDeclinedLostCard: declines('card_declined', 'lost_card', 'declined: lost card'),
  pm_card_chargeDeclinedExpiredCard: declines('expired_card', 'expired_card', 'declined: expired card'),
  pm_card_chargeDeclinedProcessingError: declines('processing_error', 'processing_error', 'declined: processing error'),
  pm_card_threeDSecure2Required: challenges('3-D Secure page; Approve authorises, Fail declines'),
  pm_card_threeDSecureRequired: challenges('3-D Secure page; Approve authorises, Fail declines'),
  pm_card_authenticationRequired: challenges('3-D Secure page; Approve authorises, Fail declines'),
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: {
    confirm: 'challenge',
    decline: { code: 'card_declined', declineCode: 'insufficient_funds' },
    webhook: 'once',
    means: '3-D Secure page; declined even when approved',
  },
  pm_card_skyhold_captureDeclined: {
    confirm: 'authorise',
    captureDeclines: true,
    webhook: 'once',
    means: 'authorised; the capture is declined',
  },
  pm_card_skyhold_processing: {
    confirm: 'process_soon',
    webhook: 'once',
    means: 'processing first, authorised a moment later',
  },
  pm_card_skyhold_lateSuccess: {
    confirm: 'process_late',
    webhook: 'once',
    means: 'processing, authorised only after the hold has run out',
  },
  pm_card_skyhold_webhookThrice: {
    confirm: 'authorise',
    webhook: 'thrice',
    means: 'authorised; every webhook is sent three times',
  },
  pm_card_skyhold_webhookFirst: {
    confirm: 'authorise',
    webhook: 'first',
    means: 'authorised; the webhook arrives before the answer',
  },
};
