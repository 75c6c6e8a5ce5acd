import { randomUUID } from 'node:crypto';
import { openBare } from './bare/opening';
import { post } from './load';
import type { Stage } from './stage';
import { bookingOf, expectStatus, flightOf, patiently, type Seat } from './supply';

/** One way of booking. */
export interface Contender {
  /** Processes whose work is part of the comparison. */
  readonly counted: Readonly<Record<string, number>>;
  /** Processes that work for it as well: shown apart. */
  readonly apart: Readonly<Record<string, number>>;
  hold(): Promise<Held>;
  /** Throws when the last booking that was paid for is not sold, where answers alone would not show it. */
  prove?(): Promise<void>;
}

interface Held {
  readonly id: string;
  pay(): Promise<void>;
}

/** The product, over HTTP as its customers use it. */
export function productContender(stage: Stage, token: string, seats: Seat[]): Contender {
  const { url } = stage.product;
  const headers = () => ({ authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() });
  return {
    counted: {
      api: stage.product.pidOf('api'),
      worker: stage.product.pidOf('worker:booking'),
      temporal: stage.temporal,
    },
    apart: apart(stage),
    async hold() {
      const booked = await patiently(`${url}/v1/bookings`, bookingOf(nextOf(seats)), headers());
      const { id, price } = expectStatus(booked, 201).body as { id: string; price: { total: unknown } };
      const body = {
        amount: price.total,
        method: { type: 'card', token: 'pm_card_visa' },
        return_url: 'https://example.com/back',
      };
      const pay = async () => {
        const paid = await patiently(`${url}/v1/bookings/${id}/payments`, body, { ...headers(), prefer: 'wait=60' });
        expectStatus(paid, 200);
      };
      return { id, pay };
    },
  };
}

/** Temporal's part of a booking, and nothing else. */
export function floorContender({ floor, temporal }: Stage): Contender {
  return {
    counted: { api: floor.api, worker: floor.worker, temporal },
    apart: {},
    async hold() {
      const id = `floor-${randomUUID()}`;
      expectStatus(await post(`${floor.url}/hold/${id}`), 200);
      return { id, pay: async () => void expectStatus(await post(`${floor.url}/pay/${id}`), 200) };
    },
  };
}

/**
 * The floor with the requests to store and provider that the booking protocol prescribes, sent bare: what no implementation
 * of it could do without. It sells the same seats as the product, in tables of its own.
 */
export async function bareContender(stage: Stage, soldId: string, seats: Seat[]): Promise<Contender> {
  const flights = new Set(seats.map((seat) => flightOf(seat) ?? ''));
  const bare = await openBare(stage, soldId, flights);
  let prove: Contender['prove'];
  return {
    counted: { api: bare.api, worker: bare.worker, temporal: stage.temporal },
    apart: apart(stage),
    prove: async () => {
      if (!prove) throw new Error('nothing was sold');
      await prove();
    },
    async hold() {
      const next = nextOf(seats);
      const wish = { id: `bare-${randomUUID()}`, leg: flightOf(next) ?? '', seat: next.designator };
      const path = [wish.id, wish.leg, wish.seat].map(encodeURIComponent).join('/');
      expectStatus(await post(`${bare.url}/hold/${path}`), 200);
      const pay = async () => {
        expectStatus(await post(`${bare.url}/pay/${wish.id}`), 200);
        prove = () => bare.proveSold(wish);
      };
      return { id: wish.id, pay };
    },
  };
}

const apart = (stage: Stage) => ({ provider: stage.product.pidOf('provider'), dynamodb: stage.dynamodb });

function nextOf(seats: Seat[]): Seat {
  const seat = seats.pop();
  if (!seat) throw new Error('the bench has used up its seats');
  return seat;
}
