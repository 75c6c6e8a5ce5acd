/** Error types of Stripe's wire form. https://docs.stripe.com/api/errors */
type RefusalType = 'card_error' | 'invalid_request_error' | 'idempotency_error' | 'api_error';

interface RefusalDetails {
  readonly code?: string;
  readonly declineCode?: string;
  readonly param?: string;
  /** Whether a repeated request with the same key gets this answer again, as for everything that began to execute. */
  readonly kept?: boolean;
}

/** A request the provider answers with an error of Stripe's shape. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    readonly type: RefusalType,
    message: string,
    readonly details: RefusalDetails = {},
  ) {
    super(message);
  }
}

export function badParameter(param: string, message: string, code = 'parameter_invalid'): Refusal {
  return new Refusal(400, 'invalid_request_error', message, { code, param });
}

export function noSuch(kind: string, id: string, param: string): Refusal {
  // What a caller sent is repeated only if it looks like an id, so that no pasted card number comes back or is logged.
  const shown = /^[a-z]{2,4}_[A-Za-z0-9_]{1,80}$/.test(id) ? `'${id}'` : '(value withheld)';
  return new Refusal(param === 'id' ? 404 : 400, 'invalid_request_error', `No such ${kind}: ${shown}`, {
    code: 'resource_missing',
    param,
  });
}
