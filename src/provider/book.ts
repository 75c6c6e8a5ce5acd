import type { Entry, EventType, Intent, IntentStatus, KeptAnswer, Refund } from './records';
import type { ProviderEvent } from './wire';

/** A change of a payment's state, or an operation that left it as it was: what an audit wants to see. */
interface Transition {
  readonly at: number;
  readonly operation: string;
  readonly from: IntentStatus | null;
  readonly to: IntentStatus;
}

/**
 * Everything the provider knows, in memory. Changed by `apply` alone, with the same entries that go to the ledger, so that
 * a replayed ledger and a running provider cannot differ. `isWanted` says which events are to be delivered; all are kept.
 */
export function createBook(isWanted: (type: EventType) => boolean) {
  const intents = new Map<string, Intent>();
  const transitions = new Map<string, Transition[]>();
  const byCharge = new Map<string, string>();
  const byChallenge = new Map<string, string>();
  const refunds = new Map<string, Refund>();
  const answers = new Map<string, KeptAnswer>();
  const events = new Map<string, ProviderEvent>();
  const undelivered = new Set<string>();

  function applyIntent(intent: Intent, entry: Entry): void {
    const from = intents.get(intent.id)?.status ?? null;
    const trail = transitions.get(intent.id) ?? [];
    trail.push({ at: entry.at, operation: entry.operation, from, to: intent.status });
    transitions.set(intent.id, trail);
    intents.set(intent.id, intent);
    if (intent.chargeId !== null) byCharge.set(intent.chargeId, intent.id);
    if (intent.challengeId !== null) byChallenge.set(intent.challengeId, intent.id);
    for (const { id, type } of entry.events ?? []) {
      events.set(id, { id, type, at: entry.at, intent });
      if (isWanted(type)) undelivered.add(id);
    }
  }

  function apply(entry: Entry): void {
    if (entry.intent) applyIntent(entry.intent, entry);
    if (entry.refund) refunds.set(entry.refund.id, entry.refund);
    if (entry.answer) answers.set(entry.answer.key, entry.answer);
    if (entry.delivered) undelivered.delete(entry.delivered.id);
  }

  return {
    apply,
    findIntent: (id: string) => intents.get(id),
    findIntentByCharge: (chargeId: string) => intents.get(byCharge.get(chargeId) ?? ''),
    findIntentByChallenge: (challengeId: string) => intents.get(byChallenge.get(challengeId) ?? ''),
    findRefund: (id: string) => refunds.get(id),
    findEvent: (id: string) => events.get(id),
    findAnswer: (key: string) => answers.get(key),
    /** All of these in the order of their making. */
    listIntents: () => [...intents.values()],
    listRefunds: () => [...refunds.values()],
    listEvents: () => [...events.values()],
    listTransitions: (intentId: string): readonly Transition[] => transitions.get(intentId) ?? [],
    listUndelivered: () => [...undelivered],
    isUndelivered: (id: string) => undelivered.has(id),
    countUndelivered: () => undelivered.size,
  };
}

export type Book = ReturnType<typeof createBook>;
