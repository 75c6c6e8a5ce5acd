import { type ProblemCode } from '../../../src/domain/problems';
import type { Reply } from '../contractCaller';
import { eventually } from '../eventually';
import { day, idOf, inDays, person, type RefusalStage, seatAt } from './stage';

const slice = (origin: string, destination: string, date: string) => ({ origin, destination, date });
const adult = { type: 'adult' };

/** One request for each refusal that there is. A code that is added without one does not compile, and fails below. */
export function provocations(stage: () => RefusalStage): Readonly<Record<ProblemCode, () => Promise<Reply>>> {
  const passengers = (...list: object[]) => stage().search({ passengers: list });
  return {
    malformed_request: () => stage().call('POST', '/v1/searches', { text: '{"slices":' }),
    idempotency_key_missing: () => stage().hold({}, { key: null }),
    api_version_unsupported: () => stage().search({}, { headers: { 'api-version': '1999-01-01' } }),
    unauthenticated: () => stage().call('GET', '/v1/bookings'),
    invalid_token: () => stage().call('GET', '/v1/bookings', { token: 'not.a.token' }),
    bad_signature: () => stage().webhook(Date.now(), 'whsec_of_somebody_else'),
    timestamp_skew: () => stage().webhook(Date.now() - 3_600_000, 'whsec_skyhold_local'),
    payment_declined: async () => stage().pay(await stage().held(), 'pm_card_chargeDeclined'),
    forbidden: () => stage().call('POST', '/v1/ops/recomputes', { token: stage().tokens.ada, body: {} }),
    not_found: async () => stage().call('GET', (await stage().held()).path, { token: stage().tokens.ben }),
    method_not_allowed: async () => {
      const response = await fetch(`${stage().product.url}/v1/searches`, { method: 'DELETE' });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Reply['body'] };
    },
    seat_unavailable: async () => {
      const seats = seatAt(stage().nextSeat());
      await stage().held({ seats });
      return stage().hold({ seats }, { token: stage().tokens.ben });
    },
    seat_held_by_you: async () => {
      const seats = seatAt(stage().nextSeat());
      await stage().held({ seats });
      return stage().hold({ seats });
    },
    price_changed: async () => {
      const [cheap] = await stage().ada.offers('VIE', 'INN', day);
      await stage().call('POST', `/v1/offers/${cheap!.id}/actions/price`);
      const designator = (await stage().ada.freeSeats(cheap!.id))[0]![0]!;
      return stage().hold({ offer_id: cheap!.id, expected_total: cheap!.total, seats: seatAt(designator) });
    },
    possible_duplicate_booking: async () => {
      const twice = { passengers: [person('Byron')] };
      expect((await stage().pay(await stage().held(twice))).status).toBe(200);
      return stage().hold(twice);
    },
    already_paid: async () => {
      const booking = await stage().held();
      expect((await stage().pay(booking)).status).toBe(200);
      return stage().pay(booking);
    },
    payment_in_progress: async () => {
      const booking = await stage().held();
      expect((await stage().pay(booking, 'pm_card_threeDSecure2Required')).status).toBe(202);
      return stage().pay(booking);
    },
    already_cancelled: async () => {
      const booking = await stage().held();
      expect((await stage().act(booking, 'cancel')).status).toBe(200);
      return stage().act(booking, 'cancel');
    },
    not_cancellable: async () => {
      const booking = await stage().held();
      expect((await stage().pay(booking)).status).toBe(200);
      return stage().act(booking, 'cancel');
    },
    too_many_holds: async () => {
      await stage().held({}, { token: stage().tokens.partner });
      return stage().hold({}, { token: stage().tokens.partner });
    },
    not_held: async () => {
      const { body } = await stage().call('GET', '/v1/bookings', { token: stage().tokens.partner });
      const refused = (body['data'] as { id: string; status: string }[]).find(({ status }) => status === 'refused');
      return stage().act({ path: `/v1/bookings/${refused?.id ?? 'none refused'}` }, 'extend', {
        token: stage().tokens.partner,
      });
    },
    extension_used: async () => {
      const booking = await stage().held();
      expect((await stage().act(booking, 'extend')).status).toBe(200);
      return stage().act(booking, 'extend');
    },
    import_in_progress: () =>
      eventually('a second import is asked for while one runs', async () => {
        const ask = () =>
          stage().call('POST', '/v1/ops/imports', { token: stage().tokens.operator, body: { format: 'demo' } });
        const [one, other] = await Promise.all([ask(), ask()]);
        return [one, other].find(({ status }) => status === 409);
      }),
    request_in_progress: async () => {
      const booking = await stage().held();
      const stalled = stage().product.failpoints.arm('extendMessage.before', { do: 'pause', ms: 3000 }, idOf(booking));
      const first = stage().act(booking, 'extend', { key: 'extend-once' });
      await eventually('the first is under way', () => stalled.hitBy() !== undefined);
      const second = await stage().act(booking, 'extend', { key: 'extend-once' });
      expect((await first).status).toBe(200);
      return second;
    },
    account_full: async () => {
      const body = { given_name: 'Cleo', family_name: 'Patra', born_on: '1999-01-31' };
      for (;;) {
        const reply = await stage().call('POST', '/v1/account/passengers', { token: stage().tokens.ben, body });
        if (reply.status !== 201) return reply;
      }
    },
    not_erasable: async () => stage().act(await stage().held(), 'erase'),
    flight_not_open: async () => {
      const [doomed] = await stage().ada.offers('LIS', 'JFK', inDays(41), { max_connections: 0 });
      const seats = seatAt((await stage().ada.freeSeats(doomed!.id))[0]![0]!);
      expect((await stage().setLeg(doomed!.slices[0]!.segments[0]!.flight_id, 'cancelled')).status).toBe(200);
      return stage().hold({ offer_id: doomed!.id, expected_total: doomed!.total, seats });
    },
    offer_expired: () => stage().call('GET', `/v1/offers/${stage().offer.id}`, { at: stage().nodes.later }),
    search_expired: async () => {
      const found = await stage().search({}, { prefer: 'wait=20' });
      return stage().call('GET', `/v1/searches/${idOf(found)}`, { at: stage().nodes.later });
    },
    hold_expired: async () => {
      const booking = await stage().held({}, { at: stage().nodes.short });
      await eventually('the hold has run out', async () => {
        const { body } = await stage().call('GET', booking.path, { token: stage().tokens.ada });
        return body['status'] === 'expired';
      });
      return stage().pay(booking);
    },
    stream_gone: () => {
      const flight = stage().offer.slices[0]!.segments[0]!.flight_id;
      return stage().call('GET', `/v1/seat-maps/${flight}/events?after_seq=99999`);
    },
    body_too_large: () => stage().search({ metadata: 'x'.repeat(2_000_000) }),
    unsupported_media_type: () => stage().search({}, { headers: { 'content-type': 'text/plain' } }),
    validation_failed: () => stage().search({ cabin: 'cockpit' }),
    unknown_location: () => stage().search({ slices: [slice('LIS', 'QQQ', day)] }),
    same_origin_destination: () => stage().search({ slices: [slice('LHR', 'LON', day)] }),
    departure_in_past: () => stage().search({ slices: [slice('LIS', 'JFK', '2020-01-01')] }),
    beyond_booking_horizon: () => stage().search({ slices: [slice('LIS', 'JFK', inDays(700))] }),
    slices_out_of_order: () => stage().search({ slices: [slice('LIS', 'JFK', day), slice('JFK', 'LIS', inDays(20))] }),
    invalid_range: () =>
      stage().search({
        slices: [{ origin: 'LIS', destination: 'JFK', depart: { from: `${day}T20:00`, to: `${day}T06:00` } }],
      }),
    adult_required: () => passengers({ age: 8 }),
    too_many_passengers: () => passengers(...Array<object>(10).fill(adult)),
    infant_ratio: () => passengers(adult, { age: 1, seat: 'lap' }, { age: 1, seat: 'lap' }),
    infant_ages_out: async () => {
      const party = [adult, { age: 1, seat: 'lap' }];
      const [small] = await stage().ada.offers('LIS', 'JFK', day, { passengers: party, max_connections: 0 });
      const infant = person('Lovelace', { id: 'pax_2', type: 'infant_lap', born_on: '2019-05-05' });
      const both = [person('Lovelace'), infant];
      return stage().hold({
        offer_id: small!.id,
        expected_total: small!.total,
        passengers: both,
        seats: seatAt(stage().nextSeat()),
      });
    },
    name_not_ticketable: () => stage().hold({ passengers: [person('李')] }),
    passengers_mismatch: () => stage().hold({ passengers: [person('One'), person('Two', { id: 'pax_2' })] }),
    seat_not_assignable: () => stage().hold({ seats: seatAt('99Z') }),
    payment_amount_mismatch: async () =>
      stage().pay(await stage().held(), 'pm_card_visa', { amount: { amount: 1, currency: 'EUR' } }),
    idempotency_key_reused: async () => {
      await stage().held({}, { key: 'one-key' });
      return stage().hold({}, { key: 'one-key' });
    },
    rate_limited: async () => {
      await stage().call('GET', '/v1/airports?q=lis', { at: stage().nodes.narrow });
      return stage().call('GET', '/v1/airports?q=lis', { at: stage().nodes.narrow });
    },
    internal_error: async () => {
      const booking = await stage().held();
      await stage().damage('Bookings', { BookingID: idOf(booking), Entry: 'ROW' }, 'Offer', Buffer.from('no offer'));
      return stage().call('GET', booking.path, { token: stage().tokens.ada });
    },
    service_unavailable: async () => {
      const outage = stage().product.proxies.dynamodb.set({ kind: 'drop_request', times: 100_000 });
      const reply = await stage().call('GET', '/v1/bookings', { token: stage().tokens.ada });
      outage.clear();
      return reply;
    },
    outcome_unknown: async () => {
      const booking = await stage().held();
      await stage().product.kill('worker:booking');
      const reply = await stage().act(booking, 'extend');
      await stage().product.startWorker('booking');
      return reply;
    },
  };
}
