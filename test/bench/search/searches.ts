import { randomUUID } from 'node:crypto';
import { median, post, quantile, timeEach } from '../load';
import { openStage, type Stage } from '../stage';
import { expectStatus } from '../supply';
import type { Finding } from './findings';

const rounds = Number(process.env['ROUNDS'] ?? 3);
const [single, crowd] = [60, 320];
const hubs = ['LIS', 'JFK', 'LHR', 'CDG', 'FRA', 'AMS', 'MAD', 'SIN', 'DXB', 'NRT'];

/** A search that nobody has asked for in the last five seconds, because equal ones share a run: pairs and days go round. */
function* queries(): Generator<object> {
  const pairs = hubs.flatMap((origin) =>
    hubs.filter((to) => to !== origin).map((destination) => ({ origin, destination })),
  );
  for (let n = 0; ; n++) {
    const day = 40 + (Math.floor(n / pairs.length) % 8);
    const date = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10);
    yield {
      slices: [{ ...pairs[n % pairs.length], date }],
      passengers: [{ type: 'adult' }],
      currency: 'EUR',
    };
  }
}

interface Round {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

async function runRound(ask: () => Promise<void>): Promise<Round> {
  const times = await timeEach(Array<typeof ask>(single).fill(ask), 1);
  const startedAt = performance.now();
  await timeEach(Array<typeof ask>(crowd).fill(ask), 32);
  const seconds = (performance.now() - startedAt) / 1000;
  return { p50: median(times), p99: quantile(times, 0.99), perSecond: crowd / seconds };
}

/** Warm searches of the product beside a floor of two activities that do nothing, one after the other, by turns. */
export async function compareSearches(): Promise<Finding[]> {
  const stage = await openStage();
  try {
    return await compare(stage);
  } finally {
    await stage.stop();
  }
}

async function compare(stage: Stage): Promise<Finding[]> {
  const asked = queries();
  const search = async () => {
    const query = asked.next().value as object;
    const answer = await post(`${stage.product.url}/v1/searches`, query, { prefer: 'wait=20' });
    if (answer.status !== 201) expectStatus(answer, 200);
    if (answer.body['status'] !== 'completed') throw new Error(`a search is ${JSON.stringify(answer.body)}`);
  };
  const nothing = async () => void expectStatus(await post(`${stage.floor.url}/search/${randomUUID()}`), 200);
  // Every day's flights are made when first asked for.
  await timeEach(Array<typeof search>(hubs.length * (hubs.length - 1) * 8).fill(search), 8);
  await runRound(nothing);
  const [floor, product]: [Round[], Round[]] = [[], []];
  for (let n = 0; n < rounds; n++) {
    floor.push(await runRound(nothing));
    product.push(await runRound(search));
  }
  const of = (done: readonly Round[], figure: keyof Round) => median(done.map((round) => round[figure]));
  const line = (figure: keyof Round) => `${of(product, figure).toFixed(1)}, floor ${of(floor, figure).toFixed(1)}`;
  return [
    {
      what: 'search, 1 client, p50 against the floor',
      value: of(product, 'p50') / of(floor, 'p50'),
      goal: ['<=', 1.6],
      of: `${line('p50')} ms; p99 ${line('p99')} ms`,
    },
    {
      what: 'searches a second, 32 clients, against the floor',
      value: of(product, 'perSecond') / of(floor, 'perSecond'),
      goal: ['>=', 0.5],
      of: line('perSecond'),
    },
  ];
}
