import { z } from 'zod';
import { offerSchema } from '../../src/api/http/offerSchemas';
import { searchSchema } from '../../src/api/http/searchSchemas';
import { listSchema } from '../../src/api/http/schemas';
import type { WireEvent } from '../../src/api/socket/events';
import { StackError } from '../../src/stack/errors';
import type { Requests } from './requests';
import type { Stream } from './stream';
import { fit, type Terminal } from './terminal';
import { durationText, moneyText, type Offer, segmentsOf, stopsText, wayText } from './words';

export interface Wanted {
  readonly origin: string;
  readonly destination: string;
  readonly date: string;
}

const routeSchema = z.looseObject({ origin: z.string(), via: z.array(z.string()), destination: z.string() });
const completedSchema = z.looseObject({ offers: z.number(), routes: z.number(), reason: z.string().optional() });

/** How many of each kind are printed; the rest is counted. */
const shown = { routes: 4, offers: 8 } as const;

/** Searches, and tells what is found while it is found. Returns the offers, the best first. */
export async function searchOffers(
  { api, stream, terminal }: { api: Requests; stream: Stream; terminal: Terminal },
  wanted: Wanted,
): Promise<readonly Offer[]> {
  const startedAt = performance.now();
  const search = await api.post('/v1/searches', searchSchema, {
    body: { slices: [wanted], passengers: [{ type: 'adult' }], currency: 'EUR' },
  });
  const found = await stream.follow(search.stream.channel, 0, createTeller(terminal, startedAt));
  const end = await found.until('The end of the search', ({ type }) => type === 'search.completed', 30_000);
  const { offers, routes, reason } = completedSchema.parse(end.data);
  if (offers === 0) {
    throw new StackError(
      `Nothing flies from ${wanted.origin} to ${wanted.destination} on ${wanted.date} (${reason ?? 'no offers'}).`,
      'Try others: npm run demo -- --from LHR --to JFK',
    );
  }
  terminal.line(`   ${terminal.bold(`${offers} offers`)} over ${routes} ways`);
  const list = await api.get(`/v1/offers?search_id=${search.id}&sort=best&limit=200`, listSchema(offerSchema));
  return list.data;
}

function createTeller(terminal: Terminal, startedAt: number): (event: WireEvent) => void {
  const counts = { routes: 0, offers: 0 };
  const tell = (kind: keyof typeof counts, text: () => string) => {
    counts[kind] += 1;
    const after = fit(`+${Math.round(performance.now() - startedAt)} ms`, 9, 'right');
    if (counts[kind] <= shown[kind]) terminal.line(`   ${terminal.dim(after)}  ${text()}`);
    else terminal.passing(`   ${terminal.dim(`${after}  and ${counts[kind] - shown[kind]} more ${kind}`)}`);
  };
  return ({ type, data }) => {
    if (type === 'route.found') {
      tell('routes', () => {
        const { origin, via, destination } = routeSchema.parse(data);
        return terminal.dim(`way    ${[origin, ...via, destination].join('-')}`);
      });
    }
    if (type === 'offer.upserted') tell('offers', () => `offer  ${offerLine(offerSchema.parse(data['offer']))}`);
  };
}

function offerLine(offer: Offer): string {
  const [slice] = offer.slices;
  const columns = [
    fit(moneyText(offer.total), 12, 'right'),
    fit(slice ? durationText(slice.duration) : '', 8, 'right'),
    fit(stopsText(segmentsOf(offer).length - offer.slices.length), 7),
    fit(wayText(offer), 15),
    offer.fare_brand_name,
  ];
  return columns.join('  ');
}
