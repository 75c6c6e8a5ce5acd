import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { createTraveller, type Reply } from '../support/traveller';

const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const places = ['LIS', 'LHR', 'FRA', 'JFK', 'SYD', 'NRT', 'GRU', 'CPT'];
const searchers = 40;

/** As a client should: an outcome that is not known yet is asked for again, under the same key. */
async function patiently(call: (key: string) => Promise<Reply>): Promise<Reply> {
  const key = randomUUID();
  return eventually(
    'an outcome',
    async () => {
      const reply = await call(key);
      const unknown = reply.body['code'] === 'outcome_unknown' || reply.body['code'] === 'request_in_progress';
      return unknown ? undefined : reply;
    },
    60_000,
  );
}

describe('while searching is flooded', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  }, 180_000);
  afterAll(() => product.stop());

  it('holds and payments go on, and what is turned away says when to come back', async () => {
    const ada = createTraveller(product.url, await product.tokenOf('traveller-1'));
    const offers = await ada.offers('LIS', 'JFK', dayAhead(30), { max_connections: 0 });
    const offer = offers[0]!;
    const [free = []] = await ada.freeSeats(offer.id);
    let flooding = true;
    const answers = new Map<number, number>();
    const withoutWord: number[] = [];
    let asked = 0;

    /** Asks for other pairs and days all the time, so that no answer can be shared. */
    async function flood(): Promise<void> {
      while (flooding) {
        const n = asked++;
        const [from, to] = [places[n % places.length]!, places[(n * 3 + 1) % places.length]!];
        const { status, headers } = await createTraveller(product.url).search(from, to, dayAhead(40 + (n % 300)));
        answers.set(status, (answers.get(status) ?? 0) + 1);
        if ((status === 429 || status === 503) && headers.get('retry-after') === null) withoutWord.push(status);
      }
    }
    const floods = Array.from({ length: searchers }, flood);
    const sold: [number, number][] = [];
    try {
      for (const seat of free.slice(0, 6)) {
        const held = await patiently((key) => ada.hold(offer, [[seat]], { key }));
        const total = (held.body['price'] as unknown as { total: unknown } | undefined)?.total;
        const paid = await patiently((key) => ada.pay(String(held.body['id']), total, 'pm_card_visa', { key }));
        sold.push([held.status, paid.status]);
      }
    } finally {
      flooding = false;
      await Promise.all(floods);
    }
    expect(sold).toEqual(Array(6).fill([201, 200]));
    // Same place twice is refused by name; everything else is an answer or says when to come back.
    expect([...answers.keys()].filter((status) => ![200, 422, 429, 503].includes(status))).toEqual([]);
    expect(asked).toBeGreaterThan(searchers);
    expect(withoutWord).toEqual([]);
    expect((await ada.search('LIS', 'LHR', dayAhead(35))).status).toBe(200);
  }, 300_000);
});
