import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { readRows } from '../../src/stores/neo4j/queries';
import { readDemoNetwork } from '../../src/workers/demoNetwork';
import { graphStores } from '../support/networkStores';

/** The queries of the page for people, on the network that a new installation has. */
const page = readFileSync(join(__dirname, '..', '..', 'docs', 'neo4j.md'), 'utf8');
const queries = [...page.matchAll(/^## (.+)\n\n```cypher\n([\s\S]+?)```/gm)].map(([, title = '', text = '']) => ({
  title,
  text,
}));

type Row = Readonly<Record<string, unknown>>;
let stores: Awaited<ReturnType<typeof graphStores>>;
beforeAll(async () => {
  stores = await graphStores();
  const { name, demo, contentHash, airports, carriers, legs } = readDemoNetwork(1);
  const info = { name, demo, contentHash, importedAt: 1, airports: airports.length, legs: legs.length };
  await stores.graph.writeNetwork({ info, airports, carriers, legs });
}, 60_000);
afterAll(() => stores.close());

/** Labels of this graph end differently, so that many can share one server. */
const here = (query: string) =>
  query.replace(/:(Airport|City|Country|Carrier)\b/g, (_, label: string) => {
    const suffix = stores.labels.airport.slice('Airport'.length);
    return `:${label}${suffix}`;
  });
const numbersOf = (rows: readonly Row[], column: string) => rows.map((row) => Number(row[column]));
const isSorted = (numbers: readonly number[]) =>
  numbers.every((value, index) => index === 0 || (numbers[index - 1] ?? Infinity) >= value);

/** What must hold of the rows, by the words of the query's title. */
const plausible: Readonly<Record<string, (rows: readonly Row[]) => void>> = {
  Lisbon: (rows) => {
    const kilometres = numbersOf(rows, 'kilometres');
    expect(isSorted(kilometres)).toBe(true);
    expect(kilometres[0]).toBeGreaterThan(3000);
    expect(rows.map(({ city }) => city)).toContain('New York');
    for (const { carriers } of rows) expect(carriers).not.toEqual([]);
  },
  busiest: (rows) => {
    expect(rows).toHaveLength(10);
    expect(isSorted(numbersOf(rows, 'flights_a_week'))).toBe(true);
    for (const { city, country, destinations } of rows) {
      expect([typeof city, String(country).length]).toEqual(['string', 2]);
      expect(Number(destinations)).toBeGreaterThan(5);
    }
  },
  Sydney: (rows) => {
    expect(isSorted(numbersOf(rows, 'kilometres').reverse())).toBe(true);
    for (const { origin, destination, kilometres } of rows) {
      expect(['LHR', 'LGW', 'LCY', 'STN', 'LTN']).toContain(origin);
      expect(destination).toBe('SYD');
      // The great circle is 17,000 km.
      expect(Number(kilometres)).toBeGreaterThanOrEqual(16_900);
    }
  },
  Hubs: (rows) => {
    expect(isSorted(numbersOf(rows, 'nonstop'))).toBe(true);
    expect(new Set(rows.map(({ carrier }) => carrier)).size).toBeGreaterThan(3);
  },
  single: (rows) => {
    expect(rows.map(({ code }) => code)).toContain('GOH');
    for (const { flights_a_week: weekly } of rows) expect(Number(weekly)).toBeGreaterThan(0);
  },
};

test('the page has five queries, and something is known of each', () => {
  expect(queries).toHaveLength(5);
  for (const word of Object.keys(plausible))
    expect(queries.filter(({ title }) => title.includes(word))).toHaveLength(1);
});

test.each(Object.keys(plausible))('the query on %s finds what people look for', async (word) => {
  const { text = '' } = queries.find(({ title }) => title.includes(word)) ?? {};
  const rows = await readRows<Row>(stores.driver, here(text));
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(Object.values(row)).not.toContain(null);
  plausible[word]?.(rows);
});

test('every leg says when it is flown, and every airport stands in a city and a country', async () => {
  const [legs] = await readRows<Row>(
    stores.driver,
    here(`MATCH (:Airport)-[leg:LEG]->(:Airport)
          RETURN count(*) AS all, count(leg.days + leg.shortestMinutes + leg.longestMinutes + leg.kilometres) AS told,
                 count(leg.firstDeparture + leg.lastDeparture) AS hours`),
  );
  expect(legs?.['all']).toBe(legs?.['told']);
  expect(legs?.['all']).toBe(legs?.['hours']);
  const [places] = await readRows<Row>(
    stores.driver,
    here('MATCH (a:Airport) WHERE NOT (a)-[:SERVES]->(:City)-[:IN]->(:Country) RETURN count(a) AS lost'),
  );
  expect(places).toEqual({ lost: 0 });
});

test('what searches send can only read: the server refuses a write among it', async () => {
  const write = readRows(stores.driver, here('CREATE (a:Airport {code: $code}) RETURN a.code AS code'), {
    code: 'ZZZ',
  });
  await expect(write).rejects.toMatchObject({ code: 'Neo.ClientError.Statement.AccessMode' });
  await expect(write).rejects.toBeInstanceOf(neo4j.Neo4jError);
});
