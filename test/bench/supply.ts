import { randomUUID } from 'node:crypto';
import { createTraveller, type WireOffer } from '../support/traveller';
import { post, type Wire } from './load';
import type { Stage } from './stage';

export interface Seat {
  readonly offer: WireOffer;
  readonly designator: string;
}

export function expectStatus(answer: Wire, status: number): Wire {
  if (answer.status !== status)
    throw new Error(`expected ${status}, got ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

/** As a client should: when the outcome is not known yet it asks again with the same key. */
export async function patiently(...request: Parameters<typeof post>): Promise<Wire> {
  for (let attempt = 1; ; attempt++) {
    const answer = await post(...request);
    if (answer.body['code'] !== 'outcome_unknown' || attempt === 10) return answer;
  }
}

/** Nonstop offers of many days, and every free seat of theirs, in an order in which neighbours are on different flights. */
export async function findSeats(
  stage: Stage,
  token: string,
  wanted: number,
  firstDay = 30,
  adults = 1,
): Promise<Seat[]> {
  const passengers = Array.from({ length: adults }, () => ({ type: 'adult' }));
  const traveller = createTraveller(stage.product.url, token);
  const flights: Seat[][] = [];
  let found = 0;
  for (let day = firstDay; found < wanted && day < 200; day++) {
    const date = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10);
    for (const offer of await traveller.offers('LIS', 'JFK', date, { max_connections: 0, passengers })) {
      if (flights.some((seats) => flightOf(seats[0]) === flightOf({ offer, designator: '' }))) continue;
      const [free = []] = await traveller.freeSeats(offer.id);
      flights.push(free.map((designator) => ({ offer, designator })));
      found += free.length;
    }
  }
  const longest = Math.max(...flights.map((seats) => seats.length));
  return Array.from({ length: longest }, (_, i) => flights.flatMap((seats) => seats[i] ?? [])).flat();
}

/** The one flight of a nonstop offer, of one leg. */
export const flightOf = (seat: Seat | undefined): string | undefined => seat?.offer.slices[0]?.segments[0]?.flight_id;

export function bookingOf({ offer, designator }: Seat) {
  return {
    offer_id: offer.id,
    expected_total: offer.total,
    passengers: [{ id: 'pax_1', type: 'adult', given_name: 'Ada', family_name: 'Traveller', born_on: '1990-12-10' }],
    seats: [{ segment: 0, passenger: 'pax_1', designator }],
    // The same traveller on every seat, which is no mistake here.
    allow_duplicate: true,
    contact: { email: `${randomUUID()}@example.com`, phone: '+44 20 7946 0958' },
  };
}
