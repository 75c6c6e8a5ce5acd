import { eventually } from '../support/eventually';
import { createCustomer, type Customer } from './customer';
import type { Plan } from './journeys';
import type { Stage } from './stage';

const betweenTriesMs = 700;
/** Longer than a key whose node died with the request stays "in progress". */
const patienceMs = 90_000;

/**
 * Somebody who wants the same seat and asks again and again, each time anew. May have it when the first booking has
 * ended without it, and then must get it.
 */
export function startRival({ nodes }: Stage, plan: Plan, first: Customer) {
  const rival = createCustomer(nodes, patienceMs);
  const email = `rival-${plan.email}`;
  let stopped = false;
  let won: { id: string; token: string; at: number } | undefined;
  let tries = 0;

  /** One booking, asked for until the answer is certain: an earlier one of unknown outcome would stand in the way of the next. */
  async function tryOnce(): Promise<void> {
    const body = { ...plan.body, contact: { email, phone: '+44 20 7946 0959' } };
    const reply = await rival
      .insist('POST', '/v1/bookings', body, `${plan.key}-rival-${tries++}`)
      .catch(() => undefined);
    if (reply?.status !== 201) return;
    won = { id: String(reply.body['id']), token: String(reply.body['booking_token']), at: Date.now() };
  }

  async function keepTrying(): Promise<void> {
    // Whoever asked first is given the first try; from then on both want it.
    await eventually('the first has asked', () => stopped || first.told.length > 0, 60_000).catch(() => undefined);
    while (!stopped && !won) {
      await tryOnce();
      await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
    }
  }
  const trying = keepTrying();

  /** A rival may have held the seat meanwhile, as long as nobody else had it: its own hold has ended, then. */
  async function stillHas(hold: { id: string; token: string }): Promise<string[]> {
    rival.useToken(hold.token);
    const { status } = (await rival.insist('GET', `/v1/bookings/${hold.id}`)).body;
    return status === 'held' || status === 'confirmed' ? [`both have the seat: ${hold.id} too`] : [];
  }

  return {
    /**
     * What is wrong with what the rival got, now that the first booking has ended with the seat or without it. Until
     * `promisedUntil` (epoch ms) it was promised to the first.
     */
    async findings(firstHasIt: boolean, promisedUntil: number): Promise<string[]> {
      if (firstHasIt) {
        stopped = true;
        await trying;
        return won ? stillHas(won) : [];
      }
      const got = await eventually('the rival gets the seat that is free again', () => won, 90_000).catch(
        () => undefined,
      );
      stopped = true;
      await trying;
      if (!got) return ['the seat is free, and the rival does not get it'];
      if (got.at < promisedUntil)
        return [`the rival has the seat ${promisedUntil - got.at} ms before the first hold ends`];
      rival.useToken(got.token);
      const left = await rival.insist('POST', `/v1/bookings/${got.id}/actions/cancel`, {});
      return left.status === 200
        ? []
        : [`the rival cannot give the seat back: ${left.status} ${String(left.body['code'])}`];
    },
    stop: () => void (stopped = true),
  };
}
