import { type ChaosReport, runChaos } from '../chaos/chaos';

/** A fixed part of `npm run test:chaos`: the same customers with the same plans, and the same mishaps, in every run. */
describe('the product, when everything goes wrong at once', () => {
  let report: ChaosReport;
  beforeAll(async () => {
    const size = { bookings: 100, workers: 2, apis: 2, clients: 40 };
    const said: string[] = [];
    report = await runChaos({
      ...size,
      seed: 20260801,
      mishapEvery: 3,
      terminate: false,
      say: (line) => said.push(line),
    }).catch((error: unknown) => {
      throw new Error(said.slice(-20).join('\n'), { cause: error });
    });
  }, 600_000);

  it('accounts for every seat, every payment, and every word that a customer was told', () => {
    expect({ violations: report.violations, evidence: report.evidence }).toEqual({ violations: [], evidence: [] });
  });

  it('really had mishaps, and really sold seats meanwhile', () => {
    const mishaps = [...report.mishaps.values()].reduce((sum, times) => sum + times, 0);
    expect(mishaps).toBeGreaterThan(10);
    expect(report.mishaps.size).toBeGreaterThan(4);
    expect(report.states.get('TICKETED')).toBeGreaterThan(20);
    expect(report.answers.get('refused seat_unavailable')).toBeGreaterThan(0);
    expect(report.audited['I1']).toBeGreaterThan(0);
  });
});
