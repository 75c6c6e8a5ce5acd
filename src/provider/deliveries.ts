import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Book } from './book';
import { testCards } from './cards';
import type { Faults } from './faults';
import type { Entry, EventType } from './records';
import { signWebhook } from './signatures';
import { eventWire, type ProviderEvent } from './wire';

const attemptTimeoutMs = 10_000;
const firstRetryMs = 100;
const longestRetryMs = 60_000;
/** Stripe tries for three days. */
const giveUpAfterMs = 72 * 3_600_000;
const atOnce = 16;

/** An address of the shop's, and the events that it is registered for: all of them when nothing is said. */
export interface WebhookEndpoint {
  readonly url: string;
  readonly secret: string;
  readonly events?: '*' | readonly EventType[];
}

interface Dependencies {
  readonly book: Book;
  readonly faults: Faults;
  readonly record: (entry: Entry) => Promise<void>;
  readonly webhook: WebhookEndpoint | undefined;
  readonly apiVersion: string;
  readonly baseUrl: () => string;
  readonly now: () => number;
  readonly logger: Logger;
}

/**
 * Sends each event at least once: until the shop answers 2xx, with a growing pause between attempts, also across
 * restarts. Order is not promised, as Stripe does not.
 */
export function createDeliveries({ book, faults, record, webhook, apiVersion, baseUrl, now, logger }: Dependencies) {
  const stop = new AbortController();
  const ready: string[] = [];
  const attempts = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const retries = new Set<NodeJS.Timeout>();
  const isStopped = () => stop.signal.aborted;

  /** One request. True when the shop took the event. */
  async function post(event: ProviderEvent, url: string, secret: string): Promise<boolean> {
    const fault = faults.take('webhook', event.intent.metadata['booking_id']);
    if (fault?.kind === 'drop_request' || fault?.kind === 'error_500') return false;
    if (fault?.kind === 'delay') await pause(fault.ms, undefined, { signal: stop.signal });
    const body = JSON.stringify(eventWire(event, apiVersion, baseUrl()));
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signWebhook(body, secret, now()),
      },
      body,
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(attemptTimeoutMs)]),
    });
    await response.arrayBuffer();
    return response.ok && fault?.kind !== 'drop_answer';
  }

  async function postAll(event: ProviderEvent, url: string, secret: string): Promise<boolean> {
    const manner = testCards[event.intent.paymentMethod ?? '']?.webhook;
    for (let copy = manner === 'thrice' ? 3 : 1; copy > 0; copy -= 1)
      if (!(await post(event, url, secret))) return false;
    return true;
  }

  /** One attempt with its book-keeping. Never rejects: a shop that is away is what the retries are for. */
  async function attempt(event: ProviderEvent): Promise<void> {
    if (!webhook || isStopped()) return;
    const count = (attempts.get(event.id) ?? 0) + 1;
    attempts.set(event.id, count);
    const accepted = await postAll(event, webhook.url, webhook.secret).catch((error: unknown) => {
      logger.debug({ event: event.id, attempt: count, err: error }, 'webhook not delivered');
      return false;
    });
    if (isStopped() && !accepted) return;
    const abandoned = !accepted && now() - event.at > giveUpAfterMs;
    if (accepted || abandoned) {
      attempts.delete(event.id);
      const delivered = { id: event.id, outcome: accepted ? ('accepted' as const) : ('abandoned' as const) };
      await record({ at: now(), operation: 'webhook', delivered });
    } else retryLater(event.id, count);
  }

  function retryLater(eventId: string, count: number): void {
    const longest = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(count, 20));
    const timer = setTimeout(
      () => {
        retries.delete(timer);
        enqueue([eventId]);
      },
      longest * (0.5 + Math.random() / 2),
    );
    retries.add(timer);
  }

  function track(work: Promise<void>): Promise<void> {
    const tracked = work
      .catch((error: unknown) => logger.error({ err: error }, 'the ledger did not take a delivery'))
      .finally(() => {
        running.delete(tracked);
        pump();
      });
    running.add(tracked);
    return tracked;
  }

  function pump(): void {
    while (!isStopped() && running.size < atOnce) {
      const event = book.findEvent(ready.shift() ?? '');
      if (!event) return;
      void track(attempt(event));
    }
  }

  function enqueue(eventIds: readonly string[]): void {
    if (!webhook) return;
    ready.push(...eventIds.filter(book.isUndelivered));
    pump();
  }

  return {
    enqueue,
    /** Sends at once and waits for this attempt, whatever comes of it: the webhook that overtakes its own answer. */
    async sendFirst(eventIds: readonly string[]): Promise<void> {
      const events = eventIds.filter(book.isUndelivered).flatMap((id) => book.findEvent(id) ?? []);
      await Promise.all(events.map((event) => track(attempt(event))));
    },
    /** Takes up what an earlier run could not deliver. */
    resume: () => enqueue(book.listUndelivered()),
    async close(): Promise<void> {
      stop.abort();
      for (const timer of retries) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}

export type Deliveries = ReturnType<typeof createDeliveries>;
