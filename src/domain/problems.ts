/**
 * Every refusal the product can give, in one table: code -> HTTP status, title and whether a retry can help.
 * A code without a status does not compile. The problem pages, the API documents and `docs/failure-modes.md` are made from it.
 * Shape of the answer: RFC 9457.
 */
export type Retryable = 'never' | 'same_key' | 'after';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly retryable: Retryable;
}

const never = (status: number, title: string): ProblemKind => ({ status, title, retryable: 'never' });

export const problemKinds = {
  malformed_request: never(400, 'The request is not valid JSON or not a valid URL'),
  idempotency_key_missing: never(400, 'This request needs an Idempotency-Key header'),
  api_version_unsupported: never(400, 'This version of the contract is not spoken here'),
  unauthenticated: never(401, 'This request needs a bearer token'),
  invalid_token: never(401, 'The bearer token is not valid'),
  bad_signature: never(401, 'The signature of the webhook is not valid'),
  timestamp_skew: never(401, 'The timestamp of the webhook is too far from now'),
  payment_declined: never(402, 'The payment was declined'),
  forbidden: never(403, 'This needs the operator role'),
  not_found: never(404, 'Not found'),
  method_not_allowed: never(405, 'This path does not take this method'),
  seat_unavailable: never(409, 'A wanted seat is taken'),
  seat_held_by_you: never(409, 'Another booking of yours holds this seat'),
  price_changed: never(409, 'The price has changed'),
  possible_duplicate_booking: never(409, 'The same passengers are already confirmed on this flight'),
  already_paid: never(409, 'This booking is already paid'),
  payment_in_progress: never(409, 'Another payment for this booking is in progress'),
  already_cancelled: never(409, 'This booking is already cancelled'),
  not_cancellable: never(409, 'This booking can no longer be cancelled this way'),
  not_held: never(409, 'This booking is no longer on hold'),
  extension_used: never(409, 'This hold was already extended once'),
  import_in_progress: {
    status: 409,
    title: 'Another import is under way',
    retryable: 'after',
  },
  request_in_progress: {
    status: 409,
    title: 'The first request with this key is still running',
    retryable: 'same_key',
  },
  account_full: never(409, 'The account keeps no more passengers'),
  not_erasable: never(409, 'The booking still needs its passengers'),
  flight_not_open: never(409, 'A flight of this offer is cancelled or departed'),
  offer_expired: never(410, 'The offer has expired'),
  search_expired: never(410, 'The search has expired'),
  hold_expired: never(410, 'The hold has expired; nothing was charged'),
  stream_gone: never(410, 'The asked-for events are no longer kept'),
  body_too_large: never(413, 'The body is too large'),
  unsupported_media_type: never(415, 'The body must be application/json'),
  validation_failed: never(422, 'The request has faults'),
  unknown_location: never(422, 'Unknown airport or city'),
  same_origin_destination: never(422, 'Origin and destination are the same place'),
  departure_in_past: never(422, 'The departure is in the past'),
  beyond_booking_horizon: never(422, 'The departure is beyond the booking horizon'),
  slices_out_of_order: never(422, 'The slices are not in the order of travel'),
  invalid_range: never(422, 'A range ends before it begins'),
  adult_required: never(422, 'An adult must travel along'),
  too_many_passengers: never(422, 'At most nine seated passengers per booking'),
  infant_ratio: never(422, 'More lap infants than adults'),
  infant_ages_out: never(422, 'An infant turns two before the last flight'),
  name_not_ticketable: never(422, 'A name cannot be printed on a ticket'),
  passengers_mismatch: never(422, 'The passengers are not those of the offer'),
  seat_not_assignable: never(422, 'A seat cannot be given to this passenger'),
  payment_amount_mismatch: never(422, 'The amount is not the price of the booking'),
  idempotency_key_reused: never(422, 'This key was used with another request'),
  too_many_holds: { status: 429, title: 'Too many open holds', retryable: 'after' },
  rate_limited: { status: 429, title: 'Too many requests', retryable: 'after' },
  internal_error: { status: 500, title: 'Something went wrong on our side', retryable: 'same_key' },
  service_unavailable: { status: 503, title: 'A server behind is down; nothing was booked', retryable: 'after' },
  outcome_unknown: {
    status: 503,
    title: 'The outcome is not known yet; ask again with the same key',
    retryable: 'same_key',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(problemKinds, text);
}

/** One fault of a request. `pointer` is a JSON pointer into the body, or the name of a query parameter or header. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly example?: unknown;
  /** Values that may have been meant, best first, for example known airports near an unknown code. */
  readonly suggestions?: readonly unknown[];
}

/** What a refusal may carry beyond its code. All of it is shown to the caller, so nothing private belongs here. */
export interface ProblemExtras {
  readonly errors?: readonly Fault[];
  readonly current?: unknown;
  readonly alternatives?: unknown;
  readonly nextActions?: readonly string[];
  readonly retryAfterSeconds?: number;
  /** The first answer of this key once more. */
  readonly replayed?: boolean;
  /** Further members of the problem document, for example the taken seats. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** A refusal: the request was understood and the answer is no. Never retried. Anything else that is thrown is a fault. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(`${code}: ${detail}`);
  }
}

/** Makes the compiler reject a switch that forgets a member of a union. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
