import { setTimeout as pause } from 'node:timers/promises';
import type { Book } from './book';
import { testCards } from './cards';
import type { Deliveries } from './deliveries';
import type { Fault, FaultableOperation, Faults } from './faults';
import type { Change, Operations } from './operations';
import type { Entry, Intent, KeptAnswer } from './records';
import { Refusal } from './refusals';
import { declinedWire, intentWire, refundWire, refusalWire, type View } from './wire';

/** One request that changes something, already parsed. */
export interface Call {
  readonly operation: Exclude<FaultableOperation, 'retrieve' | 'list' | 'webhook'>;
  readonly intentId?: string;
  readonly bookingId: string | undefined;
  readonly requestId: string;
  readonly idempotencyKey: string | undefined;
  /** Method, path and parameters in one canonical digest: a key is good for one request only. */
  readonly fingerprint: string;
  readonly view: View;
  readonly run: () => Change;
}

export type Reply =
  | { readonly kind: 'dropped' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      /** Of the request that was carried out, when this is its kept answer. */
      readonly originalRequestId?: string;
    };

interface Dependencies {
  readonly book: Book;
  readonly operations: Operations;
  readonly deliveries: Deliveries;
  readonly faults: Faults;
  readonly record: (entry: Entry) => Promise<void>;
  /** Told of every change, after it is on the disk. */
  readonly changed: (intent: Intent) => void;
  readonly now: () => number;
}

type Answer = Extract<Reply, { kind: 'answer' }>;

/**
 * Carries out requests one effect each: a repeated key gets the kept answer, a change and its kept answer reach the disk
 * in one line, and only then is the caller answered and the shop told.
 */
export function createDesk({ book, operations, deliveries, faults, record, changed, now }: Dependencies) {
  const inFlight = new Set<string>();

  function refuse(refusal: Refusal, call: Call): Answer {
    const body = JSON.stringify(refusalWire(refusal, book.findIntent(call.intentId ?? ''), call.view));
    return { kind: 'answer', status: refusal.status, body };
  }

  /** The kept answer of an earlier request with this key; a Refusal when the key was used for another one or is in use. */
  function earlier(call: Call, key: string): KeptAnswer | undefined {
    const kept = book.findAnswer(key);
    if (kept && kept.fingerprint !== call.fingerprint) {
      throw new Refusal(
        400,
        'idempotency_error',
        `Keys for idempotent requests can only be used with the same endpoint and parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    }
    if (inFlight.has(key)) {
      throw new Refusal(
        409,
        'idempotency_error',
        `There is currently another in-progress request using this idempotency key: ${key}.`,
        {
          code: 'idempotency_key_in_use',
        },
      );
    }
    return kept;
  }

  function keep(call: Call, answer: Answer): Pick<Entry, 'answer'> {
    if (call.idempotencyKey === undefined) return {};
    const { idempotencyKey: key, fingerprint, requestId } = call;
    return { answer: { key, fingerprint, status: answer.status, body: answer.body, requestId } };
  }

  async function carryOut(call: Call, change: Change): Promise<Answer> {
    const { intent, refund, declined, events, operation } = change;
    const body = declined
      ? declinedWire(declined, intent, call.view)
      : refund
        ? refundWire(refund)
        : intentWire(intent, call.view);
    const answer: Answer = { kind: 'answer', status: declined ? 402 : 200, body: JSON.stringify(body) };
    await record({
      at: now(),
      operation,
      intent,
      events: [...events],
      ...(refund ? { refund } : {}),
      ...keep(call, answer),
    });
    changed(intent);
    const ids = events.map((event) => event.id);
    if (testCards[intent.paymentMethod ?? '']?.webhook === 'first') await deliveries.sendFirst(ids);
    else deliveries.enqueue(ids);
    return answer;
  }

  async function execute(call: Call, fault: Fault | undefined): Promise<Answer> {
    if (fault?.kind === 'error_500') {
      const answer = refuse(
        new Refusal(500, 'api_error', 'An unknown error occurred (asked for by a fault switch).'),
        call,
      );
      if (fault.saved) await record({ at: now(), operation: call.operation, ...keep(call, answer) });
      return answer;
    }
    try {
      const byFault = fault?.kind === 'decline' && (call.operation === 'confirm' || call.operation === 'capture');
      const change = byFault
        ? operations.declineByFault(call.operation, call.intentId ?? '', fault.decline_code)
        : call.run();
      return await carryOut(call, change);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const answer = refuse(error, call);
      if (error.details.kept) await record({ at: now(), operation: call.operation, ...keep(call, answer) });
      return answer;
    }
  }

  async function underKey(call: Call, fault: Fault | undefined): Promise<Answer> {
    const key = call.idempotencyKey;
    if (key !== undefined) {
      const kept = earlier(call, key);
      if (kept) return { kind: 'answer', status: kept.status, body: kept.body, originalRequestId: kept.requestId };
      inFlight.add(key);
    }
    try {
      if (fault?.kind === 'delay') await pause(fault.ms);
      return await execute(call, fault);
    } finally {
      if (key !== undefined) inFlight.delete(key);
    }
  }

  return {
    /** Answers a request that changes something. Throws only when the disk fails. */
    async handle(call: Call): Promise<Reply> {
      const fault = faults.take(call.operation, call.bookingId);
      if (fault?.kind === 'drop_request') return { kind: 'dropped' };
      const answer = await underKey(call, fault).catch((error: unknown) => {
        if (error instanceof Refusal) return refuse(error, call);
        throw error;
      });
      if (fault?.kind === 'drop_answer') return { kind: 'dropped' };
      if (fault?.kind === 'delay_answer') await pause(fault.ms);
      return answer;
    },
  };
}

export type Desk = ReturnType<typeof createDesk>;
