import { bookingEventSchema } from '../../src/api/http/bookingSchemas';
import { listSchema } from '../../src/api/http/schemas';
import { StackError } from '../../src/stack/errors';
import { bestOf, compareOffers } from './comparing';
import { countCaptures, killWorker, startWorker } from './crashing';
import {
  type Booking,
  type ChosenSeat,
  countDown,
  getBooking,
  holdSeats,
  pay,
  priceLines,
  tryTheSame,
} from './holding';
import { createRequests, type Requests } from './requests';
import type { Running } from './running';
import { searchOffers, type Wanted } from './searching';
import { drawCabin, freeSeats, readSeatMaps } from './seatMap';
import { openStream, type Stream } from './stream';
import type { Terminal } from './terminal';
import { drawTicket } from './ticket';
import { moneyText, type Offer, wayText } from './words';
import { type SeatWatcher, watchSeat } from './watching';

export interface Stage {
  readonly running: Running;
  readonly terminal: Terminal;
  /** Ada, who books. */
  readonly ada: Requests;
  /** Ben, who looks at the same seat map. */
  readonly ben: { readonly api: Requests; readonly stream: Stream };
  readonly card: string;
  readonly crash: boolean;
}

/** Searches, compares, holds, pays: one booking from the first question to its ticket. */
export async function tellStory(stage: Stage, wanted: Wanted): Promise<void> {
  const { terminal, ada, ben } = stage;
  terminal.chapter(`Ada searches ${wanted.origin} to ${wanted.destination}, ${wanted.date}`);
  const offers = await searchOffers({ api: ada, stream: ben.stream, terminal }, wanted);

  terminal.chapter('The best three, side by side');
  const best = bestOf(offers, 3);
  await compareOffers(ada, terminal, best);
  const [offer] = best;
  if (!offer) throw new Error('there are offers, but no best one');
  await terminal.breathe(1500);

  const { seats, watcher } = await chooseSeats(stage, offer);
  const booking = await hold(stage, offer, seats, watcher);
  if (stage.crash) await crash(stage, booking);
  const ticketed = await payFor(stage, booking, watcher);

  terminal.chapter('The ticket');
  terminal.lines(drawTicket(ticketed, offer, 'ADA TRAVELLER').map((text) => `   ${text}`));
  await tellTheRest(stage, booking);
}

async function chooseSeats({ terminal, ada, ben }: Stage, offer: Offer) {
  const maps = await readSeatMaps(ada, offer);
  const seats = maps.map((map): ChosenSeat => {
    const [seat] = freeSeats(map);
    if (!seat)
      throw new StackError(`Flight ${map.flight_id} has no free seat.`, 'Try another day: npm run demo -- --days 40');
    return { segment: map.segment, designator: seat.designator };
  });
  const [map, chosen] = [maps[0], seats[0]?.designator];
  if (!map || chosen === undefined) throw new Error('an offer has at least one segment');
  terminal.chapter(`The seat map of ${map.flight_id}, ${offer.cabin}`);
  terminal.lines(drawCabin(map, offer.cabin, new Set([chosen])).map((text) => (text === '' ? '' : `   ${text}`)));
  terminal.line(`   ${terminal.dim('· free   h held   x sold   # blocked   O the one Ada wants')}`);
  const watcher = await watchSeat(
    { stream: ben.stream, terminal },
    {
      flightId: map.flight_id,
      version: map.version,
      seat: chosen,
      name: 'Ben',
    },
  );
  terminal.line(`   ${terminal.other('Ben has the same map open')}, at version ${map.version}`);
  await terminal.breathe(1500);
  return { seats, watcher };
}

async function hold(
  { terminal, ada, ben }: Stage,
  offer: Offer,
  seats: readonly ChosenSeat[],
  watcher: SeatWatcher,
): Promise<Booking> {
  terminal.chapter(
    `Ada holds ${seats.map((seat) => seat.designator).join(', ')}: ${wayText(offer)}, all seats or none`,
  );
  watcher.expect();
  const startedAt = performance.now();
  const booking = await holdSeats(ada, offer, seats);
  terminal.line(`   held in ${Math.round(performance.now() - startedAt)} ms: ${booking.id}`);
  await watcher.sees('held');
  const refused = await tryTheSame(ben.api, offer, seats);
  const { status, code, detail } = refused.problem;
  terminal.line(`   ${terminal.other('Ben tries to hold the same')}: ${status} ${code}, ${detail}`);
  terminal.lines(priceLines(booking).map((text) => `   ${text}`));
  if (booking.hold) await countDown(terminal, booking.hold, 4);
  return booking;
}

async function crash({ running, terminal, ada }: Stage, booking: Booking): Promise<void> {
  terminal.chapter('The worker dies while the seats are held');
  await killWorker(running, terminal);
  const { status, hold: kept } = await getBooking(ada, booking.id);
  terminal.line(`   the booking is ${terminal.bold(status)} all the same: its row and its seats are in the database`);
  if (kept) await countDown(terminal, kept, 3);
  await startWorker(running, terminal);
}

async function payFor({ running, terminal, ada, card }: Stage, booking: Booking, watcher: SeatWatcher) {
  terminal.chapter(`Ada pays ${moneyText(booking.price.total)} with ${card}`);
  const mine = booking.booking_token ?? (await running.tokenOf('traveller-1'));
  const stream = await openStream(running.apiUrl, mine);
  const owner = booking.booking_token === undefined ? ada : createRequests(running.apiUrl, booking.booking_token);
  try {
    watcher.expect();
    const startedAt = performance.now();
    const told = await stream.follow(`booking:${booking.id}`, booking.version, ({ seq, type }) =>
      terminal.line(
        `   ${terminal.dim(`+${Math.round(performance.now() - startedAt)} ms`.padStart(9))}  ${seq}  ${type}`,
      ),
    );
    const payment = await pay(owner, booking, card);
    await told.until('The ticket', ({ type }) => type === 'booking.ticketed', 15_000);
    await watcher.sees('sold');
    terminal.line(`   ${terminal.good(payment.status)}: ${moneyText(payment.amount)}`);
    return await getBooking(owner, booking.id);
  } finally {
    stream.close();
  }
}

/** Proof that it happened once, and where to look. */
async function tellTheRest({ running, terminal, ada, crash: crashed }: Stage, booking: Booking): Promise<void> {
  const owner = booking.booking_token === undefined ? ada : createRequests(running.apiUrl, booking.booking_token);
  const { data } = await owner.get(`/v1/bookings/${booking.id}/history`, listSchema(bookingEventSchema));
  const confirmed = data.filter(({ type }) => type === 'booking.confirmed').length;
  if (crashed) {
    const captures = await countCaptures(running, booking.id);
    terminal.line(`   confirmed ${times(confirmed)}, money taken ${times(captures)}, by the provider's ledger`);
    if (confirmed !== 1 || captures !== 1) throw new Error('A booking is confirmed once and paid once.');
  }
  terminal.line();
  terminal.line(`   ${terminal.dim('Its events')}     ${running.apiUrl}/v1/bookings/${booking.id}/history`);
  const workflow = running.workflowUrl(booking.id);
  if (workflow !== undefined) terminal.line(`   ${terminal.dim('Its workflow')}   ${workflow}`);
  if (!crashed && running.stack) terminal.line(`   ${terminal.dim('And now')}        npm run demo -- --crash`);
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
