/** One search of the model: with which switches, and what must come of it. */
export interface Row {
  readonly name: string;
  readonly says: string;
  /** Switches of the model, as `-D` of its preprocessor. */
  readonly with: readonly string[];
  /** `holds`: no interleaving breaks anything. A number: Spin must find one that breaks this invariant (0: an answer that is not true). */
  readonly expect: 'holds' | number;
  /** `ci` is searched by `npm run model` and thus on every change, `all` by `npm run model:all` only. */
  readonly part: 'ci' | 'all';
}

const settled = ['RECONCILE', 'LATE', 'STRAYS_OF_ONE'];
const settledAlone = ['NB=1', 'TERMINATE', 'RECONCILE', 'LATE'];
const change = ['CHANGE', ...settled];
const clocks = ['CLOCKS', 'HOLDS_ONLY', 'HOLD=1', 'SKEW=2', 'MAXT=4'];

/** The protocol as it is built, under everything that may happen to it. */
const built: readonly Row[] = [
  {
    name: 'sale',
    says: 'two bookings for the same seats, every answer lost or late',
    with: [],
    expect: 'holds',
    part: 'ci',
  },
  {
    name: 'late-money',
    says: 'money that comes after the end, beside a competitor',
    with: settled,
    expect: 'holds',
    part: 'ci',
  },
  {
    name: 'terminated',
    says: 'the workflow is terminated at any moment, the reconciler settles',
    with: settledAlone,
    expect: 'holds',
    part: 'ci',
  },
  {
    name: 'clocks-apart',
    says: 'clocks differ by no more than the grace',
    with: [...clocks, 'GRACE=2'],
    expect: 'holds',
    part: 'ci',
  },
  {
    name: 'terminated-competitor',
    says: 'terminated at any moment, late money, and a competitor',
    with: ['TERMINATE', ...settled],
    expect: 'holds',
    part: 'all',
  },
  { name: 'seat-change', says: 'seats are changed in one write', with: change, expect: 'holds', part: 'all' },
  {
    name: 'three-bookings',
    says: 'three bookings for the same seats, attempts of one of them may stray',
    with: ['NB=3', 'STRAYS_OF_ONE'],
    expect: 'holds',
    part: 'all',
  },
];

function defect(name: string, expect: number, says: string, ...switches: readonly string[]): Row {
  return { name, says, with: switches, expect, part: 'ci' };
}

/** One guard less each: a search that finds nothing wrong would prove nothing. */
const defects: readonly Row[] = [
  defect('f1', 1, 'a lock takes any seat whose time has passed, sold or not', 'F1_STATUS_FORGOTTEN', 'EXPIRY_KEPT'),
  defect('f2', 3, 'free is written in a second way that no lock knows', 'F2_TWO_KINDS_OF_FREE'),
  defect('f3-seconds', 4, 'the expiry is written in seconds', ...clocks, 'GRACE=2', 'F3_SECONDS'),
  defect('f3-text', 3, 'the expiry is written as text', 'F3_TEXT', 'TERMINATE', 'NOBODY_LIVES'),
  defect('f4', 0, 'a repeated write does not know its own effect', 'F4_OWN_EFFECT_FORGOTTEN'),
  defect('f6', 9, 'writes are fenced by the booking, not by the hold', ...settledAlone, 'F6_BOOKING_ONLY'),
  defect('f6-seat-change', 9, 'the same, with a seat change and a competitor', ...change, 'F6_BOOKING_ONLY'),
  defect('f7', 2, 'a time-to-live deletes seats, and sold ones keep the attribute', 'F7_TIME_TO_LIVE', 'EXPIRY_KEPT'),
  defect('f8', 8, 'legs are locked one by one', 'F8_LEG_BY_LEG'),
  defect('f9', 5, 'the undo frees locked seats only', 'F9_LOCKED_ONLY'),
  defect('told-before-capture', 9, 'the ticket is written before the capture', 'TOLD_BEFORE_CAPTURE'),
  defect('captured-before-seats', 2, 'the money is captured before the seats are reserved', 'CAPTURED_BEFORE_SEATS'),
  defect('captured-twice', 7, 'a repeated capture takes the money again', 'CAPTURE_NOT_REPEATABLE'),
  defect('webhook-trusted', 5, 'a webhook is believed without asking the provider', 'WEBHOOK_BELIEVED'),
  defect('admission-decides', 1, 'seats seen free at the door are locked unconditionally', 'ADMISSION_DECIDES'),
  defect('undo-without-fence', 9, "the undo frees whoever's seats they are", 'UNDO_WITHOUT_FENCE'),
  defect('undo-seats-first', 8, 'the undo frees the seats before it closes the row', 'UNDO_SEATS_FIRST'),
  defect('money-not-stopped', 2, 'the undo leaves the money', 'MONEY_NOT_STOPPED'),
  defect('unbegun-not-stopped', 10, 'a payment not begun yet is not stopped either', 'UNBEGUN_NOT_STOPPED'),
  defect('no-reconciler', 0, 'a terminated workflow is left as it is', 'NB=1', 'TERMINATE'),
  defect('late-money-dropped', 10, 'money that comes after the end is nobody’s', 'NB=1', 'TERMINATE', 'RECONCILE'),
  defect('closed-not-cleared', 5, 'an undo cut short is taken for done', ...settledAlone, 'CLOSED_NOT_CLEARED'),
  defect('stop-refunds', 2, 'one step cancels and refunds, however late it comes', ...settledAlone, 'STOP_REFUNDS'),
  defect('captured-reopened', 2, 'captured money reopens a booking too', ...settledAlone, 'CAPTURED_REOPENED'),
  defect('hasty-late-money', 2, 'late money does not wait for the end of the undo', ...settledAlone, 'HASTY'),
  defect('change-in-two', 6, 'seats are given up before others are taken', ...change, 'CHANGE_IN_TWO'),
  defect('change-unreconciled', 10, 'a stray seat change is met by no reconciler', 'CHANGE', 'STRAYS_OF_ONE'),
  defect('held-refused', 4, 'a hold that was given up is refused, though others have seen it stand', 'HELD_REFUSED'),
  defect('clocks-without-grace', 4, 'clocks differ and locks have no grace', ...clocks, 'GRACE=0'),
];

export const rows: readonly Row[] = [...built, ...defects];
