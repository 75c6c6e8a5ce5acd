import { eventually } from '../support/eventually';
import type { Reply, WireOffer } from '../support/traveller';
import type { Cell, Journey } from './cells/kinds';
import type { Customer } from './customer';
import type { Stage } from './stage';

/** Who books what in a cell. All ids follow from it before anything happens. */
export interface Plan {
  readonly email: string;
  readonly key: string;
  readonly bookingId: string;
  readonly offer: WireOffer;
  /** The seat, and the one to change to. */
  readonly seats: readonly [string, string];
  readonly body: Record<string, unknown>;
}

const challenging = 'pm_card_threeDSecure2Required';
/** The cards of a journey, in the order in which they are tried. */
export const cardsOf: Readonly<Record<Journey, readonly string[]>> = {
  buy: ['pm_card_visa'],
  two_cards: ['pm_card_visa', 'pm_card_visa'],
  extend: ['pm_card_visa'],
  reseat: ['pm_card_visa'],
  second_card: ['pm_card_chargeDeclined', 'pm_card_visa'],
  challenge: [challenging],
  cancel: [],
  abandon: [challenging],
  give_back: [challenging],
  short: [challenging],
  late: ['pm_card_skyhold_lateSuccess'],
  lapse: [],
  seek: ['pm_card_visa'],
};
export const payKey = ({ key }: Pick<Plan, 'key'>, nth: number) => `${key}-pay-${nth}`;

/** What a customer does in this cell, until the last answer is in. What comes of it is read from the data afterwards. */
export async function travel(stage: Stage, cell: Cell, plan: Plan, customer: Customer): Promise<void> {
  const path = `/v1/bookings/${plan.bookingId}`;
  const act = (name: string, body: unknown = {}) =>
    customer.insist('POST', `${path}/${name}`, body, `${plan.key}-${name}`);
  /** Acts that nothing but a fault stands in the way of must be answered with success, however often they had to be asked for. */
  const mustAct = async (name: string, body?: unknown): Promise<Reply> => {
    const reply = await act(name, body);
    if (reply.status !== 200)
      throw new Error(`${name} was answered ${reply.status} ${JSON.stringify(reply.body['code'])}`);
    return reply;
  };

  const searching = cell.journey === 'seek' ? search(customer) : undefined;
  const held = await customer.insist('POST', '/v1/bookings', plan.body, plan.key);
  if (held.status !== 201) return;
  customer.useToken(String(held.body['booking_token']));

  async function pay(nth = 0, total?: unknown): Promise<Reply> {
    const amount = total ?? (held.body['price'] as unknown as { total: unknown }).total;
    const method = { type: 'card', token: cardsOf[cell.journey][nth] };
    const body = { amount, method, return_url: 'https://example.com/back' };
    return customer.insist('POST', `${path}/payments`, body, payKey(plan, nth));
  }
  async function approve(asked: Reply): Promise<void> {
    const { url } = asked.body['action'] as unknown as { url: string };
    await fetch(url, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }), redirect: 'manual' });
  }

  const actAnyway = isTouched(cell) ? act : mustAct;
  switch (cell.journey) {
    case 'buy':
      await pay();
      return;
    case 'two_cards':
      // Two devices pay for one booking, each with a key of its own, and neither gives up.
      await Promise.all([pay(0), pay(1)]);
      await customer.insist('GET', path);
      return;
    case 'seek':
      await pay();
      return searching;
    case 'lapse':
      return;
    case 'late': {
      await pay();
      await eventually(
        'the bank has answered and somebody heard of it',
        () => isDecided(stage, plan.bookingId),
        90_000,
      );
      return;
    }
    case 'extend':
      await actAnyway('actions/extend');
      await pay();
      return;
    case 'reseat': {
      const seat = { segment: 0, passenger: 'pax_1', designator: plan.seats[1] };
      const changed = await actAnyway('seats', { seats: [seat] });
      await pay(0, (changed.body['price'] as unknown as { total: unknown } | undefined)?.total);
      return;
    }
    case 'second_card':
      await pay(0);
      await pay(1);
      return;
    case 'challenge': {
      const asked = await pay();
      return asked.status === 202 ? approve(asked) : undefined;
    }
    case 'cancel':
      await actAnyway('actions/cancel');
      return;
    case 'abandon':
      await pay();
      await act('actions/cancel');
      return;
    case 'give_back': {
      // The customer approves and nobody hears of it; somebody captures at the provider; then the booking is cancelled.
      await stage.provider.setFault({
        operation: 'webhook',
        kind: 'drop_request',
        times: 1000,
        booking_id: plan.bookingId,
      });
      await approve(await pay());
      const [payment] = await stage.provider.paymentsOf(plan.bookingId);
      await stage.provider.capture(payment?.provider_id ?? '');
      await act('actions/cancel');
      return;
    }
    case 'short':
      return sitOut(stage, cell, { pay, approve });
  }
}

/** Somebody ended the booking, or its time passed in an outage: then an act may rightly be refused. */
const isTouched = ({ injury }: Cell) => injury.at === 'operator' || injury.at === 'outage_in_step';

/**
 * Where and when somebody searches who books meanwhile: a day that nobody has asked for, and a pair that no cell beside this one
 * asks for, because two who ask for the same ways at once share one read.
 */
const destinations = ['NRT', 'SYD', 'SIN', 'YVR', 'CPT', 'SCL', 'SFO', 'NBO'] as const;
let searched = 0;
async function search(customer: Customer): Promise<void> {
  const date = new Date(Date.now() + (200 + searched++) * 86_400_000).toISOString().slice(0, 10);
  const slices = [{ origin: 'LIS', destination: destinations[searched % destinations.length], date }];
  const wanted = { slices, passengers: [{ type: 'adult' }], currency: 'EUR' };
  const { status, body } = await customer.insist('POST', '/v1/searches', wanted);
  if (status !== 200) throw new Error(`the search was answered ${status} ${JSON.stringify(body['code'])}`);
}

/** The provider has decided about every payment, and none is authorised and forgotten: captured, or given back. */
async function isDecided(stage: Stage, bookingId: string): Promise<boolean> {
  const payments = await stage.provider.paymentsOf(bookingId);
  return payments.length > 0 && payments.every(({ status }) => status === 'succeeded' || status === 'canceled');
}

interface Paying {
  readonly pay: () => Promise<Reply>;
  readonly approve: (asked: Reply) => Promise<void>;
}

/** Temporal goes away at the moment the cell names, for longer than two holds; then it comes back. */
async function sitOut(stage: Stage, { injury }: Cell, { pay, approve }: Paying): Promise<void> {
  if (injury.at !== 'outage') throw new Error('this journey is for outages');
  const { moment } = injury;
  const asked = moment === 'challenged' || moment === 'approved' ? await pay() : undefined;
  const outage = stage.outage();
  const paying = moment === 'paying' ? pay() : undefined;
  if (asked?.status === 202 && moment === 'approved') await approve(asked);
  await outage;
  await paying;
}
