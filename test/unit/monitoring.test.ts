import type { AddressInfo } from 'node:net';
import { createMonitoringServer, createWorkerMetrics } from '../../src/workers/monitoring';

test('a worker says whether it polls, and how many writes broke which invariant, from 0 on', async () => {
  const { registry, countViolation, countReconciled, countRead } = createWorkerMetrics();
  let polls = false;
  const server = createMonitoringServer({ registry, isReady: () => polls });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  try {
    expect((await ask('/health/ready')).status).toBe(503);
    polls = true;
    expect((await ask('/health/ready')).status).toBe(200);
    expect((await ask('/health/live')).status).toBe(200);
    expect((await ask('/elsewhere')).status).toBe(404);
    expect((await ask('/metrics')).text).toContain('skyhold_audit_violations_total{invariant="I1"} 0');
    countViolation({ invariant: 'I1' });
    const { text } = await ask('/metrics');
    expect(text).toContain('skyhold_audit_violations_total{invariant="I1"} 1');
    expect(text).toContain('skyhold_audit_violations_total{invariant="I4"} 0');
    expect(text).toContain('skyhold_reconciled_total{did="ticket"} 0');
    expect(text).toContain('skyhold_search_read_rounds_total{rounds="1",look="wider"} 0');
    countRead({ keys: 70, rounds: 1, look: 'wider' });
    const settled = { bookingId: 'bkg_1', was: 'SEATED', did: 'ticket', because: 'its money is captured' } as const;
    countReconciled({ settled: [settled], strayCount: 2 });
    const after = (await ask('/metrics')).text;
    expect(after).toContain('skyhold_reconciled_total{did="ticket"} 1');
    expect(after).toContain('skyhold_reconciled_total{did="stray_payment"} 2');
    expect(after).toContain('skyhold_search_read_rounds_total{rounds="1",look="wider"} 1');
    expect(after).toContain('skyhold_search_keys_read_total{look="wider"} 70');
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
