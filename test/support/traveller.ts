import { createHash, randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { createSkyholdClient, type Schemas } from '../../src/client/client';

const offer = z.looseObject({
  id: z.string(),
  total: z.object({ amount: z.number(), currency: z.string() }),
  slices: z.array(z.looseObject({ segments: z.array(z.looseObject({ flight_id: z.string() })) })),
});
const element = z.looseObject({ type: z.string(), designator: z.string().optional(), state: z.string().optional() });
const seatMaps = z.object({
  data: z.array(
    z.looseObject({
      segment: z.number(),
      flight_id: z.string(),
      version: z.number(),
      cabins: z.array(
        z.looseObject({
          rows: z.array(z.looseObject({ sections: z.array(z.looseObject({ elements: z.array(element) })) })),
        }),
      ),
    }),
  ),
});
export type WireOffer = z.infer<typeof offer>;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // Answers are checked member by member by the tests.
  readonly body: Record<string, never> & { readonly [member: string]: unknown };
}

/** Somebody who uses the API: with a token, or as a guest. */
export function createTraveller(url: string, token?: string) {
  async function call(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(method === 'POST' && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as never) };
  }

  // What every client could be: typed by the committed document alone.
  const client = createSkyholdClient({ url, token });

  async function search(
    origin: string,
    destination: string,
    date: string,
    more: Record<string, unknown> = {},
  ): Promise<Reply> {
    const body: Schemas['SearchRequest'] = {
      slices: [{ origin, destination, date }],
      passengers: [{ type: 'adult' }],
      cabin: 'economy',
      max_connections: 2,
      currency: 'EUR',
      ...more,
    };
    return replyOf(await client.POST('/v1/searches', { body, params: { header: { Prefer: 'wait=25' } } }));
  }

  async function seatMapsOf(offerId: string): Promise<z.infer<typeof seatMaps>> {
    const { data } = await client.GET('/v1/seat-maps', { params: { query: { offer_id: offerId } } });
    return seatMaps.parse(data);
  }

  return {
    url,
    call,
    search,

    /** The first offers of a search that must find some. */
    async offers(
      origin: string,
      destination: string,
      date: string,
      more: Record<string, unknown> = {},
    ): Promise<WireOffer[]> {
      const { status, body } = await search(origin, destination, date, more);
      if (status !== 200) throw new Error(`search answered ${status}: ${JSON.stringify(body)}`);
      const query = { search_id: String(body['id']), limit: 200 };
      const { data: list } = await client.GET('/v1/offers', { params: { query } });
      return z.array(offer).parse(list?.data);
    },

    /** Designators of free seats of each segment, in the order of the plan. */
    async freeSeats(offerId: string): Promise<string[][]> {
      const { data } = await seatMapsOf(offerId);
      return data.map(({ cabins }) =>
        cabins
          .flatMap(({ rows }) => rows.flatMap(({ sections }) => sections.flatMap(({ elements }) => elements)))
          .flatMap((e) => (e.state === 'free' && e.designator !== undefined ? [e.designator] : [])),
      );
    },

    async seatState(offerId: string, designator: string): Promise<string | undefined> {
      const { data } = await seatMapsOf(offerId);
      return data
        .flatMap(({ cabins }) =>
          cabins.flatMap(({ rows }) => rows.flatMap(({ sections }) => sections.flatMap(({ elements }) => elements))),
        )
        .find((e) => e.designator === designator)?.state;
    },

    async hold(
      wanted: WireOffer,
      seats: readonly (readonly string[])[],
      { key = randomUUID(), ...more }: Record<string, unknown> & { key?: string } = {},
    ): Promise<Reply> {
      const body = bookingBody(wanted, seats, seats[0]?.length ?? 1, more, key);
      return replyOf(await client.POST('/v1/bookings', { body, params: { header: { 'Idempotency-Key': key } } }));
    },

    async pay(
      bookingId: string,
      amount: unknown,
      card = 'pm_card_visa',
      { key = randomUUID(), wait = 25, as = token }: { key?: string; wait?: number; as?: string | undefined } = {},
    ): Promise<Reply> {
      const header = { 'Idempotency-Key': key, ...(wait > 0 && { Prefer: `wait=${wait}` }) };
      return replyOf(
        await client.POST('/v1/bookings/{id}/payments', {
          params: { path: { id: bookingId }, header },
          body: {
            amount: amount as Schemas['Money'],
            method: { type: 'card', token: card },
            return_url: 'https://example.com/back',
          },
          ...(as !== undefined && { headers: { authorization: `Bearer ${as}` } }),
        }),
      );
    },

    /** A socket on the event stream; everything it hears is kept in order. */
    async listen(): Promise<Listener> {
      const socket = io(`${url}/v1/stream`, {
        transports: ['websocket'],
        auth: token === undefined ? {} : { token },
        reconnection: false,
        forceNew: true,
      });
      const heard: ChannelEvent[] = [];
      socket.on('event', (event: ChannelEvent) => heard.push(event));
      // A node that dies between the handshake and the namespace is no error of the connection, only its end.
      await new Promise<void>((resolve, reject) =>
        socket
          .once('connect', resolve)
          .once('connect_error', reject)
          .once('disconnect', (reason) => reject(new Error(`disconnected: ${reason}`))),
      );
      return {
        heard,
        subscribe: async (channel, after_seq) =>
          (await socket
            .timeout(10_000)
            .emitWithAck('subscribe', { channel, ...(after_seq !== undefined && { after_seq }) })) as never,
        close: () => void socket.close(),
        socket,
      };
    },
  };
}
export type Traveller = ReturnType<typeof createTraveller>;

export interface ChannelEvent {
  readonly channel: string;
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly data: Record<string, unknown>;
}
export interface Listener {
  readonly heard: ChannelEvent[];
  readonly socket: Socket;
  subscribe(
    channel: string,
    afterSeq?: number,
  ): Promise<{ ok: boolean; data?: Record<string, unknown>; problem?: { code: string } }>;
  close(): void;
}

/** An answer of the typed client, as tests read it whether it is one or a refusal. */
function replyOf({ data, error, response }: { data?: unknown; error?: unknown; response: Response }): Reply {
  return { status: response.status, headers: response.headers, body: (data ?? error ?? {}) as never };
}

/** People of their own for each key, so that no test meets another's ticket; the same key is the same people. */
function familyNameOf(key: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return `Lovelace-${digest.replace(/[0-9a-f]/g, (digit) => 'abcdefghijklmnop'.charAt(parseInt(digit, 16)))}`;
}

function bookingBody(
  wanted: WireOffer,
  seats: readonly (readonly string[])[],
  party: number,
  more: Record<string, unknown>,
  key: string,
): Schemas['NewBooking'] {
  return {
    offer_id: wanted.id,
    expected_total: wanted.total,
    passengers: Array.from({ length: party }, (_, i) => ({
      id: `pax_${i + 1}`,
      type: 'adult' as const,
      given_name: 'Ada',
      family_name: familyNameOf(`${key}/${i}`),
      born_on: '1990-12-10',
    })),
    seats: seats.flatMap((designators, segment) =>
      designators.map((designator, i) => ({ segment, passenger: `pax_${i + 1}`, designator })),
    ),
    contact: { email: 'ada@example.com', phone: '+44 20 7946 0958' },
    ...more,
  };
}
