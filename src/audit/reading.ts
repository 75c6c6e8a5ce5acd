import { placesOf } from '../domain/audit/book';
import type { AuditedBooking, AuditedMap, AuditedPayment, AuditedRun, AuditFacts } from '../domain/audit/facts';
import type { About, Finding } from '../domain/audit/findings';
import { epochMs } from '../domain/instants';
import { inParallel } from '../waiting';
import type { AuditSources } from './sources';

/** Before any payment. */
const everSince = epochMs(1_000_000_000_000);

/** What bookings and payments ask for at a time. */
const width = 8;

/**
 * Everything, once, while things move. What is told is read before what it was told from, so that telling seems late
 * rather than early; the rest is in the order in which it is written.
 */
export async function readEverything({ reads, now, clocks, money, runs, told }: AuditSources): Promise<AuditFacts> {
  const toldBefore = told ? await reads.scanTold() : undefined;
  const [seats, slots] = await Promise.all([reads.scanSeats(), reads.scanSlots()]);
  const { bookings, locators } = await reads.scanBookings();
  const payments = money && (await listPayments(money));
  const running = runs && (await runs.listRunning());
  return {
    now: now(),
    clocks,
    seats,
    slots,
    bookings,
    locators,
    ...(payments && { payments }),
    ...(running && { runs: new Map(running.map((id): [string, AuditedRun] => [id, { running: true }])) }),
    ...(toldBefore && { told: toldBefore }),
  };
}

async function listPayments({ payments, readLedger }: NonNullable<AuditSources['money']>): Promise<AuditedPayment[]> {
  const listed: AuditedPayment[] = [];
  for await (const payment of payments.list({ createdAfter: everSince })) listed.push(payment);
  const ledger = await readLedger();
  return listed.map((payment) => ({ ...payment, ...ledger?.get(payment.providerId) }));
}

export interface ReadAgain {
  readonly facts: AuditFacts;
  /** Bookings and legs that were written while they were read: of these nothing can be said. */
  readonly moved: ReadonlySet<string>;
}

/** All about these findings, read afresh, and the bookings and maps a second time to see whether they stood still. */
export async function readAgain(
  sources: AuditSources,
  findings: readonly Finding[],
  known: AuditFacts,
): Promise<ReadAgain> {
  const { reads, now, clocks } = sources;
  const { bookings: ids, locators, maps, ...about } = joined(findings.map((finding) => finding.about));
  const before = await reads.readBookings(ids, locators);
  const toldBefore = sources.told ? await reads.readTold(maps) : undefined;
  const [seats, slots] = await Promise.all([
    readSeats(sources, [...about.seats, ...before.bookings.flatMap(({ row }) => (row ? placesOf(row) : []))], maps),
    reads.readSlots(about.slots),
  ]);
  const payments = await retrievePayments(sources, new Set(ids), new Set(about.payments), before.bookings, known);
  const attempts = before.bookings.flatMap(({ row }) => row?.payments ?? []);
  const runs = await findRuns(sources, ids, [...(payments ?? []), ...attempts]);
  const after = await reads.readBookings(ids, locators);
  const toldAfter = toldBefore && (await reads.readTold(maps));
  const facts: AuditFacts = {
    now: now(),
    clocks,
    seats,
    slots,
    ...after,
    ...(payments && { payments }),
    ...(runs && { runs }),
    ...(toldBefore && { told: toldBefore }),
  };
  const moved = [
    ...changed(before.bookings, after.bookings, bookingMark),
    ...changed(toldBefore?.maps ?? [], toldAfter?.maps ?? [], mapMark),
  ];
  return { facts, moved: new Set(moved) };
}

const bookingMark = ({ bookingId, row, events }: AuditedBooking): [string, unknown] => [
  bookingId,
  JSON.stringify([row, events.length]),
];
const mapMark = ({ flightId, head, image }: AuditedMap): [string, unknown] => [flightId, `${head} ${image.version}`];

function changed<T>(before: readonly T[], after: readonly T[], markOf: (item: T) => [string, unknown]): string[] {
  const marks = new Map(before.map(markOf));
  const stood = new Set(after.map(markOf).flatMap(([id, mark]) => (marks.get(id) === mark ? [id] : [])));
  return [...new Set([...marks.keys(), ...after.map((item) => markOf(item)[0])])].filter((id) => !stood.has(id));
}

function joined(abouts: readonly About[]): Required<About> {
  const unique = <T>(items: readonly T[]): T[] => [
    ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
  ];
  return {
    bookings: unique(abouts.flatMap(({ bookings = [] }) => bookings)),
    seats: unique(abouts.flatMap(({ seats = [] }) => seats.map(({ flightId, seat }) => ({ flightId, seat })))),
    slots: unique(abouts.flatMap(({ slots = [] }) => slots)),
    payments: unique(abouts.flatMap(({ payments = [] }) => payments)),
    locators: unique(abouts.flatMap(({ locators = [] }) => locators)),
    maps: unique(abouts.flatMap(({ maps = [] }) => maps)),
  };
}

async function readSeats({ reads }: AuditSources, places: Required<About>['seats'], maps: Required<About>['maps']) {
  const whole = new Set(maps);
  const single = new Map(
    places
      .filter(({ flightId }) => !whole.has(flightId))
      .map(({ flightId, seat }) => [`${flightId} ${seat}`, { flightId, seat }]),
  );
  const [rows, ...legs] = await Promise.all([
    reads.readSeats([...single.values()]),
    ...maps.map((leg) => reads.readLeg(leg)),
  ]);
  return [...rows, ...legs.flat()];
}

/** Those of these bookings, by what the list said before and what their rows name now. */
async function retrievePayments(
  { money }: AuditSources,
  bookingIds: ReadonlySet<string>,
  named: ReadonlySet<string>,
  bookings: readonly AuditedBooking[],
  known: AuditFacts,
): Promise<AuditedPayment[] | undefined> {
  if (!money) return undefined;
  const listed = (known.payments ?? []).filter(
    ({ bookingId, providerId }) => bookingIds.has(bookingId) || named.has(providerId),
  );
  const createdAt = new Map(listed.map((payment) => [payment.providerId, payment.createdAt]));
  const inRows = bookings.flatMap(({ row }) => row?.payments.flatMap(({ providerId }) => providerId ?? []) ?? []);
  const ids = new Set([...createdAt.keys(), ...inRows]);
  const found: AuditedPayment[] = [];
  await inParallel([...ids], width, async (id) => {
    const payment = await money.payments.retrieve(id);
    found.push({ ...payment, createdAt: createdAt.get(id) ?? epochMs(known.now) });
  });
  const ledger = ids.size > 0 ? await money.readLedger() : undefined;
  return found.map((payment) => ({ ...payment, ...ledger?.get(payment.providerId) }));
}

async function findRuns(
  { runs }: AuditSources,
  bookingIds: readonly string[],
  payments: readonly Pick<AuditedPayment, 'paymentId'>[],
): Promise<Map<string, AuditedRun> | undefined> {
  if (!runs) return undefined;
  const found = new Map<string, AuditedRun>();
  const late = new Set(payments.map(({ paymentId }) => `late-${paymentId}`));
  await inParallel([...bookingIds, ...late], width, async (id) => {
    const run = await runs.findRun(id);
    if (run) found.set(id, run);
  });
  return found;
}
