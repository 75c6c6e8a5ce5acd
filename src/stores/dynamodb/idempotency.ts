import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  IdempotencyAlreadyInProgressError,
  IdempotencyConfig,
  IdempotencyValidationError,
  makeIdempotent,
} from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { z } from 'zod';
import { DomainError } from '../../domain/problems';
import type { Sealing } from './sealing';
import type { Tables } from './tables';

/** An answer as it is kept: JSON and nothing else. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `key` already carries its owner; `fingerprint` is what must be the same when the key comes again. */
export interface KeyedRequest {
  readonly key: string;
  readonly fingerprint: string;
}

// What comes back from the table may have been written by another version of this code.
const keptSchema = z.object({ kept: z.string() });
const sealedSchema = z.object({ wrappedKey: z.string(), box: z.string() });
const answerSchema = z
  .object({ status: z.int(), body: z.unknown(), headers: z.record(z.string(), z.string()).optional() })
  .transform(({ status, body, headers }): KeptAnswer => ({ status, body, ...(headers && { headers }) }));

const keptSeconds = 24 * 3600;

/** A run that has not ended after this long died with its process; the next request with its key may start afresh. */
const longestRunMs = 60_000;

/**
 * Answers of POSTs by idempotency key, kept 24 hours and sealed, because they may name passengers. Throws DomainError `idempotency_key_reused` for another request
 * under the same key and `request_in_progress` while the first one runs. When the run throws, nothing is kept.
 */
export function createAnswerStore({
  client,
  tables,
  sealing,
}: {
  client: DynamoDBClient;
  tables: Tables;
  sealing: Sealing;
}) {
  const persistenceStore = new DynamoDBPersistenceLayer({ tableName: tables.Idempotency, awsSdkV3Client: client });
  const config = new IdempotencyConfig({
    eventKeyJmesPath: 'key',
    payloadValidationJmesPath: 'fingerprint',
    throwOnNoIdempotencyKey: true,
    expiresAfterSeconds: keptSeconds,
    hashFunction: 'sha256',
    responseHook: (kept) => ({ kept }),
  });
  if (!config.isEnabled()) throw new Error('POWERTOOLS_IDEMPOTENCY_DISABLED is set: requests would run twice');
  // The library asks the Lambda context how long a run may take. Here it is a constant.
  const deadline = { getRemainingTimeInMillis: () => longestRunMs };

  return {
    async once(
      keyed: KeyedRequest,
      run: () => Promise<KeptAnswer>,
    ): Promise<{ answer: KeptAnswer; replayed: boolean }> {
      const boundTo = keyed.key;
      let fresh: KeptAnswer | undefined;
      const runFresh = async () => {
        fresh = await run();
        return JSON.stringify(sealing.seal(fresh, boundTo));
      };
      // The library reads the payload and the deadline from the arguments; the run itself needs neither.
      const runOnce: (...read: [KeyedRequest, typeof deadline]) => Promise<unknown> = makeIdempotent(runFresh, {
        persistenceStore,
        config,
        keyPrefix: 'answers',
      });
      const outcome: unknown = await runOnce(keyed, deadline).catch((error: unknown) => {
        throw refusalOf(error) ?? error;
      });
      if (fresh) return { answer: fresh, replayed: false };
      const { kept } = keptSchema.parse(outcome);
      return {
        answer: answerSchema.parse(sealing.open(sealedSchema.parse(JSON.parse(kept)), boundTo)),
        replayed: true,
      };
    },
  };
}
export type AnswerStore = ReturnType<typeof createAnswerStore>;

function refusalOf(error: unknown): DomainError | undefined {
  if (error instanceof IdempotencyValidationError) {
    return new DomainError('idempotency_key_reused', 'This key was used with another request. Use a fresh key.');
  }
  if (error instanceof IdempotencyAlreadyInProgressError) {
    return new DomainError('request_in_progress', 'The first request with this key has not ended.', {
      retryAfterSeconds: 1,
    });
  }
  return undefined;
}
