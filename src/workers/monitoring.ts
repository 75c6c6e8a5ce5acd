import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import type { ReconcileReport, SettledBooking } from '../domain/reconciliations';
import type { Violation } from '../projector/auditing';
import type { BucketReading } from '../stores/dynamodb/flights';

const reconciledWays: readonly (SettledBooking['did'] | 'stray_payment')[] = [
  ...(['expired', 'cancelled', 'refused', 'ticket', 'clear', 'leave', 'failed', 'stray_payment'] as const),
];

/** Numbers of one worker. Labels are invariants, never ids or people. */
export function createWorkerMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const violations = new Counter({
    name: 'skyhold_audit_violations_total',
    help: 'Writes that the booking protocol does not know, by the invariant they break; anything but 0 wants a person',
    labelNames: ['invariant'],
    registers: [registry],
  });
  // A series that exists at 0 can be alerted on when it rises; one that appears at 1 is missed by a rate.
  for (const invariant of ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I9', 'I10', 'protocol'])
    violations.inc({ invariant }, 0);
  const rounds = new Counter({
    name: 'skyhold_search_read_rounds_total',
    help: 'Readings of flight buckets by rounds, the second one makes the days that nobody has asked for before; and by look, the wider one is that of a search that found nothing in its first',
    labelNames: ['rounds', 'look'],
    registers: [registry],
  });
  for (const look of ['first', 'wider']) for (const count of ['1', '2']) rounds.inc({ rounds: count, look }, 0);
  const keys = new Counter({
    name: 'skyhold_search_keys_read_total',
    help: 'Flight buckets read, by look',
    labelNames: ['look'],
    registers: [registry],
  });
  for (const look of ['first', 'wider']) keys.inc({ look }, 0);
  const reconciled = new Counter({
    name: 'skyhold_reconciled_total',
    help: 'What the reconciler brought to an end, by what it did; each was left behind by something that went wrong',
    labelNames: ['did'],
    registers: [registry],
  });
  for (const did of reconciledWays) reconciled.inc({ did }, 0);
  return {
    registry,
    countReconciled: ({ settled, strayCount }: Pick<ReconcileReport, 'settled' | 'strayCount'>): void => {
      for (const { did } of settled) reconciled.inc({ did });
      reconciled.inc({ did: 'stray_payment' }, strayCount);
    },
    countRead: (read: BucketReading): void => {
      rounds.inc({ rounds: String(read.rounds), look: read.look });
      keys.inc({ look: read.look }, read.keys);
    },
    countViolation: ({ invariant }: Pick<Violation, 'invariant'>): void => violations.inc({ invariant }),
  };
}

export type WorkerMetrics = ReturnType<typeof createWorkerMetrics>;

interface MonitoringOptions {
  readonly registry: Registry;
  /** Whether this worker polls. */
  readonly isReady: () => boolean;
}

/** `/metrics`, `/health/live` and `/health/ready` of a worker, on a port of its own that no balancer exposes. */
export function createMonitoringServer({ registry, isReady }: MonitoringOptions): Server {
  return createServer((request, response) => {
    const tell = (status: number, text: string, type = 'text/plain') =>
      response.writeHead(status, { 'Content-Type': type }).end(text);
    switch (request.url) {
      case '/health/live':
        return tell(200, 'live\n');
      case '/health/ready':
        return isReady() ? tell(200, 'ready\n') : tell(503, 'not polling\n');
      case '/metrics':
        return void registry.metrics().then(
          (text) => tell(200, text, registry.contentType),
          () => tell(500, ''),
        );
      default:
        return tell(404, '');
    }
  });
}

/** Listens where a port is set. A port that is taken ends the worker: a worker that nobody can watch is not what was asked for. */
export async function startMonitoring(
  options: MonitoringOptions,
  { host, metricsPort }: { readonly host: string; readonly metricsPort: number },
): Promise<{ readonly port: number | undefined; readonly close: () => Promise<void> }> {
  if (metricsPort === 0) return { port: undefined, close: () => Promise.resolve() };
  const server = createMonitoringServer(options);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(metricsPort, host, resolve);
  });
  return {
    port: metricsPort,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
