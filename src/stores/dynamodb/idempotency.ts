import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  IdempotencyAlreadyInProgressError,
  IdempotencyConfig,
  IdempotencyValidationError,
  makeIdempotent,
} from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { DomainError } from '../../domain/problems';
import type { Tables } from './tables';

/** An answer as it is kept: JSON and nothing else. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `key` already carries its owner; `request` is what must be the same when the key comes again. */
export interface KeyedRequest {
  readonly key: string;
  readonly request: { readonly target: string; readonly body: unknown };
}

const keptSeconds = 24 * 3600;

/** A run that has not ended after this long died with its process; the next request with its key may start afresh. */
const longestRunMs = 60_000;

/**
 * Answers of POSTs by idempotency key, kept 24 hours. Throws DomainError `idempotency_key_reused` for another request
 * under the same key and `request_in_progress` while the first one runs. When the run throws, nothing is kept.
 */
export function createAnswerStore({ client, tables }: { client: DynamoDBClient; tables: Tables }) {
  const persistenceStore = new DynamoDBPersistenceLayer({ tableName: tables.Idempotency, awsSdkV3Client: client });
  const config = new IdempotencyConfig({
    eventKeyJmesPath: 'key',
    payloadValidationJmesPath: 'request',
    throwOnNoIdempotencyKey: true,
    expiresAfterSeconds: keptSeconds,
    hashFunction: 'sha256',
    responseHook: (kept) => ({ kept: String(kept), replayed: true }),
  });
  if (!config.isEnabled()) throw new Error('POWERTOOLS_IDEMPOTENCY_DISABLED is set: requests would run twice');
  // The library asks the Lambda context how long a run may take. Here it is a constant.
  const deadline = { getRemainingTimeInMillis: () => longestRunMs };

  return {
    async once(
      keyed: KeyedRequest,
      run: () => Promise<KeptAnswer>,
    ): Promise<{ answer: KeptAnswer; replayed: boolean }> {
      const runOnce = makeIdempotent(
        async (_keyed: KeyedRequest, _deadline: typeof deadline) => JSON.stringify(await run()),
        { persistenceStore, config, keyPrefix: 'answers' },
      );
      const outcome: unknown = await runOnce(keyed, deadline).catch((error: unknown) => {
        throw refusalOf(error) ?? error;
      });
      const replayed = typeof outcome !== 'string';
      return { answer: keptAnswerOf(replayed ? Reflect.get(Object(outcome), 'kept') : outcome), replayed };
    },
  };
}
export type AnswerStore = ReturnType<typeof createAnswerStore>;

function keptAnswerOf(kept: unknown): KeptAnswer {
  const answer: unknown = JSON.parse(String(kept));
  if (!isKeptAnswer(answer)) throw new Error('the kept answer has no status');
  return answer;
}

function isKeptAnswer(value: unknown): value is KeptAnswer {
  return typeof value === 'object' && value !== null && 'status' in value && typeof value.status === 'number';
}

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
