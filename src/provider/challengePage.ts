import type { Intent } from './records';

/**
 * The 3-D Secure page: plain HTML that loads nothing, works without script and by keyboard, and says what is being paid.
 */
const style = `
  :root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
  main { box-sizing: border-box; width: min(28rem, 100%); padding: 2rem; }
  h1 { font-size: 1.375rem; margin: 0 0 1rem; }
  dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .25rem 1rem; margin: 0 0 1.5rem; }
  dt { opacity: .8; } dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  form { display: grid; gap: .75rem; }
  button { font: inherit; padding: .75rem 1rem; border-radius: .5rem; border: 2px solid #1a5fb4; cursor: pointer; }
  button[value=approve] { background: #1a5fb4; color: #fff; }
  button[value=fail] { background: transparent; color: inherit; }
  :focus-visible { outline: 3px solid #e5a50a; outline-offset: 3px; }
  .note { font-size: .875rem; opacity: .8; }`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c);

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head>
<body><main>
<h1>${title}</h1>
${content}
<p class="note">Test payment provider. No bank, no card and no money is involved.</p>
</main></body>
</html>
`;
}

/** Integer minor units as people read them, for example `221.78 GBP`. */
function readableAmount(amount: number, currency: string): string {
  const code = currency.toUpperCase();
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits ?? 2;
  return `${(amount / 10 ** digits).toFixed(digits)} ${code}`;
}

export function challengePage(intent: Intent): string {
  return page(
    'Confirm your payment',
    `<dl><dt>Amount</dt><dd>${escape(readableAmount(intent.amount, intent.currency))}</dd>
<dt>Card</dt><dd>${escape(intent.paymentMethod ?? '')}</dd></dl>
<form method="post">
<button name="decision" value="approve" autofocus>Approve</button>
<button name="decision" value="fail">Fail</button>
</form>`,
  );
}

/** Where to go on after the decision, with the members that Stripe adds to the return URL. */
export function returnTarget(intent: Intent): string | undefined {
  if (intent.returnUrl === null) return undefined;
  const target = new URL(intent.returnUrl);
  target.searchParams.set('payment_intent', intent.id);
  target.searchParams.set('payment_intent_client_secret', intent.secret);
  target.searchParams.set('redirect_status', intent.lastError ? 'failed' : 'succeeded');
  return target.href;
}

export function decidedPage(intent: Intent): string {
  const outcome =
    intent.status === 'canceled'
      ? 'This payment was cancelled.'
      : intent.lastError
        ? 'The payment was not approved.'
        : 'The payment was approved.';
  const target = returnTarget(intent);
  return page(
    'Nothing left to confirm',
    `<p>${outcome}</p>${target ? `<p><a href="${escape(target)}">Back to the shop</a></p>` : ''}`,
  );
}

export function unknownPage(): string {
  return page('Unknown payment', '<p>There is no payment to confirm at this address.</p>');
}

/** Browsers apply `form-action` to the redirect after the form too, so the shop's origin is named. */
export function contentSecurityPolicy(intent: Intent | undefined): string {
  const shop = intent?.returnUrl ? ` ${new URL(intent.returnUrl).origin}` : '';
  return `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'${shop}`;
}
