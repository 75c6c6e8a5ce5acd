import type { AnswerStore } from '../../stores/dynamodb/idempotency';
import { DomainError, problemKinds } from '../../domain/problems';
import { type ProblemContext, problemDocument, problemHeaders, refusalOf } from './problems';
import type { Answer, Caller, Route } from './route';

/** 1 to 255 visible ASCII characters. */
const keyForm = /^[\x21-\x7e]{1,255}$/;

/** The key of a request that needs one. Throws `idempotency_key_missing`. */
export function idempotencyKeyOf({ spec }: Route, header: string | undefined): string {
  if (spec.idempotency === 'none') return '';
  if (header !== undefined && keyForm.test(header)) return header;
  const fault = { pointer: 'Idempotency-Key', code: header === undefined ? 'required' : 'invalid_format' };
  const message =
    'Send a fresh Idempotency-Key of 1 to 255 visible ASCII characters, and the same one when you repeat the request.';
  throw new DomainError('idempotency_key_missing', message, { errors: [{ ...fault, message }] });
}

/** Whose keys these are: two callers may use the same key without meeting. */
function scopeOf(caller: Caller, addressKey: string): string {
  switch (caller.kind) {
    case 'user':
      return caller.userId;
    case 'booking':
      return caller.bookingId;
    case 'anonymous':
      return addressKey;
  }
}

/** Only what would be the same again is kept. After an outage or a full lane the same key starts afresh. */
function isFinal(refusal: DomainError): boolean {
  return problemKinds[refusal.code].status < 500 && problemKinds[refusal.code].retryable === 'never';
}

/**
 * Runs an operation at most once per caller and key, keeping its answer, refusals included. A repeated request gets the
 * first one's status and body; another body or route under the same key is refused.
 */
export async function answerOnce(
  answers: AnswerStore,
  { key, caller, addressKey, fingerprint }: { key: string; caller: Caller; addressKey: string; fingerprint: string },
  problem: ProblemContext,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const runToTheEnd = () =>
    run().catch((error: unknown): Answer => {
      const refusal = refusalOf(error);
      if (!refusal || !isFinal(refusal)) throw error;
      const document = problemDocument(refusal, problem);
      return { status: problemKinds[refusal.code].status, body: document, headers: problemHeaders(document) };
    });
  const { answer, replayed } = await answers.once(
    { key: `${scopeOf(caller, addressKey)} ${key}`, fingerprint },
    runToTheEnd,
  );
  return { ...answer, replayed };
}
