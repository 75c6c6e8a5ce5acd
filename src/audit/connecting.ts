import { Client, Connection } from '@temporalio/client';
import { type Config, temporalConnectionOptions } from '../config';
import { createLedgerReader } from '../gateways/providerLedger';
import { createStripeGateway } from '../gateways/stripe';
import { createAuditReads } from '../stores/dynamodb/auditReads';
import { createDynamo } from '../stores/dynamodb/client';
import { createStoreClock } from '../stores/dynamodb/clock';
import { tablesWithPrefix } from '../stores/dynamodb/tables';
import type { AuditSources } from './sources';
import { createWorkflowRuns } from './workflowRuns';

/** Everything an audit asks, where the configuration says that it is. */
export async function connectSources(
  config: Config,
): Promise<{ readonly sources: AuditSources; readonly close: () => Promise<void> }> {
  const connection = await Connection.connect(temporalConnectionOptions(config));
  const { client: dynamo, db } = createDynamo(config.dynamodb);
  const { namespace, bookingTaskQueue: taskQueue } = config.temporal;
  const sources: AuditSources = {
    reads: createAuditReads({ db, tables: tablesWithPrefix(config.dynamodb.tablePrefix) }),
    now: createStoreClock(dynamo, Date.now).now,
    clocks: config.clocks,
    money: {
      payments: createStripeGateway({ ...config.payments, maxNetworkRetries: 3 }),
      readLedger: createLedgerReader(config.payments),
    },
    runs: createWorkflowRuns({ client: new Client({ connection, namespace }), taskQueue }),
    told: true,
  };
  const close = async (): Promise<void> => {
    await connection.close();
    dynamo.destroy();
  };
  return { sources, close };
}
