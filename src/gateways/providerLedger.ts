import { z } from 'zod';

/**
 * Our own provider's ledger says what Stripe's list does not: how often a payment was captured, and when it last
 * changed. Stripe has no such page, and says so.
 */
const ledgerSchema = z.object({
  payments: z.array(
    z.object({ provider_id: z.string(), captures: z.number(), transitions: z.array(z.object({ at: z.number() })) }),
  ),
});

export interface LedgerEntry {
  readonly captures: number;
  readonly changedAt?: number;
}

/** By the provider's payment id; undefined where the provider keeps no ledger that can be read. */
export type ReadLedger = () => Promise<ReadonlyMap<string, LedgerEntry> | undefined>;

export function createLedgerReader({
  protocol,
  host,
  port,
}: {
  readonly protocol: 'http' | 'https';
  readonly host: string;
  readonly port: number;
}): ReadLedger {
  return async () => {
    const response = await fetch(`${protocol}://${host}:${port}/ledger`, { signal: AbortSignal.timeout(30_000) });
    if (response.status >= 400 && response.status < 500) return undefined;
    if (!response.ok) throw new Error(`the provider's ledger answered ${response.status}`);
    const { payments } = ledgerSchema.parse(await response.json());
    return new Map(
      payments.map(({ provider_id, captures, transitions }) => {
        const changedAt = transitions.at(-1)?.at;
        return [provider_id, { captures, ...(changedAt !== undefined && { changedAt }) }];
      }),
    );
  };
}
