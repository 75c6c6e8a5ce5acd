import { createChance } from '../../src/domain/demo/chance';
import { expectCleanAudit } from '../support/audited';
import { type Product, startProduct } from '../support/product';
import { testServers } from '../support/servers';
import { beCustomer } from './customer';
import { createMarkets } from './market';
import { createMishaps, type Mortal } from './mishaps';
import { customersPerMarket, marketOf, planOf } from './plan';
import { count, createTalking, type Tally } from './talking';
import type { Told } from './told';
import { bookingIdOf, type Court, createCourt, judge, type Violation } from './verdict';

export interface ChaosOptions {
  readonly bookings: number;
  readonly seed: number;
  readonly workers: number;
  readonly apis: number;
  /** How many customers book at the same time. */
  readonly clients: number;
  /** A mishap after so many customers have left; 0 for none at all. */
  readonly mishapEvery: number;
  /** This one customer alone. */
  readonly only?: number | undefined;
  /** Workflows are terminated too. */
  readonly terminate: boolean;
  readonly say: (line: string) => void;
}
export interface ChaosReport {
  readonly seconds: number;
  readonly told: number;
  readonly states: Tally;
  readonly answers: Tally;
  readonly mishaps: Tally;
  readonly violations: readonly Violation[];
  readonly evidence: readonly string[];
  /** How many things the product's own audit looked at for each invariant. */
  readonly audited: Readonly<Record<string, number>>;
}

/** Short, so that everything is over soon, and still long beside what a kill or a lost answer costs. */
const clocks = {
  HOLD_SECONDS: '25',
  EXTENSION_SECONDS: '8',
  HARD_CAP_SECONDS: '45',
  PAYMENT_GRACE_SECONDS: '8',
  CONFIRM_BUDGET_SECONDS: '30',
  STORE_GRACE_SECONDS: '3',
  HOLD_BY_SECONDS: '10',
  LATE_SUCCESS_MS: '40000',
  PROCESSING_MS: '800',
} as const;
const limits = { HOLDS_PER_USER: '1000', HOLDS_PER_ADDRESS: '100000' } as const;
/** How far the second worker's clock is ahead. */
const skewMs = 120_000;
const firstDay = 30;
/** Every hold has run out by then, every payment been decided, and every orphan found. */
const settleLimitMs = 150_000;
const auditPatience = { withinMs: 90_000, patienceMs: 45_000 } as const;
const evidenceShown = 5;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function startEverything({ workers, apis }: ChaosOptions) {
  const product = await startProduct({ faults: true, env: { ...clocks, ...limits } });
  const mortals: Mortal[] = [
    { program: 'worker:booking', start: () => product.startWorker('booking') },
    { program: 'api', start: () => product.startApi() },
    { program: 'provider', start: () => product.startProvider() },
  ];
  const nodes = [product.url];
  for (let n = 2; n <= workers; n++) {
    const name = `worker:booking-${n}` as const;
    const start = () => product.startWorker('booking', { name, ...(n === 2 && { clockOffsetMs: skewMs }) });
    await start();
    mortals.push({ program: name, start });
  }
  for (let n = 2; n <= apis; n++) {
    const node = `api-${n}` as const;
    const url = await product.startNode(node);
    nodes.push(url);
    mortals.push({ program: node, start: () => product.startApi(node, Number(new URL(url).port)) });
  }
  return { product, mortals, nodes };
}

function userIdOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sub: string };
  return `usr_${claims.sub}`;
}

/** Waits until nothing is under way any more; what is left after the limit is for the judge to find. */
async function settle(court: Court, say: (line: string) => void): Promise<void> {
  const until = Date.now() + settleLimitMs;
  for (;;) {
    const { open, authorised } = await court.listUnsettled();
    if (open.length + authorised.length === 0) return;
    if (Date.now() > until) return say(`not settled: ${[...open, ...authorised].slice(0, 10).join(', ')}`);
    say(`settling: ${open.length} open, ${authorised.length} payments undecided`);
    await sleep(4000);
  }
}

/** Random customers book under random mishaps, all decided by the seed; then everything must be accounted for. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, bookings, clients, mishapEvery, only, say } = options;
  const { product, mortals, nodes } = await startEverything(options);
  const court = createCourt(product);
  const token = await product.tokenOf('traveller-1');
  const user = { token, id: userIdOf(token) };
  const markets = createMarkets(firstDay);
  const chance = createChance(seed);
  const answers: Tally = new Map();
  const told: Told[] = [];
  const recent: string[] = [];
  const someBooking = (share: number) => recent.at(-1 - Math.floor(share * Math.min(recent.length, clients)));
  const mishaps = createMishaps({ product, seed, mortals, someBooking: options.terminate ? someBooking : undefined });
  const remember = (one: Told): void => {
    told.push(one);
    recent.push(bookingIdOf(one));
    if (recent.length > clients * 2) recent.shift();
  };

  /** The first search of a day makes its flights, so the next market is opened before its customers come. */
  const open = async (market: number): Promise<void> => {
    const talking = createTalking(nodes, chance, -1 - market, new Map());
    for (const party of [1, 2, 3, 4]) await markets.find({ market, party, segments: 1 }, talking);
  };
  await open(marketOf(only ?? 0));

  const startedAt = performance.now();
  const passed = () => (performance.now() - startedAt) / 1000;
  let next = only ?? 0;
  let left = 0;
  const end = only === undefined ? bookings : only + 1;
  async function client(): Promise<void> {
    while (next < end) {
      const index = next++;
      if (index % customersPerMarket === 0) open(marketOf(index) + 1).catch(() => undefined);
      const talking = createTalking(nodes, chance, index, answers);
      await beCustomer(planOf(seed, index), { markets, talking, user, tally: answers, remember }).catch(
        (error: unknown) => {
          count(answers, 'customer stopped');
          say(`customer ${index}: ${error instanceof Error ? error.message : String(error)}`);
        },
      );
      left += 1;
      if (mishapEvery > 0 && left % mishapEvery === 0) mishaps.strike(left / mishapEvery);
    }
  }
  const progress = setInterval(() => {
    const fired = [...mishaps.tally().values()].reduce((sum, times) => sum + times, 0);
    const rate = (left / passed()).toFixed(1);
    say(`${passed().toFixed(0).padStart(5)} s  ${left}/${end - (only ?? 0)} customers  ${rate}/s  ${fired} mishaps`);
  }, 5000);
  try {
    await Promise.all(Array.from({ length: clients }, client));
    clearInterval(progress);
    const seconds = passed();
    await mishaps.calm();
    await settle(court, say);
    const outcome = await court.read();
    const violations = judge(outcome, told);
    const states: Tally = new Map();
    for (const { state, closeReason } of outcome.rows.values()) count(states, closeReason ?? state);
    const evidence = await gather(court, seed, told, violations);
    const { audited, found } = await auditEverything(product);
    return {
      seconds,
      told: told.length,
      states,
      answers,
      mishaps: mishaps.tally(),
      violations: [...violations, ...found, ...illegalWrites(product)],
      evidence,
      audited,
    };
  } finally {
    clearInterval(progress);
    court.end();
    // What the stream auditor met is told with the other violations.
    await product.stop({ illegalWrites: product.illegalWrites().length });
  }
}

/** Writes that the stream auditor has met while the customers were about, and the protocol does not know. */
function illegalWrites(product: Product): Violation[] {
  return product.illegalWrites().map((what) => ({ rule: 'stream', bookingId: '', what }));
}

/** The product's own audit, which reads more than the judge does: channels, workflows, locators, seat-map versions. */
async function auditEverything({
  environment,
}: Product): Promise<{ audited: Readonly<Record<string, number>>; found: Violation[] }> {
  const { temporalAddress, dynamodbEndpoint, neo4jUri } = testServers();
  const direct = { TEMPORAL_ADDRESS: temporalAddress, DYNAMODB_ENDPOINT: dynamodbEndpoint, NEO4J_URI: neo4jUri };
  try {
    const report = await expectCleanAudit({ environment: { ...environment, ...direct } }, auditPatience);
    return { audited: report.lookedAt, found: [] };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { audited: {}, found: [{ rule: 'audit', bookingId: '', what }] };
  }
}

async function gather(
  court: Court,
  seed: number,
  told: readonly Told[],
  violations: readonly Violation[],
): Promise<string[]> {
  const suspects = [...new Set(violations.map(({ bookingId }) => bookingId))].slice(0, evidenceShown);
  return Promise.all(
    suspects.map(async (bookingId) => {
      const one = told.find((t) => bookingIdOf(t) === bookingId);
      const plan = one && planOf(seed, one.customer);
      return JSON.stringify({ bookingId, told: one, plan, ...((await court.evidence(bookingId)) as object) }, null, 2);
    }),
  );
}
