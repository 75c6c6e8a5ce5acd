import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The items whose conditions failed, by their place in the transaction, with what stands in the table instead. */
export interface FailedCondition {
  readonly index: number;
  readonly found: Record<string, unknown> | undefined;
}
export type TransactOutcome =
  | { readonly outcome: 'written' }
  | { readonly outcome: 'condition_failed'; readonly failed: readonly FailedCondition[] };

const passing = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
]);

export interface TransactOptions {
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly maxAttempts?: number;
}

/**
 * One all-or-nothing write. A failed condition is final and is answered by item; a conflict with another transaction or
 * a throttle is not retried by the SDK (F10), so it is retried here with full jitter: up to 25, 50, 100 ... 800 ms.
 * Whatever else goes wrong, and a conflict that will not end, is thrown for Temporal to retry.
 */
export async function transactWrite(
  db: DynamoDBDocumentClient,
  items: TransactItem[],
  options: TransactOptions,
): Promise<TransactOutcome> {
  const maxAttempts = options.maxAttempts ?? 8;
  for (let attempt = 1; ; attempt++) {
    try {
      await db.send(new TransactWriteCommand({ TransactItems: items }));
      return { outcome: 'written' };
    } catch (error) {
      const verdict = classify(error);
      if (verdict.kind === 'condition') return { outcome: 'condition_failed', failed: verdict.failed };
      if (verdict.kind === 'fault' || attempt === maxAttempts) throw error;
      await pause(options.random() * Math.min(800, 25 * 2 ** (attempt - 1)));
    }
  }
}

type Verdict = { kind: 'condition'; failed: FailedCondition[] } | { kind: 'passing' } | { kind: 'fault' };

/** Reads the reasons item by item: one failed condition decides, whatever the other items met. */
export function classify(error: unknown): Verdict {
  if (!(error instanceof TransactionCanceledException)) return { kind: 'fault' };
  const reasons = error.CancellationReasons ?? [];
  const failed = reasons.flatMap((reason, index) =>
    reason.Code === 'ConditionalCheckFailed' ? [{ index, found: reason.Item && plain(reason.Item) }] : [],
  );
  if (failed.length > 0) return { kind: 'condition', failed };
  return reasons.some((reason) => passing.has(reason.Code ?? '')) ? { kind: 'passing' } : { kind: 'fault' };
}

type Marshalled = Parameters<typeof unmarshall>[0];

/** The document client leaves the items of an exception as they came over the wire. */
function plain(item: Record<string, unknown>): Record<string, unknown> {
  return unmarshall(item as Marshalled);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
