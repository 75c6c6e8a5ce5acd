import { developmentSecrets } from '../../../src/config';
import type { ProblemCode } from '../../../src/domain/problems';
import type { Extras, Reply } from '../contractCaller';
import { eventually } from '../eventually';
import { idOf, inDays, person, seatAt, type HeldBooking, type RefusalStage } from './stage';

type Provocations = Readonly<Record<string, () => Promise<Reply>>>;

/** What a booking's own operations refuse in each state that is not `held`. */
function byState(stage: () => RefusalStage): Provocations {
  const expired = async () => {
    const booking = await stage().held({}, { at: stage().nodes.short });
    await eventually('the hold has run out', async () => {
      const { body } = await stage().call('GET', booking.path, { token: stage().tokens.ada });
      return body['status'] === 'expired';
    });
    return booking;
  };
  const cancelled = async () => {
    const booking = await stage().held();
    expect((await stage().act(booking, 'cancel')).status).toBe(200);
    return booking;
  };
  const confirmed = async () => {
    const booking = await stage().held();
    expect((await stage().pay(booking)).status).toBe(200);
    return booking;
  };
  /** Its seats are secured, and its payment is about to be captured. */
  const paying = async () => {
    const booking = await stage().held();
    const stalled = stage().product.failpoints.arm('capturePayment.before', { do: 'pause', ms: 4000 }, idOf(booking));
    void stage().pay(booking);
    await eventually('the payment is about to be captured', () => stalled.hitBy() !== undefined);
    return booking;
  };
  /** Refused for having too many holds, and kept as that. */
  const refused = async () => {
    const token = stage().tokens.partner;
    for (let turn = 0; turn < 2; turn += 1) await stage().hold({}, { token });
    const { body } = await stage().call('GET', '/v1/bookings', { token });
    const [found] = (body['data'] as { id: string; status: string }[]).filter(({ status }) => status === 'refused');
    return { body: found as never, path: `/v1/bookings/${found?.id ?? ''}`, token };
  };
  const states: readonly [ProblemCode, () => Promise<Pick<HeldBooking, 'body' | 'path'> & { token?: string }>][] = [
    ['hold_expired', expired],
    ['already_cancelled', cancelled],
    ['already_paid', confirmed],
    ['payment_in_progress', paying],
    ['not_held', refused],
  ];
  const operations: readonly [string, (booking: HeldBooking, extras: Extras) => Promise<Reply>][] = [
    ['extendBooking', (booking, extras) => stage().act(booking, 'extend', extras)],
    ['cancelBooking', (booking, extras) => stage().act(booking, 'cancel', extras)],
    ['changeSeats', (booking, extras) => stage().changeSeats(booking, '12A', extras)],
    ['createPayment', (booking, extras) => stage().pay(booking, 'pm_card_visa', {}, extras)],
  ];
  return Object.fromEntries(
    states.flatMap(([code, reach]) =>
      operations
        // A ticket is refused to be cancelled under a code of its own.
        .filter(([operation]) => !(code === 'already_paid' && operation === 'cancelBooking'))
        .map(([operation, ask]) => [
          `${operation} ${code}`,
          async () => {
            const booking = await reach();
            return ask(booking as HeldBooking, booking.token === undefined ? {} : { token: booking.token });
          },
        ]),
    ),
  );
}

/** What only time, or another customer, does to a search or an offer. */
function bySearching(stage: () => RefusalStage): Provocations {
  const later = (path: string) => () => stage().call('GET', path, { at: stage().nodes.later });
  const finished = async () => idOf(await stage().search({}, { prefer: 'wait=20' }));
  return {
    'listOffers search_expired': async () => later(`/v1/offers?search_id=${await finished()}`)(),
    'listSearchEvents search_expired': async () => later(`/v1/searches/${await finished()}/events`)(),
    'getSearch stream_gone': async () => stage().call('GET', `/v1/searches/${await finished()}?after_seq=99999`),
    'listSearchEvents stream_gone': async () =>
      stage().call('GET', `/v1/searches/${await finished()}/events?after_seq=99999`),
    'listBookingEvents stream_gone': async () => {
      const { path } = await stage().held();
      return stage().call('GET', `${path}/events?after_seq=99999`, { token: stage().tokens.ada });
    },
    'priceOffer offer_expired': () =>
      stage().call('POST', `/v1/offers/${stage().offer.id}/actions/price`, { at: stage().nodes.later }),
    'createBooking offer_expired': () => stage().hold({}, { at: stage().nodes.later }),
    'createBooking not_found': () => stage().hold({ offer_id: 'off_AAAAAAAAAAAAAAAAAAAAAA_1' }),
    'priceOffer flight_not_open': async () => {
      const [doomed] = await stage().ada.offers('LIS', 'JFK', inDays(42), { max_connections: 0 });
      expect((await stage().setLeg(doomed!.slices[0]!.segments[0]!.flight_id, 'cancelled')).status).toBe(200);
      return stage().call('POST', `/v1/offers/${doomed!.id}/actions/price`);
    },
    'setFlightLegStatus not_found': () => stage().setLeg('ZZ-1-2026-12-10-LIS', 'open'),
    'changeSeats seat_unavailable': async () => {
      const taken = stage().nextSeat();
      await stage().held({ seats: seatAt(taken) }, { token: stage().tokens.ben });
      return stage().changeSeats(await stage().held(), taken);
    },
    'changeSeats seat_held_by_you': async () => {
      const mine = stage().nextSeat();
      await stage().held({ seats: seatAt(mine) });
      return stage().changeSeats(await stage().held(), mine);
    },
    'createBooking request_in_progress': async () => {
      const more = { passengers: [person('Unbegun')], seats: seatAt(stage().nextSeat()) };
      const as = { key: 'hold-without-end' };
      const stalled = stage().product.failpoints.arm('holdSeats.before', { do: 'pause', ms: 4000 });
      const since = Date.now();
      const first = stage().hold(more, as);
      await eventually('the hold is about to be tried', () => stalled.hitBy() !== undefined);
      await stage().terminateBooking(since);
      await first;
      return stage().hold(more, as);
    },
    'changeSeats seat_not_assignable': async () => stage().changeSeats(await stage().held(), '99Z'),
    'receivePaymentEvent malformed_request': () =>
      stage().webhook(Date.now(), developmentSecrets.PAYMENT_WEBHOOK_SECRETS, 'no JSON'),
    'addSavedPassenger not_found': async () => {
      const as = { token: stage().tokens.ada, key: 'saved-and-deleted' };
      const body = { given_name: 'Cleo', family_name: 'Patra', born_on: '1999-01-31' };
      const saved = await stage().call('POST', '/v1/account/passengers', { ...as, body });
      await stage().call('DELETE', `/v1/account/passengers/${idOf(saved)}`, as);
      return stage().call('POST', '/v1/account/passengers', { ...as, body });
    },
  };
}

/** Keys that come a second time: with another request, or while the first one runs. */
function byKey(stage: () => RefusalStage): Provocations {
  const cancelled = async () => {
    const booking = await stage().held();
    await stage().act(booking, 'cancel');
    return booking;
  };
  const recompute = (key: string) => ask('/v1/ops/recomputes', {}, key, stage().tokens.operator);
  const startImport = (key: string) => ask('/v1/ops/imports', { format: 'demo' }, key, stage().tokens.operator);
  const erase = (key: string) => ask('/v1/account/actions/erase', undefined, key, stage().tokens.ben);
  const ask = (path: string, body: unknown, key: string, token: string) =>
    stage().call('POST', path, { token, body, key });

  /** The same request twice at once, while the store answers late: the second finds the first one's key. */
  async function twice(request: () => Promise<Reply>): Promise<Reply> {
    const slow = stage().product.proxies.dynamodb.set({ kind: 'delay_answer', ms: 300, times: 1_000_000 });
    const replies = await Promise.all([request(), request(), request()]);
    slow.clear();
    return replies.find(({ body }) => body['code'] === 'request_in_progress') ?? replies[0];
  }
  const reused =
    (path: (booking: HeldBooking) => string, make: () => Promise<HeldBooking>, key: string) => async () => {
      const [one, other] = [await make(), await make()];
      const body = path(one).endsWith('/seats') ? { seats: seatAt(stage().nextSeat()) } : undefined;
      expect((await ask(path(one), body, key, stage().tokens.ada)).status).toBe(200);
      return ask(path(other), body, key, stage().tokens.ada);
    };
  const held = () => stage().held();
  const legId = () => stage().offer.slices[0]!.segments[0]!.flight_id;
  return {
    'extendBooking idempotency_key_reused': reused(({ path }) => `${path}/actions/extend`, held, 'reused-extend'),
    'cancelBooking idempotency_key_reused': reused(({ path }) => `${path}/actions/cancel`, held, 'reused-cancel'),
    'changeSeats idempotency_key_reused': reused(({ path }) => `${path}/seats`, held, 'reused-seats'),
    'eraseBooking idempotency_key_reused': reused(({ path }) => `${path}/actions/erase`, cancelled, 'reused-erase'),
    'createPayment idempotency_key_reused': async () => {
      const booking = await stage().held();
      await stage().pay(booking, 'pm_card_chargeDeclined', {}, { key: 'reused-pay' });
      return stage().pay(booking, 'pm_card_visa', {}, { key: 'reused-pay' });
    },
    'addSavedPassenger idempotency_key_reused': async () => {
      const body = { given_name: 'Cleo', family_name: 'Patra', born_on: '1999-01-31' };
      await ask('/v1/account/passengers', body, 'reused-saved', stage().tokens.ada);
      return ask('/v1/account/passengers', { ...body, given_name: 'Leo' }, 'reused-saved', stage().tokens.ada);
    },
    'startImport idempotency_key_reused': async () => {
      await recompute('reused-ops');
      return startImport('reused-ops');
    },
    'startRecompute idempotency_key_reused': () =>
      recompute('reused-ops-2').then(async () => {
        await startImport('reused-ops-3');
        return recompute('reused-ops-3');
      }),
    'eraseAccount idempotency_key_reused': async () => {
      const booking = await stage().held({}, { token: stage().tokens.ben });
      await ask(`${booking.path}/actions/cancel`, undefined, 'reused-account', stage().tokens.ben);
      return erase('reused-account');
    },
    'cancelBooking request_in_progress': async () => {
      const booking = await stage().held();
      return twice(() => stage().act(booking, 'cancel', { key: 'twice-cancel' }));
    },
    'changeSeats request_in_progress': async () => {
      const [booking, seat] = [await stage().held(), stage().nextSeat()];
      return twice(() => stage().changeSeats(booking, seat, { key: 'twice-seats' }));
    },
    'eraseBooking request_in_progress': async () => {
      const booking = await cancelled();
      return twice(() => stage().act(booking, 'erase', { key: 'twice-erase' }));
    },
    'setFlightLegStatus idempotency_key_reused': async () => {
      await stage().setLeg(legId(), 'open', { key: 'reused-leg' });
      return stage().setLeg(legId(), 'cancelled', { key: 'reused-leg' });
    },
    'setFlightLegStatus request_in_progress': () => twice(() => stage().setLeg(legId(), 'open', { key: 'twice-leg' })),
    'eraseAccount request_in_progress': () => twice(() => erase('twice-account')),
    'startRecompute request_in_progress': () => twice(() => recompute('twice-recompute')),
    'startImport request_in_progress': () => twice(() => startImport('twice-import')),
  };
}

/** Effects of which nobody could be told whether they happened. */
function byOutage(stage: () => RefusalStage): Provocations {
  /** While Temporal answers nothing, or the worker is gone. */
  async function without(what: 'temporal' | 'worker', request: () => Promise<Reply>): Promise<Reply> {
    const { product } = stage();
    if (what === 'temporal') product.proxies.temporal.set({ kind: 'error', times: 1_000_000 });
    else await product.kill('worker:booking');
    const reply = await request();
    if (what === 'temporal') product.proxies.temporal.clearAll();
    else await product.startWorker('booking');
    return reply;
  }
  /** While the store's answers to what contains these words are lost. */
  async function unanswered(containing: readonly string[], request: () => Promise<Reply>): Promise<Reply> {
    const outage = stage().product.proxies.dynamodb.set({ kind: 'drop_answer', containing, times: 100 });
    const reply = await request();
    outage.clear();
    return reply;
  }
  const ops = (path: string, body: object) => () =>
    stage().call('POST', path, { token: stage().tokens.operator, body });
  return {
    'cancelBooking outcome_unknown': async () => {
      const booking = await stage().held();
      return without('worker', () => stage().act(booking, 'cancel'));
    },
    'changeSeats outcome_unknown': async () => {
      const booking = await stage().held();
      return without('worker', () => stage().changeSeats(booking));
    },
    'startRecompute outcome_unknown': () => without('temporal', ops('/v1/ops/recomputes', {})),
    'startImport outcome_unknown': () => without('temporal', ops('/v1/ops/imports', { format: 'demo' })),
    'eraseAccount outcome_unknown': () =>
      without('temporal', () => stage().call('POST', '/v1/account/actions/erase', { token: stage().tokens.ben })),
    'eraseBooking outcome_unknown': async () => {
      const booking = await stage().held();
      await stage().act(booking, 'cancel');
      return unanswered([idOf(booking), 'ErasedAt'], () => stage().act(booking, 'erase'));
    },
    'setFlightLegStatus outcome_unknown': () => {
      const legId = stage().offer.slices[0]!.segments[0]!.flight_id;
      return unanswered([legId], () => stage().setLeg(legId, 'open'));
    },
  };
}

/** Requests for what an operation refuses that no other table asks for, by `<operation> <code>`. */
export function provocationsOfOperations(stage: () => RefusalStage): Provocations {
  return { ...byState(stage), ...bySearching(stage), ...byKey(stage), ...byOutage(stage) };
}
