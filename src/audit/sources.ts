import type { AuditedRun, AuditFacts } from '../domain/audit/facts';
import type { EpochMs } from '../domain/instants';
import type { PaymentGateway } from '../gateways/payments';
import type { ReadLedger } from '../gateways/providerLedger';
import type { AuditReads } from '../stores/dynamodb/auditReads';

/** The workflows, as far as an audit asks. */
export interface WorkflowRuns {
  /** Ids of those that run, of bookings and of late money. It may lag a moment behind. */
  readonly listRunning: () => Promise<readonly string[]>;
  /** How one stands now; undefined when nothing is known of it. */
  readonly findRun: (workflowId: string) => Promise<AuditedRun | undefined>;
}

/** Where the facts are read. What is left out is not asked, and what rests on it is not judged. */
export interface AuditSources {
  readonly reads: AuditReads;
  /** The store's clock. */
  readonly now: () => EpochMs;
  readonly clocks: AuditFacts['clocks'];
  readonly money?: { readonly payments: Pick<PaymentGateway, 'list' | 'retrieve'>; readonly readLedger: ReadLedger };
  readonly runs?: WorkflowRuns;
  /** Whether a projector tells what is written. */
  readonly told: boolean;
}
