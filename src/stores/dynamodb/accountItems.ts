import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Sealing } from './sealing';
import type { Tables } from './tables';

/** One opened entry of an account. `value` is missing where a passenger was deleted. */
export interface KeptEntry {
  readonly name: string;
  readonly version: number;
  readonly value: unknown;
  readonly fingerprint?: string | undefined;
}

export interface Account {
  readonly key: { readonly keyId: string; readonly wrappedKey: string } | undefined;
  readonly entries: readonly KeptEntry[];
}

export async function readItems(
  { db, tables }: { db: DynamoDBDocumentClient; tables: Tables },
  owner: string,
): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: tables.Accounts,
      KeyConditionExpression: 'Account = :owner',
      ExpressionAttributeValues: { ':owner': owner },
      ConsistentRead: true,
    }),
  );
  return Items;
}

/** The whole account in one strong read: a profile and at most fifty passengers. Entries of a destroyed key are not there. */
export async function readAccount(
  { db, tables, sealing }: { db: DynamoDBDocumentClient; tables: Tables; sealing: Sealing },
  owner: string,
): Promise<Account> {
  const items = await readItems({ db, tables }, owner);
  const found = items.find((item) => item['Entry'] === 'KEY');
  if (!found) return { key: undefined, entries: [] };
  const key = { keyId: found['KeyID'] as string, wrappedKey: found['WrappedKey'] as string };
  const entries = items
    .filter((item) => item['Entry'] !== 'KEY' && item['KeyID'] === key.keyId)
    .map((item) => {
      const name = item['Entry'] as string;
      const box = item['Box'] as string | undefined;
      return {
        name,
        version: item['Version'] as number,
        value:
          box === undefined ? undefined : sealing.openUnder<unknown>(key.wrappedKey, owner, box, `${owner}/${name}`),
        fingerprint: item['Fingerprint'] as string | undefined,
      };
    });
  return { key, entries };
}
