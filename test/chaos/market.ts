import { z } from 'zod';
import type { Talking } from './talking';

const money = z.object({ amount: z.number(), currency: z.string() });
const offerSchema = z.looseObject({
  id: z.string(),
  total: money,
  slices: z.array(z.looseObject({ segments: z.array(z.looseObject({ flight_id: z.string() })) })),
});
const element = z.looseObject({ type: z.string(), designator: z.string().optional(), state: z.string().optional() });
const seatMapSchema = z.object({
  data: z.array(
    z.looseObject({
      cabins: z.array(
        z.looseObject({
          rows: z.array(z.looseObject({ sections: z.array(z.looseObject({ elements: z.array(element) })) })),
        }),
      ),
    }),
  ),
});

/** What one party may buy in a market: an offer, and the seats of each segment that were free when it opened. */
export interface Ware {
  readonly offerId: string;
  readonly total: z.infer<typeof money>;
  readonly seats: readonly (readonly string[])[];
}

/** Pairs with nonstop flights as well as ways with one and two connections. */
const pairs = [
  ['LIS', 'JFK'],
  ['LIS', 'LHR'],
  ['FRA', 'JFK'],
  ['LHR', 'JFK'],
  ['MAD', 'FRA'],
  ['CDG', 'JFK'],
] as const;
/** Offers end after twenty minutes; nobody starts out with one that is nearly over. */
const freshMs = 8 * 60_000;

/** The flights on sale, market by market: another pair, then another day. Everybody in a market wants the same flights. */
export function createMarkets(firstDay: number) {
  const searches = new Map<string, { readonly at: number; readonly offers: Promise<z.infer<typeof offerSchema>[]> }>();
  const seats = new Map<string, Promise<string[][]>>();

  async function search(market: number, party: number, talking: Talking): Promise<z.infer<typeof offerSchema>[]> {
    const [origin, destination] = pairs[market % pairs.length]!;
    const day = firstDay + Math.floor(market / pairs.length);
    const date = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10);
    const passengers = Array.from({ length: party }, () => ({ type: 'adult' }));
    const wanted = { slices: [{ origin, destination, date }], passengers, cabin: 'economy', max_connections: 2 };
    const body = { ...wanted, currency: 'EUR' };
    const found = await talking.say({ method: 'POST', path: '/v1/searches', body, waitSeconds: 25 });
    if (!found.known || found.status !== 200) throw new Error(`a search was answered ${JSON.stringify(found)}`);
    const path = `/v1/offers?search_id=${String(found.body['id'])}&limit=200`;
    const list = await talking.say({ method: 'GET', path });
    return z.array(offerSchema).parse(list.known && list.body['data']);
  }

  function offersOf(market: number, party: number, talking: Talking): Promise<z.infer<typeof offerSchema>[]> {
    const key = `${market}/${party}`;
    const known = searches.get(key);
    if (known && Date.now() - known.at < freshMs) return known.offers;
    const offers = search(market, party, talking);
    searches.set(key, { at: Date.now(), offers });
    offers.catch(() => searches.delete(key));
    return offers;
  }

  async function readSeats(offerId: string, talking: Talking): Promise<string[][]> {
    const answer = await talking.say({ method: 'GET', path: `/v1/seat-maps?offer_id=${offerId}` });
    const { data } = seatMapSchema.parse(answer.known && answer.body);
    return data.map(({ cabins }) =>
      cabins
        .flatMap(({ rows }) => rows.flatMap(({ sections }) => sections.flatMap(({ elements }) => elements)))
        .flatMap((e) => (e.state === 'free' && e.designator !== undefined ? [e.designator] : [])),
    );
  }

  return {
    /** The first offer of so many segments in the market, or of as many as there are. */
    async find(
      wish: { readonly market: number; readonly party: number; readonly segments: number },
      talking: Talking,
    ): Promise<Ware> {
      const offers = await offersOf(wish.market, wish.party, talking);
      const segmentsOf = (offer: (typeof offers)[number]) => offer.slices.flatMap((slice) => slice.segments);
      const offer = offers.find((one) => segmentsOf(one).length === wish.segments) ?? offers[0];
      if (!offer) throw new Error(`market ${wish.market} has nothing on sale`);
      const flights = segmentsOf(offer)
        .map((segment) => segment.flight_id)
        .join();
      const known = seats.get(flights) ?? readSeats(offer.id, talking);
      seats.set(flights, known);
      known.catch(() => seats.delete(flights));
      return { offerId: offer.id, total: offer.total, seats: await known };
    },
  };
}
export type Markets = ReturnType<typeof createMarkets>;
