import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { classify, transactWrite } from '../../src/stores/dynamodb/transactions';

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe('why a transaction was cancelled', () => {
  it('is a failed condition as soon as one item says so, whatever the others met: trying again would change nothing', () => {
    const verdict = classify(cancelled('TransactionConflict', 'ConditionalCheckFailed', 'ThrottlingError'));
    expect(verdict).toMatchObject({ kind: 'condition', failed: [{ index: 1 }] });
  });

  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded'])(
    'passes, when no condition failed and an item met %s',
    (code) => expect(classify(cancelled('None', code))).toEqual({ kind: 'passing' }),
  );

  it('is a fault otherwise, for somebody else to try again', () => {
    expect(classify(cancelled('None', 'ValidationError'))).toEqual({ kind: 'fault' });
    expect(classify(new Error('connect ECONNREFUSED'))).toEqual({ kind: 'fault' });
  });

  it('is tried again at most so often, then thrown', async () => {
    let sent = 0;
    const send = async () => {
      sent++;
      throw cancelled('TransactionConflict');
    };
    const db = { send } as unknown as DynamoDBDocumentClient;
    await expect(transactWrite(db, [], { random: () => 0, maxAttempts: 3 })).rejects.toThrow('cancelled');
    expect(sent).toBe(3);
  });
});
