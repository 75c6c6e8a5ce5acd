import { randomBytes } from 'node:crypto';
import type { Booking } from '../../src/domain/bookings';
import { eventually } from '../support/eventually';
import type { Cell } from './cells/kinds';
import { notHappened } from './controls';
import { createCustomer, type Customer } from './customer';
import { findingsAbout, isLasting } from './findings';
import { injure } from './injuries';
import { cardsOf, payKey, type Plan, travel } from './journeys';
import { startRival } from './rival';
import type { Stage } from './stage';

export interface Outcome {
  readonly cell: Cell;
  /** `not run`: the fault did not happen, so the cell says nothing. */
  readonly verdict: 'right' | 'wrong' | 'not run';
  readonly ended: string;
  readonly bookingId: string;
  readonly findings: readonly string[];
  readonly seconds: number;
  /** From the moment at which its workflow was terminated until row, seats and money were at rest. */
  readonly secondsToSettle?: number;
}

export interface Patience {
  /** How long seats and money may take to come to rest, once the row is at its end. */
  readonly settleMs: number;
}

const patienceMs = 180_000;
const endMs = 90_000;

const tries = 3;

/**
 * Plays one cell. When the fault did not happen (a customer who was turned away because the fault of a neighbour had
 * both workers down never got that far), it is played again; a cell that never met its fault is not run.
 */
export async function playCell(stage: Stage, cell: Cell, patience: Patience): Promise<Outcome> {
  for (let nth = 1; ; nth++) {
    const outcome = await playOnce(stage, cell, patience);
    if (outcome.verdict !== 'not run' || nth === tries) return outcome;
  }
}

/** To its end, judged by what the customer was told, the tables and the provider's ledger. */
async function playOnce(stage: Stage, cell: Cell, { settleMs }: Patience): Promise<Outcome> {
  const startedAt = performance.now();
  const plan = await planOf(stage);
  const nodes = await nodesFor(stage, cell);
  const customer = createCustomer(nodes, patienceMs);
  const paymentIds = cardsOf[cell.journey].map((_, nth) => stage.ids.paymentId(plan.bookingId, payKey(plan, nth)));
  const injured = await injure(stage, cell.injury, { bookingId: plan.bookingId, paymentIds });
  const rival = cell.rival ? startRival(stage, plan, customer) : undefined;
  const findings: string[] = [];
  let booking: Booking | undefined;
  let settledAt: number | undefined;
  try {
    await travel(stage, cell, plan, customer);
    booking = await endOf(stage, plan.bookingId, customer);
    if (booking) findings.push(...(await settledFindings(stage, cell, booking, customer, settleMs)));
    settledAt = performance.now();
    findings.push(...(await repeatFindings(plan, customer)));
    const seatWasPromised = cell.journey === 'lapse' ? promisedUntil(customer) : 0;
    findings.push(...((await rival?.findings(has(booking, plan.seats[0]), seatWasPromised)) ?? []));
  } catch (error) {
    findings.push(error instanceof Error ? error.message : String(error));
  }
  rival?.stop();
  const happened = await injured.happened();
  injured.over();
  const terminatedAt = injured.terminatedAt?.();
  return {
    cell,
    verdict: findings.length > 0 ? 'wrong' : happened ? 'right' : 'not run',
    ended: booking?.closeReason ?? booking?.state.toLowerCase() ?? 'turned away',
    bookingId: plan.bookingId,
    findings: happened ? findings : [...findings, notHappened],
    seconds: (performance.now() - startedAt) / 1000,
    ...(terminatedAt !== undefined &&
      settledAt !== undefined && { secondsToSettle: Math.max(0, settledAt - terminatedAt) / 1000 }),
  };
}

const shortJourneys: readonly string[] = ['short', 'late', 'lapse'];
async function nodesFor(stage: Stage, { injury, journey, shortHold }: Cell): Promise<readonly string[]> {
  if (injury.at === 'clock') return [await stage.startNodeWithClock(injury.offset)];
  return shortHold || shortJourneys.includes(journey) ? [await stage.startShortNode()] : stage.nodes;
}

/** Until when the customer was told to have the seat, in epoch ms; 0 if nobody told. */
function promisedUntil({ told }: Customer): number {
  const hold = told.find(({ status, body }) => status === 201 && 'hold' in body)?.body['hold'];
  const until = typeof hold === 'object' && hold !== null && 'expires_at' in hold ? hold.expires_at : undefined;
  return typeof until === 'string' ? Date.parse(until) : 0;
}

function has(booking: Booking | undefined, seat: string): boolean {
  return booking?.state === 'TICKETED' && booking.seats.some(({ designator }) => designator === seat);
}

async function planOf(stage: Stage): Promise<Plan> {
  const { offer, seats } = await stage.takeSeats(2);
  const name = randomBytes(6).toString('hex');
  const email = `${name}@example.com`;
  const key = `cell-${name}`;
  // Names are letters; everybody has their own, as nobody books the same flight twice.
  const familyName = name.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? 'x');
  const traveller = { id: 'pax_1', type: 'adult', given_name: 'Ada', family_name: familyName, born_on: '1990-12-10' };
  const [first = '', second = ''] = seats;
  return {
    email,
    key,
    bookingId: stage.ids.bookingId(stage.ids.ownerOf({ kind: 'guest' } as never, email), key),
    offer,
    seats: [first, second],
    body: {
      offer_id: offer.id,
      expected_total: offer.total,
      passengers: [traveller],
      seats: [{ segment: 0, passenger: 'pax_1', designator: first }],
      contact: { email, phone: '+44 20 7946 0958' },
    },
  };
}

/** The row at its end. Undefined for a customer who was turned away at the door and has none. */
async function endOf({ bookings }: Stage, bookingId: string, { told }: Customer): Promise<Booking | undefined> {
  const ended = await eventually(
    'the booking comes to its end',
    async () => {
      const row = await bookings.findBooking(bookingId);
      if (!row && told.some(({ path, status }) => path === '/v1/bookings' && status === 409)) return 'turned away';
      return row?.state === 'TICKETED' || row?.state === 'CLOSED' ? row : undefined;
    },
    endMs,
  );
  return ended === 'turned away' ? undefined : ended;
}

/** The row closes before its seats are free and its money is stopped; both are waited for, and what is then wrong is wrong. */
async function settledFindings(
  stage: Stage,
  cell: Cell,
  booking: Booking,
  customer: Customer,
  settleMs: number,
): Promise<string[]> {
  let findings: string[] = [];
  const wasHeld = customer.told.some(({ path, status }) => path === '/v1/bookings' && status === 201);
  const look = async () => {
    const now = (await stage.bookings.findBooking(booking.bookingId)) ?? booking;
    findings = await findingsAbout(stage, now, customer.told, wasHeld ? cell.ending : 'either');
    return findings.length === 0;
  };
  // What the customer was told and how it ended never changes again: only seats and money are waited for.
  await eventually('all is settled', async () => (await look()) || findings.some(isLasting), settleMs).catch(
    () => undefined,
  );
  return findings;
}

/** The same request under the same key ends in the same result, however often it is sent. */
async function repeatFindings(plan: Plan, customer: Customer): Promise<string[]> {
  const held = customer.told.find(({ path, status }) => path === '/v1/bookings' && status === 201);
  if (!held) return [];
  const again = await customer.insist('POST', '/v1/bookings', plan.body, plan.key);
  const same = again.status === 201 && again.body['id'] === (held.body['id'] as never);
  return same ? [] : [`the repeated request was answered ${again.status} ${JSON.stringify(again.body['code'])}`];
}
