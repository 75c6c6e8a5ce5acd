import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { randomBytes } from 'node:crypto';
import type { Profile, SavedPassenger, TravellerDetails } from '../../domain/accounts';
import { type Account, type KeptEntry, readAccount, readItems } from './accountItems';
import { type EpochMs, plusSeconds } from '../../domain/instants';
import type { Sealing } from './sealing';
import type { Tables } from './tables';
import { type TransactItem, transactWrite } from './transactions';

export interface AccountStoreDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
  readonly sealing: Sealing;
  readonly now: () => EpochMs;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

export interface KeptProfile {
  readonly profile: Profile;
  readonly savedPassengers: number;
}
export type AddOutcome =
  | { readonly outcome: 'added' | 'there_already'; readonly passenger: SavedPassenger }
  | { readonly outcome: 'other_request' | 'deleted' | 'full' };

/** How long the mark of a deleted passenger is kept: longer than anybody repeats a request. */
const markSeconds = 48 * 3600;
/** Passengers and marks together, so that an account is one read. */
const mostEntries = 500;
const profileEntry = 'PROFILE';
const passengerEntry = (id: string): string => `PAX#${id}`;

/** Either the answer, or the entry to write with the answer to give once it is written. */
type Decision<R> = { readonly done: R } | { readonly entry: Omit<KeptEntry, 'version'>; readonly result: R };

/**
 * What users keep with us: a profile and saved passengers, sealed under one key of the account. Erasing destroys the key,
 * and every write names the key it was sealed under in its condition, so nothing written meanwhile survives unreadably.
 */
export function createAccountStore({ db, tables, sealing, now, random }: AccountStoreDeps) {
  const read = (owner: string): Promise<Account> => readAccount({ db, tables, sealing }, owner);

  /** Read, decide, write under the condition that neither the entry nor the key has changed; decide anew when one has. */
  async function write<R>(owner: string, decide: (account: Account) => Decision<R>): Promise<R> {
    for (let attempt = 1; attempt <= 12; attempt++) {
      const account = await read(owner);
      const decision = decide(account);
      if ('done' in decision) return decision.done;
      const outcome = await transactWrite(db, itemsOf(owner, account, decision.entry), { random });
      if (outcome.outcome === 'written') return decision.result;
    }
    throw new Error('an account kept changing under the write');
  }

  function itemsOf(owner: string, account: Account, entry: Omit<KeptEntry, 'version'>): TransactItem[] {
    const key = account.key ?? { keyId: randomBytes(9).toString('base64url'), wrappedKey: sealing.newKey(owner) };
    const was = account.entries.find(({ name }) => name === entry.name)?.version;
    const item = {
      Account: owner,
      Entry: entry.name,
      KeyID: key.keyId,
      Version: (was ?? 0) + 1,
      Fingerprint: entry.fingerprint,
      ...(entry.value === undefined
        ? { ExpiresAtSeconds: Math.floor(plusSeconds(now(), markSeconds) / 1000) }
        : { Box: sealing.sealUnder(key.wrappedKey, owner, entry.value, `${owner}/${entry.name}`) }),
    };
    // An entry of a destroyed key is as good as none.
    const condition =
      was === undefined
        ? { ConditionExpression: 'attribute_not_exists(Account) OR KeyID <> :key', values: { ':key': key.keyId } }
        : { ConditionExpression: 'KeyID = :key AND Version = :was', values: { ':key': key.keyId, ':was': was } };
    return [
      account.key ? keyIsStill(owner, key.keyId) : putKey(owner, key),
      {
        Put: {
          TableName: tables.Accounts,
          Item: item,
          ConditionExpression: condition.ConditionExpression,
          ExpressionAttributeValues: condition.values,
        },
      },
    ];
  }

  const keyIsStill = (owner: string, keyId: string): TransactItem => ({
    ConditionCheck: {
      TableName: tables.Accounts,
      Key: { Account: owner, Entry: 'KEY' },
      ConditionExpression: 'KeyID = :key',
      ExpressionAttributeValues: { ':key': keyId },
    },
  });
  const putKey = (owner: string, { keyId, wrappedKey }: { keyId: string; wrappedKey: string }): TransactItem => ({
    Put: {
      TableName: tables.Accounts,
      Item: { Account: owner, Entry: 'KEY', KeyID: keyId, WrappedKey: wrappedKey },
      ConditionExpression: 'attribute_not_exists(Account)',
    },
  });

  const passengersOf = (account: Account): SavedPassenger[] =>
    account.entries.flatMap(({ name, value }) =>
      name.startsWith('PAX#') && value !== undefined ? [value as SavedPassenger] : [],
    );
  const profileOf = (account: Account): Profile =>
    account.entries.find(({ name }) => name === profileEntry)?.value ?? {};

  return {
    async getProfile(owner: string): Promise<KeptProfile> {
      const account = await read(owner);
      return { profile: profileOf(account), savedPassengers: passengersOf(account).length };
    },

    changeProfile(owner: string, change: (before: Profile) => Profile): Promise<KeptProfile> {
      return write<KeptProfile>(owner, (account) => {
        const profile = change(profileOf(account));
        const result = { profile, savedPassengers: passengersOf(account).length };
        return { entry: { name: profileEntry, value: profile }, result };
      });
    },

    listPassengers: async (owner: string): Promise<SavedPassenger[]> => passengersOf(await read(owner)),

    /** Puts a passenger once per id: the same request again is answered with what stands there. */
    addPassenger(
      owner: string,
      {
        id,
        fingerprint,
        details,
        limit,
      }: { id: string; fingerprint: string; details: TravellerDetails; limit: number },
    ): Promise<AddOutcome> {
      return write<AddOutcome>(owner, (account) => {
        const known = account.entries.find(({ name }) => name === passengerEntry(id));
        if (known && known.fingerprint !== fingerprint) return { done: { outcome: 'other_request' } };
        if (known && known.value === undefined) return { done: { outcome: 'deleted' } };
        if (known) return { done: { outcome: 'there_already', passenger: known.value as SavedPassenger } };
        if (passengersOf(account).length >= limit || account.entries.length >= mostEntries)
          return { done: { outcome: 'full' } };
        const passenger: SavedPassenger = { ...details, id };
        return {
          entry: { name: passengerEntry(id), value: passenger, fingerprint },
          result: { outcome: 'added', passenger },
        };
      });
    },

    /** Undefined when there is no such passenger. */
    changePassenger(
      owner: string,
      id: string,
      change: (before: SavedPassenger) => SavedPassenger,
    ): Promise<SavedPassenger | undefined> {
      return write<SavedPassenger | undefined>(owner, (account) => {
        const known = account.entries.find(({ name }) => name === passengerEntry(id));
        if (known?.value === undefined) return { done: undefined };
        const value = change(known.value as SavedPassenger);
        return { entry: { ...known, value }, result: value };
      });
    },

    /** Leaves a mark without a word of the passenger, so that a late repetition of the request that made it makes no other. */
    deletePassenger(owner: string, id: string): Promise<boolean> {
      return write<boolean>(owner, (account) => {
        const known = account.entries.find(({ name }) => name === passengerEntry(id));
        if (known?.value === undefined) return { done: false };
        return { entry: { ...known, value: undefined }, result: true };
      });
    },

    /** Destroys the account's key first, which alone makes everything under it unreadable, then takes the rest away. */
    async eraseAccount(owner: string): Promise<void> {
      await db.send(new DeleteCommand({ TableName: tables.Accounts, Key: { Account: owner, Entry: 'KEY' } }));
      const items = await readItems({ db, tables }, owner);
      // What has been written since under a new key is not part of this erasure.
      const current = items.find((item) => item['Entry'] === 'KEY')?.['KeyID'];
      const old = items.filter((item) => item['KeyID'] !== current);
      for (const item of old) {
        await db
          .send(
            new DeleteCommand({
              TableName: tables.Accounts,
              Key: { Account: owner, Entry: item['Entry'] as string },
              ConditionExpression: 'KeyID = :key',
              ExpressionAttributeValues: { ':key': item['KeyID'] as string },
            }),
          )
          .catch(unlessReplaced);
      }
    },
  };
}
export type AccountStore = ReturnType<typeof createAccountStore>;

function unlessReplaced(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
}
