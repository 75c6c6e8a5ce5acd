import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Tables } from './tables';

/**
 * The right to do something alone. `epoch` rises with every taking and fences what an earlier holder may still try;
 * `beat` rises with every sign of life. `memo` is what the holder leaves for its successor, written under the same fence.
 */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  readonly epoch: number;
  readonly beat: number;
  readonly released: boolean;
  readonly memo?: string;
}

export function createLeaseStore({ db, tables }: { db: DynamoDBDocumentClient; tables: Tables }) {
  const fenced = async (
    lease: Pick<Lease, 'name' | 'epoch'>,
    update: string,
    values: Record<string, unknown>,
  ): Promise<boolean> => {
    try {
      await db.send(
        new UpdateCommand({
          TableName: tables.Leases,
          Key: { Lease: lease.name },
          ConditionExpression: 'Epoch = :epoch',
          UpdateExpression: update,
          ExpressionAttributeValues: { ':epoch': lease.epoch, ...values },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  return {
    async findLease(name: string): Promise<Lease | undefined> {
      const answer = await db.send(
        new GetCommand({ TableName: tables.Leases, Key: { Lease: name }, ConsistentRead: true }),
      );
      return answer.Item && toLease(answer.Item);
    },

    /**
     * Takes the lease, if it still stands as `seen` (undefined: nobody ever had it). Undefined when somebody was faster
     * or its holder has shown life since. Not to be repeated blindly: ask again what stands.
     */
    async takeLease(name: string, owner: string, seen: Lease | undefined): Promise<Lease | undefined> {
      try {
        const answer = await db.send(
          new UpdateCommand({
            TableName: tables.Leases,
            Key: { Lease: name },
            ConditionExpression: seen ? 'Epoch = :epoch AND Beat = :beat' : 'attribute_not_exists(Lease)',
            UpdateExpression: 'SET #Owner = :owner, Epoch = :next, Beat = :start REMOVE Released',
            ExpressionAttributeNames: { '#Owner': 'Owner' },
            ExpressionAttributeValues: {
              ':owner': owner,
              ':next': (seen?.epoch ?? 0) + 1,
              ':start': 0,
              ...(seen && { ':epoch': seen.epoch, ':beat': seen.beat }),
            },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return answer.Attributes && toLease(answer.Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },

    /** A sign of life, with what a successor must know. False: another has taken the lease, so stop. May run twice. */
    renewLease(lease: Pick<Lease, 'name' | 'epoch'>, memo?: string): Promise<boolean> {
      if (memo === undefined) return fenced(lease, 'ADD Beat :one', { ':one': 1 });
      return fenced(lease, 'SET Memo = :memo ADD Beat :one', { ':one': 1, ':memo': memo });
    },

    /** Lets the next one in without the wait. False when it was not this holder's any more. */
    releaseLease(lease: Pick<Lease, 'name' | 'epoch'>): Promise<boolean> {
      return fenced(lease, 'SET Released = :yes', { ':yes': true });
    },
  };
}
export type LeaseStore = ReturnType<typeof createLeaseStore>;

function toLease(item: Record<string, unknown>): Lease {
  const memo = item['Memo'];
  return {
    name: String(item['Lease']),
    owner: String(item['Owner']),
    epoch: Number(item['Epoch']),
    beat: Number(item['Beat']),
    released: item['Released'] === true,
    ...(typeof memo === 'string' && { memo }),
  };
}
