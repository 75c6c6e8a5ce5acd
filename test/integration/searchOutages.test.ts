import request from 'supertest';
import { z } from 'zod';
import { offerSchema } from '../../src/api/http/offerSchemas';
import { epochMs, plusDays } from '../../src/domain/instants';
import { createGraphDriver } from '../../src/stores/neo4j/client';
import { graphLabels } from '../../src/stores/neo4j/schema';
import { createSnapshotStore } from '../../src/stores/neo4j/snapshots';
import { eventually } from '../support/eventually';
import { dynamodbDialect, startHttpProxy } from '../support/faults/httpProxy';
import { startTcpProxy } from '../support/faults/tcpProxy';
import { adult, eventsSchema, flown, type OfferOnWire } from '../support/searchAnswers';
import { openSearchStage, schedule, type SearchStage, travelDay } from '../support/searchStage';
import { testServers } from '../support/servers';
import { someAirports } from '../support/timetable';

/** Shorter than a search waits for its activities, longer than they wait for a server: some get through, some are done anew. */
const outageMs = 10_000;
const everyMs = 500;

const times = { minutes: 90 };
const overParis = [
  schedule('LIS', '07:00', 'CDG', { number: '31', ...times }),
  schedule('CDG', '13:00', 'LHR', { number: '32', ...times }),
  schedule('LHR', '07:00', 'CDG', { number: '33', ...times }),
  schedule('CDG', '13:00', 'LIS', { number: '34', ...times }),
];
const overFrankfurt = [
  schedule('LIS', '07:30', 'FRA', { number: '61', ...times }),
  schedule('FRA', '14:00', 'LHR', { number: '62', ...times }),
  schedule('LHR', '07:30', 'FRA', { number: '63', ...times }),
  schedule('FRA', '14:00', 'LIS', { number: '64', ...times }),
];
/** What each generation of the routes leads to, there and back; an offer with one slice of each is of two snapshots. */
const generations = { paris: '31+32 / 33+34', frankfurt: '61+62 / 63+64' } as const;
type Generation = keyof typeof generations;

const answerSchema = z.looseObject({
  id: z.string(),
  status: z.enum(['running', 'completed', 'failed']),
  offers: z.array(offerSchema).optional(),
});

let stage: SearchStage;
let neo4j: Awaited<ReturnType<typeof startTcpProxy>>;
let dynamodb: Awaited<ReturnType<typeof startHttpProxy>>;
let direct: ReturnType<typeof createGraphDriver>;
let slot = 0;
beforeAll(async () => {
  const { neo4jUri, dynamodbEndpoint } = testServers();
  neo4j = await startTcpProxy(new URL(neo4jUri).host);
  dynamodb = await startHttpProxy(dynamodbEndpoint, dynamodbDialect);
  stage = await openSearchStage([...overParis, ...overFrankfurt], {
    neo4jUri: `bolt://${neo4j.address}`,
    dynamodbEndpoint: dynamodb.url,
    // No two runs are one.
    runsAt: () => (slot += 60_000),
  });
  direct = createGraphDriver({ uri: neo4jUri, user: '', password: '' });
}, 120_000);
afterAll(async () => {
  await stage.close();
  await Promise.all([neo4j.close(), dynamodb.close(), direct.close()]);
});

/** Switches all searches that begin from now on, around the proxies. */
async function flipTo(generation: Generation): Promise<void> {
  const snapshots = createSnapshotStore({ driver: direct, labels: graphLabels(stage.suffix) });
  const legs = (generation === 'paris' ? overParis : overFrankfurt).map(({ origin, destination }) => ({
    ...{ origin: origin.airport, destination: destination.airport },
    ...{ metres: 1_000_000, carriers: ['X1'], flightsPerWeek: 7 },
  }));
  const snapshot = await snapshots.beginSnapshot({ airports: someAirports, legs }, Date.now());
  expect(await snapshots.flip(snapshot, epochMs(Date.now()))).toBe('flipped');
}

const thereAndBack = (day: number) => ({
  slices: [
    { origin: 'LIS', destination: 'LHR', date: plusDays(travelDay, day) },
    { origin: 'LHR', destination: 'LIS', date: plusDays(travelDay, day + 7) },
  ],
  passengers: [adult],
});

const post = (day: number, wait: number) =>
  request(stage.app)
    .post('/v1/searches')
    .set(wait > 0 ? { Prefer: `wait=${wait}` } : {})
    .send(thereAndBack(day));

/** Flights and prices of all offers, in no order of their own. */
const worth = (offers: readonly OfferOnWire[]) =>
  offers.map((offer) => `${flown(offer)} ${offer.fare_brand} ${offer.total.amount}`).sort();

/** What somebody was told of a search by its events alone, once it has ended. */
async function told(id: string): Promise<{ status: string; offers: readonly OfferOnWire[] }> {
  const { status, events } = await eventually(
    'the search has ended',
    async () => {
      const answer = await request(stage.app).get(`/v1/searches/${id}?after_seq=0`);
      if (answer.status !== 200) return undefined;
      const { status, events } = eventsSchema.parse(answer.body);
      // One whose failure could not be written has failed by its age. The record may be newer than the events beside it.
      const isOver = events.at(-1)?.type === 'search.completed' || status === 'failed';
      return isOver ? { status, events } : undefined;
    },
    120_000,
  );
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const offers = events.filter(({ type }) => type === 'offer.upserted');
  return {
    status,
    offers: offers.map(({ data }) => offerSchema.parse(data['offer'])),
  };
}

interface Outcome {
  readonly day: number;
  readonly status: string;
  readonly offers: readonly OfferOnWire[];
}

/** One search from its question to its end, however it ends. Every other one follows its events instead of waiting. */
async function search(day: number): Promise<Outcome> {
  const { status, body } = await post(day, day % 2 === 0 ? 20 : 0);
  if (status === 503) {
    expect(body).toMatchObject({ code: 'service_unavailable' });
    return { day, status: 'refused', offers: [] };
  }
  expect([200, 202]).toContain(status);
  const answer = answerSchema.parse(body);
  return { day, ...(status === 202 ? await told(answer.id) : { status: answer.status, offers: answer.offers ?? [] }) };
}

describe.each([
  ['Neo4j', () => neo4j],
  ['DynamoDB', () => dynamodb],
] as const)('while %s is paused for ten seconds', (_name, proxyOf) => {
  it('answers or says that it failed, never with wrong offers or two snapshots, and recovers by itself', async () => {
    await flipTo('paris');
    const first = slot;
    expect((await search(0)).offers.map(flown)).toEqual(Array(3).fill(generations.paris));

    const proxy = proxyOf();
    const heldBefore = proxy.held();
    const outcomes: Promise<Outcome>[] = [];
    proxy.pause();
    try {
      for (let n = 0; n * everyMs < outageMs; n++) {
        outcomes.push(search(1 + n));
        if (n * everyMs === outageMs / 2) await flipTo('frankfurt');
        await new Promise((resolve) => setTimeout(resolve, everyMs));
      }
    } finally {
      proxy.resume();
    }
    expect(proxy.held()).toBeGreaterThan(heldBefore);
    const ended = await Promise.all(outcomes);
    const after = await eventually(
      'a search completes again',
      async () => {
        const outcome = await search(60);
        return outcome.status === 'completed' ? outcome : undefined;
      },
      60_000,
    );
    expect(after.offers.map(flown)).toEqual(Array(3).fill(generations.frankfurt));
    expect(slot).toBeGreaterThan(first);

    // What was shown is what a search of the same day shows on a quiet day, at the one generation or at the other.
    const completed = ended.filter(({ status }) => status === 'completed');
    expect(ended.filter(({ status }) => !['completed', 'failed', 'refused'].includes(status))).toEqual([]);
    const quiet = { frankfurt: await worthByDay(completed), paris: new Map<number, string[]>() };
    await flipTo('paris');
    quiet.paris = await worthByDay(completed);
    for (const { day, offers } of completed) {
      expect(offers).toHaveLength(3);
      const generation = flown(offers[0]!) === generations.paris ? 'paris' : 'frankfurt';
      expect(worth(offers)).toEqual(quiet[generation].get(day));
    }
    for (const { status, offers } of ended) if (status !== 'completed') expect(offers).toEqual([]);
  }, 240_000);
});

async function worthByDay(outcomes: readonly Outcome[]): Promise<Map<number, string[]>> {
  const known = new Map<number, string[]>();
  for (const { day } of outcomes) {
    const { body } = await post(day, 20);
    known.set(day, worth(answerSchema.parse(body).offers ?? []));
  }
  return known;
}
