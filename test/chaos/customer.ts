import { z } from 'zod';
import type { Markets, Ware } from './market';
import type { Deed, Plan } from './plan';
import { type Answer, type Body, count, type Talking, type Tally } from './talking';
import type { Told } from './told';

export interface CustomerWorld {
  readonly markets: Markets;
  readonly talking: Talking;
  /** The token of a registered traveller and the user's id; guests have none. */
  readonly user: { readonly token: string; readonly id: string };
  readonly tally: Tally;
  /** Every request for a booking is written down before it is sent. */
  readonly remember: (told: Told) => void;
}

const priceSchema = z.object({ total: z.object({ amount: z.number(), currency: z.string() }) });
const seatSchema = z.object({ segment: z.number(), designator: z.string() });
const bookingSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  reference: z.string().optional(),
  price: priceSchema,
  seats: z.array(seatSchema),
  payment: z.looseObject({ status: z.string() }),
  hold: z.object({ expires_at: z.string(), server_time: z.string() }).optional(),
  booking_token: z.string().optional(),
});
type WireBooking = z.infer<typeof bookingSchema>;
const actionSchema = z.object({ action: z.object({ url: z.url() }) });
const alternativesSchema = z.array(
  z.object({ segment: z.number(), designator: z.string(), seats: z.array(z.string()) }),
);

interface Seat {
  readonly segment: number;
  readonly passenger: string;
  readonly designator: string;
}
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const isOver = (status: string) => ['confirmed', 'expired', 'cancelled', 'refused'].includes(status);
const triesAgain = new Set(['seat_unavailable', 'seat_held_by_you', 'offer_expired', 'price_changed', 'not_found']);
/** How long a customer watches a payment before they go away. */
const watchMs = 40_000;

/** Lives one customer's plan against the product, and writes down what they were told. */
export async function beCustomer(plan: Plan, world: CustomerWorld): Promise<void> {
  const { talking, tally } = world;
  const booked = await book(plan, world);
  if (!booked) return;
  const { told } = booked;
  const currency = booked.booking.price.total.currency;
  let latest: WireBooking = booked.booking;
  const path = `/v1/bookings/${latest.id}`;
  const token = told.token ?? world.user.token;

  /** Whatever an answer says of the booking becomes what the customer was told. */
  function hear(answer: Answer): WireBooking | undefined {
    if (!answer.known || answer.status >= 400) return undefined;
    const heard = bookingSchema.parse(answer.body);
    latest = heard;
    if (heard.status === 'confirmed') told.confirmed = heard.reference ?? '';
    if (heard.status === 'cancelled') told.cancelled = true;
    told.total = heard.price.total.amount;
    told.seats = seatList(heard.seats);
    return heard;
  }
  const look = async () => hear(await talking.say({ method: 'GET', path, token }));
  const post = (to: string, what: string, body?: unknown) =>
    talking.say({
      method: 'POST',
      path: `${path}${to}`,
      token,
      key: talking.key(what),
      ...(body !== undefined && { body }),
    });

  /** Watches until the booking has ended, or the payment has and the seats are still held. */
  async function watch(): Promise<void> {
    const until = Date.now() + watchMs;
    while (Date.now() < until) {
      const now = await look();
      if (!now || isOver(now.status)) return;
      if (now.status === 'held' && now.payment.status === 'declined') return;
      await sleep(700);
    }
    count(tally, 'stopped watching');
  }

  async function pay(card: string, wait: boolean): Promise<Answer> {
    if (told.total === undefined) await look();
    told.payments += 1;
    const amount = { amount: told.total ?? latest.price.total.amount, currency };
    const body = { amount, method: { type: 'card', token: card }, return_url: 'https://example.com/back' };
    const key = talking.key('pay');
    return talking.say({
      method: 'POST',
      path: `${path}/payments`,
      token,
      key,
      body,
      ...(wait && { waitSeconds: 20 }),
    });
  }

  async function payAndSee(deed: Extract<Deed, { do: 'pay' }>): Promise<void> {
    const answer = await pay(deed.card, deed.wait);
    if (!answer.known) return watch();
    count(tally, `payment ${answer.status} ${String(answer.body['code'] ?? answer.body['status'])}`);
    if (answer.status === 200) told.confirmed ??= '';
    if (answer.status >= 400) {
      await look();
      return;
    }
    const action = actionSchema.safeParse(answer.body);
    if (action.success) {
      const { decision, afterMs } = deed.challenge;
      if (decision === 'leave') return;
      await sleep(afterMs);
      await decide(action.data.action.url, decision, tally);
    }
    await watch();
  }

  async function carryOut(deed: Deed): Promise<void> {
    switch (deed.do) {
      case 'think':
        return sleep(deed.ms);
      case 'outstay': {
        const { expires_at, server_time } = latest.hold!;
        return sleep(Date.parse(expires_at) - Date.parse(server_time) + 2_000);
      }
      case 'extend':
        return void hear(await post('/actions/extend', 'extend'));
      case 'change_seats': {
        const changed = await post('/seats', 'seats', { seats: seatsFor(plan, booked!.ware, deed.picks) });
        if (changed.known) return void hear(changed);
        // It may have happened or not: the price and the seats are asked for when they are needed.
        delete told.seats;
        delete told.total;
        return;
      }
      case 'cancel':
        return void hear(await post('/actions/cancel', 'cancel'));
      case 'cancel_while_paying': {
        const [paid, cancelled] = await Promise.all([pay(deed.card, true), post('/actions/cancel', 'cancel')]);
        if (paid.known && paid.status === 200) told.confirmed ??= '';
        hear(cancelled);
        return watch();
      }
      case 'pay':
        return payAndSee(deed);
    }
  }

  for (const deed of plan.deeds) {
    if (isOver(latest.status)) break;
    await carryOut(deed);
  }
  count(tally, `left ${latest.status}`);
}

/** Tries for seats until some are held or the attempts are used up. */
async function book(
  plan: Plan,
  { markets, talking, user, tally, remember }: CustomerWorld,
): Promise<{ told: Told; booking: WireBooking; ware: Ware } | undefined> {
  let offered: readonly Seat[] | undefined;
  for (const picks of plan.picks) {
    const ware = await markets.find(plan, talking);
    const key = talking.key('book');
    const asker = plan.guest ?? user.id;
    const told: Told = { customer: plan.index, key, asker, held: false, cancelled: false, payments: 0 };
    remember(told);
    const seats = plan.policy === 'exact' ? (offered ?? seatsFor(plan, ware, picks)) : [];
    const answer = await talking.say({
      method: 'POST',
      path: '/v1/bookings',
      key,
      body: bookingBody(plan, ware, seats),
      token: plan.guest === undefined ? user.token : undefined,
    });
    if (!answer.known) return undefined;
    if (answer.status === 201) {
      const booking = bookingSchema.parse(answer.body);
      Object.assign(told, { bookingId: booking.id, held: true, total: booking.price.total.amount });
      Object.assign(told, { seats: seatList(booking.seats), token: booking.booking_token ?? user.token });
      return { told, booking, ware };
    }
    told.refused = String(answer.body['code']);
    count(tally, `refused ${told.refused}`);
    if (!triesAgain.has(told.refused)) return undefined;
    offered = plan.takesAlternatives ? alternativeTo(seats, answer.body) : undefined;
  }
  return undefined;
}

function bookingBody(plan: Plan, ware: Ware, seats: readonly Seat[]) {
  return {
    offer_id: ware.offerId,
    expected_total: ware.total,
    passengers: Array.from({ length: plan.party }, (_, i) => ({
      id: `pax_${i + 1}`,
      type: 'adult',
      given_name: `${plan.name}${'abcdefghi'[i]!}`,
      family_name: 'Lovelace',
      born_on: '1990-12-10',
    })),
    seats,
    seat_policy: plan.policy,
    contact: { email: plan.guest ?? 'traveller@example.com', phone: '+44 20 7946 0958' },
  };
}

/** Seats by their places in the list of what was free when the market opened: whoever picks the same place meets there. */
function seatsFor({ party }: Plan, { seats }: Ware, picks: readonly number[]): Seat[] {
  return seats.flatMap((free, segment) =>
    picks.slice(0, party).map((pick, i) => ({
      segment,
      passenger: `pax_${i + 1}`,
      designator: free[pick % free.length]!,
    })),
  );
}

/** The same seats, with the first free alternative in place of each one that is taken. */
function alternativeTo(seats: readonly Seat[], body: Body): Seat[] | undefined {
  const alternatives = alternativesSchema.safeParse(body['alternatives']);
  if (!alternatives.success || seats.length === 0) return undefined;
  const used = new Set(seats.map(({ segment, designator }) => `${segment}/${designator}`));
  const next = seats.map((seat) => {
    const instead = alternatives.data.find((a) => a.segment === seat.segment && a.designator === seat.designator);
    if (!instead) return seat;
    const designator = instead.seats.find((other) => !used.has(`${seat.segment}/${other}`));
    if (designator === undefined) return undefined;
    used.add(`${seat.segment}/${designator}`);
    return { ...seat, designator };
  });
  return next.every((seat) => seat !== undefined) ? next : undefined;
}

const seatList = (seats: readonly { segment: number; designator: string }[]) =>
  seats.map(({ segment, designator }) => `${segment}/${designator}`).sort();

/** Presses a button of the 3-D Secure page. A payment that was cancelled meanwhile says so, and that is fine. */
async function decide(url: string, decision: 'approve' | 'fail', tally: Tally): Promise<void> {
  const body = new URLSearchParams({ decision });
  for (let tried = 0; tried < 10; tried++) {
    const response = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    if (response) return count(tally, `challenge ${decision} ${response.status}`);
    await sleep(500);
  }
}
