import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Client, Connection } from '@temporalio/client';
import { describedRoutes } from '../../../scripts/write-api-docs';
import { signWebhook } from '../../../src/provider/signatures';
import { createPatientDynamo } from '../dynamo';
import { tablesWithPrefix } from '../../../src/stores/dynamodb/tables';
import { createContractCaller, type Extras, type Reply } from '../contractCaller';
import { eventually } from '../eventually';
import { startProduct } from '../product';
import { testServers } from '../servers';
import { createTraveller } from '../traveller';

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
export const day = inDays(40);
export const idOf = ({ body }: Reply) => String(body['id']);
export const seatAt = (designator: string) => [{ segment: 0, passenger: 'pax_1', designator }];
export const person = (surname: string, more = {}) => ({
  ...{ id: 'pax_1', type: 'adult', given_name: 'Ada', family_name: surname, born_on: '1990-12-10' },
  ...more,
});
/** A booking, and where its operations are. */
export type HeldBooking = Reply & { readonly path: string };

/**
 * A product that can be made to refuse for every reason there is: behind fault proxies, with nodes that let one request a
 * minute pass (`narrow`), hold for a second (`short`), live forty minutes ahead (`later`), and find no keys of the identity
 * provider (`keyless`). A partner may hold one booking.
 */
export async function startRefusalStage() {
  const product = await startProduct({ faults: true, env: { HOLDS_PER_PARTNER: '1', STORE_GRACE_SECONDS: '1' } });
  const { call, seen } = createContractCaller(describedRoutes(), () => product.url);
  const nobodyThere = `http://127.0.0.1:${await product.freePort()}`;
  const nodes = {
    narrow: await product.startNode('api-narrow', { REQUESTS_PER_MINUTE: '1' }),
    short: await product.startNode('api-short', { HOLD_SECONDS: '1', PAYMENT_GRACE_SECONDS: '1' }),
    later: await product.startNode('api-later', { TEST_CLOCK_OFFSET_MS: String(40 * 60_000) }),
    keyless: await product.startNode('api-keyless', { OIDC_ISSUER: nobodyThere }),
  };
  const users = ['traveller-1', 'traveller-2', 'partner', 'operator'] as const;
  const issued = await Promise.all(users.map((user) => product.tokenOf(user)));
  const [adas = '', bens = '', partner = '', operator = ''] = issued;
  const ada = createTraveller(product.url, adas);
  const offer = (await ada.offers('LIS', 'JFK', day, { max_connections: 0 }))[0]!;
  const free = (await ada.freeSeats(offer.id))[0]!;
  const nextSeat = () => free.shift()!;
  let people = 0;

  /** Asks for a hold of one seat for somebody whom nobody has met. */
  function hold(more: Readonly<Record<string, unknown>> = {}, extras: Extras = {}): Promise<Reply> {
    people += 1;
    const letters = 'abcdefghij';
    const surname = `Lovelace${letters.charAt(people % 10)}${letters.charAt(Math.floor(people / 10))}`;
    const body = {
      offer_id: offer.id,
      expected_total: offer.total,
      passengers: [person(surname)],
      contact: { email: 'ada@example.com', phone: '+442079460958' },
      seats: 'seats' in more ? [] : seatAt(nextSeat()),
      ...more,
    };
    return call('POST', '/v1/bookings', { token: adas, body, ...extras });
  }

  const stage = {
    product,
    call,
    seen,
    nodes,
    tokens: { ada: adas, ben: bens, partner, operator },
    ada,
    offer,
    nextSeat,
    hold,

    async held(more: Readonly<Record<string, unknown>> = {}, extras: Extras = {}): Promise<HeldBooking> {
      const reply = await hold(more, extras);
      expect([reply.status, reply.body['code']]).toEqual([201, undefined]);
      return { ...reply, path: `/v1/bookings/${idOf(reply)}` };
    },

    pay(booking: HeldBooking, card = 'pm_card_visa', more: object = {}, extras: Extras = {}): Promise<Reply> {
      const amount = (booking.body['price'] as { total: unknown }).total;
      const body = { amount, method: { type: 'card', token: card }, return_url: 'https://example.com/back', ...more };
      return call('POST', `${booking.path}/payments`, { token: adas, body, prefer: 'wait=20', ...extras });
    },

    act: (booking: { path: string }, what: string, extras: Extras = {}): Promise<Reply> =>
      call('POST', `${booking.path}/actions/${what}`, { token: adas, ...extras }),

    changeSeats: (booking: { path: string }, designator = nextSeat(), extras: Extras = {}): Promise<Reply> =>
      call('POST', `${booking.path}/seats`, { token: adas, body: { seats: seatAt(designator) }, ...extras }),

    search(more: object, extras: Extras = {}): Promise<Reply> {
      const slices = [{ origin: 'LIS', destination: 'JFK', date: day }];
      return call('POST', '/v1/searches', { body: { slices, passengers: [{ type: 'adult' }], ...more }, ...extras });
    },

    webhook(
      at: number,
      secret: string,
      text = JSON.stringify({ id: 'evt_1', type: 'payment_intent.succeeded', data: { object: {} } }),
    ): Promise<Reply> {
      const headers = { 'stripe-signature': signWebhook(text, secret, at) };
      return call('POST', '/v1/payment-events', { text, headers });
    },

    /** Opens a leg from Lisbon to New York for sale, or closes it. */
    setLeg(flightId: string, status: 'open' | 'cancelled', extras: Extras = {}): Promise<Reply> {
      const body = { flight_id: flightId, destination: 'JFK', status };
      return call('POST', '/v1/ops/flight-legs', { token: operator, body, ...extras });
    },

    /** Ends the workflow of the one booking that was begun since then, as an operator may. */
    async terminateBooking(since: number): Promise<void> {
      const connection = await Connection.connect({ address: testServers().temporalAddress });
      const { workflow } = new Client({ connection });
      const query = `TaskQueue = '${product.environment['BOOKING_TASK_QUEUE'] ?? ''}' AND WorkflowType = 'booking'`;
      await eventually('the booking is in the list of workflows', async () => {
        for await (const { workflowId, startTime } of workflow.list({ query })) {
          if (startTime.getTime() < since) continue;
          await workflow.getHandle(workflowId).terminate('by the test');
          return true;
        }
        return false;
      });
      await connection.close();
    },

    /** Changes an item behind the product's back: what no request can bring about. */
    async damage(table: 'Bookings', Key: Record<string, string>, name: string, value: unknown) {
      const { db, client } = createPatientDynamo();
      await db.send(
        new UpdateCommand({
          TableName: tablesWithPrefix(product.environment['TABLE_PREFIX'] ?? '')[table],
          Key,
          UpdateExpression: 'SET #name = :value',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':value': value },
        }),
      );
      client.destroy();
    },
  };
  return stage;
}
export type RefusalStage = Awaited<ReturnType<typeof startRefusalStage>>;
