import { audit, type AuditOptions, type AuditReport } from '../../src/audit/auditing';
import { connectSources } from '../../src/audit/connecting';
import { reportText } from '../../src/audit/report';
import type { AuditSources } from '../../src/audit/sources';
import { loadConfig } from '../../src/config';
import { createAuditReads } from '../../src/stores/dynamodb/auditReads';
import type { BookingBench } from './bookings';
import { eventually } from './eventually';
import type { Product } from './product';

interface Patience {
  /** How long what is in progress may take to come to its end. */
  readonly withinMs?: number;
  /** How long a state may last that work passes through while nobody does that work. */
  readonly patienceMs?: number;
}

/**
 * Audits until one audit finds everything at rest, and fails with the evidence on the first violation, or when something
 * is still in progress at the end of the time.
 */
async function auditUntilSettled(
  sources: AuditSources,
  { withinMs = 120_000, patienceMs = 60_000 }: Patience,
): Promise<AuditReport> {
  const options: AuditOptions = { patienceMs, pauseMs: 250, signal: AbortSignal.timeout(withinMs + patienceMs) };
  let latest: AuditReport | undefined;
  const settled = async () => {
    latest = await audit(sources, options);
    if (latest.violations.length > 0) throw new Error(`The audit found violations.\n${reportText(latest)}`);
    return latest.suspected === 0;
  };
  await eventually('everything has come to its end', settled, withinMs).catch((error: unknown) => {
    const last = latest && latest.violations.length === 0 ? `\n${reportText(latest)}` : '';
    throw new Error(`${error instanceof Error ? error.message : String(error)}${last}`);
  });
  return latest!;
}

/** The end of a test that crashed or loaded a product: nothing of I1 to I10 is broken, and nothing hangs in the air. */
export async function expectCleanAudit(
  product: Pick<Product, 'environment'>,
  patience: Patience = {},
): Promise<AuditReport> {
  const { sources, close } = await connectSources(loadConfig(product.environment));
  try {
    return await auditUntilSettled(sources, patience);
  } finally {
    await close();
  }
}

/** The same for the stores alone: seats, slots, rows, logs and locators. No money, no workflows, nobody who tells. */
export function benchSources(bench: Pick<BookingBench, 'db' | 'tables' | 'now'>): AuditSources {
  return {
    reads: createAuditReads(bench),
    now: bench.now,
    clocks: { storeGraceSeconds: 30, confirmBudgetSeconds: 300 },
    told: false,
  };
}
export function expectCleanStores(bench: Pick<BookingBench, 'db' | 'tables' | 'now'>): Promise<AuditReport> {
  return auditUntilSettled(benchSources(bench), { withinMs: 10_000 });
}
