import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createHash } from 'node:crypto';
import type { HoldSlot } from '../../domain/bookings';
import type { EpochMs } from '../../domain/instants';
import type { Tables } from './tables';

/** How many unpaid bookings one owner, and one address, may keep at a time. */
export interface SlotLimits {
  readonly perUser: number;
  readonly perAddress: number;
  /** A partner's customers all come from the partner's own addresses, so this one number stands for both. */
  readonly perPartner: number;
}

const tries = 4;

/**
 * Candidates for one owner's slot: first an index by hash and the three after it, which nearly always finds a free one
 * without a read; then whatever a strong read shows to be free. `undefined` means that all are taken.
 */
export function createSlotFinder({
  db,
  tables,
  now,
}: {
  db: DynamoDBDocumentClient;
  tables: Tables;
  now: () => EpochMs;
}) {
  async function freeByReading(owner: string, limit: number, bookingId: string): Promise<number | undefined> {
    const taken = new Set<number>();
    let start: Record<string, unknown> | undefined;
    do {
      const answer = await db.send(
        new QueryCommand({
          TableName: tables.Slots,
          KeyConditionExpression: '#Owner = :o',
          ExpressionAttributeNames: { '#Owner': 'Owner' },
          ExpressionAttributeValues: { ':o': owner },
          ConsistentRead: true,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      for (const item of answer.Items ?? []) {
        if (item['BookingID'] !== bookingId && (item['LockExpiresAt'] as number) >= now())
          taken.add(item['Slot'] as number);
      }
      start = answer.LastEvaluatedKey;
    } while (start);
    for (let slot = 0; slot < limit; slot++) if (!taken.has(slot)) return slot;
    return undefined;
  }

  return {
    /** The slot to try in the `attempt`-th transaction, counted from 0, or undefined when all of the owner's are taken. */
    async candidate(owner: string, limit: number, bookingId: string, attempt: number): Promise<HoldSlot | undefined> {
      if (attempt < Math.min(tries, limit)) return { owner, slot: (firstIndex(owner, bookingId) + attempt) % limit };
      const slot = await freeByReading(owner, limit, bookingId);
      return slot === undefined ? undefined : { owner, slot };
    },
  };
}
export type SlotFinder = ReturnType<typeof createSlotFinder>;

function firstIndex(owner: string, bookingId: string): number {
  return createHash('sha256').update(`${owner}/${bookingId}`).digest().readUInt32BE(0);
}
