import { saleBreach, type SaleFacts } from '../../src/domain/saleTransitions';

const paid = (status: string, amount = '100 EUR', paymentId = 'pay_1') => ({ paymentId, status, amount });
const row = (state: string, changes: Partial<SaleFacts> = {}): SaleFacts => ({
  state,
  version: 3,
  holdNumber: 1,
  locator: undefined,
  seats: '0/pax_1/12A/X9',
  total: '100 EUR',
  payments: [],
  ...changes,
});
const ticket = { locator: 'CDFGHJ', version: 5, payments: [paid('captured')] };

test.each<[string, SaleFacts | undefined, SaleFacts | undefined]>([
  ['a booking that begins', undefined, row('NEW')],
  ['seats chosen anew before the hold', row('NEW'), row('HELD', { seats: '0/pax_1/14C/X9', total: '120 EUR' })],
  [
    'seats changed under the next hold',
    row('HELD'),
    row('HELD', { holdNumber: 2, seats: '0/pax_1/14C/X9', total: '120 EUR' }),
  ],
  ['a payment that begins', row('HELD'), row('PAYING', { payments: [paid('processing')] })],
  [
    'a decline, then another card',
    row('HELD', { payments: [paid('declined')] }),
    row('HELD', { payments: [paid('declined'), paid('processing', '100 EUR', 'pay_2')] }),
  ],
  [
    'seats confirmed',
    row('PAYING', { payments: [paid('processing')] }),
    row('SEATED', { payments: [paid('authorised')] }),
  ],
  ['a ticket with its two events', row('SEATED', { payments: [paid('authorised')] }), row('TICKETED', ticket)],
  [
    'money that goes back',
    row('CLOSED', { payments: [paid('authorised')] }),
    row('CLOSED', { payments: [paid('refunded')] }),
  ],
  [
    'late money that reopens',
    row('CLOSED', { payments: [paid('declined')] }),
    row('HELD', { holdNumber: 2, payments: [paid('authorised')] }),
  ],
])('takes %s for legal', (_, before, after) => {
  expect(saleBreach(before, after)).toBeUndefined();
});

test.each<[string, SaleFacts, SaleFacts, RegExp]>([
  ['a version that jumps', row('HELD'), row('HELD', { version: 6 }), /^LOG: .*jumped/],
  ['seats that change under the same hold', row('HELD'), row('PAYING', { seats: '0/pax_1/14C/X9' }), /^I6/],
  ['a price that changes under the same hold', row('HELD'), row('PAYING', { total: '90 EUR' }), /^I7/],
  ['a locator that changes', row('TICKETED', ticket), row('TICKETED', { ...ticket, locator: 'KLMNPQ' }), /^I9/],
  ['a payment that is forgotten', row('HELD', { payments: [paid('processing')] }), row('HELD'), /^I10/],
  [
    'a payment whose amount changes',
    row('HELD', { payments: [paid('processing')] }),
    row('HELD', { payments: [paid('processing', '1 EUR')] }),
    /^I7/,
  ],
  [
    'a capture without a ticket',
    row('SEATED', { payments: [paid('authorised')] }),
    row('SEATED', { payments: [paid('captured')] }),
    /^I2/,
  ],
  [
    'a voided payment that comes back',
    row('CLOSED', { payments: [paid('voided')] }),
    row('CLOSED', { payments: [paid('authorised')] }),
    /^I10/,
  ],
  [
    'a refund that is taken back',
    row('CLOSED', { payments: [paid('refunded')] }),
    row('CLOSED', { payments: [paid('processing')] }),
    /^I10/,
  ],
  [
    'two captures',
    row('SEATED', { payments: [paid('authorised')] }),
    row('TICKETED', { ...ticket, payments: [paid('captured'), paid('captured', '100 EUR', 'pay_2')] }),
    /^I7/,
  ],
  [
    'a capture of another amount',
    row('SEATED'),
    row('TICKETED', { ...ticket, payments: [paid('captured', '90 EUR')] }),
    /^I7/,
  ],
  [
    'seats confirmed without money',
    row('PAYING', { payments: [paid('processing')] }),
    row('SEATED', { payments: [paid('processing')] }),
    /^I5/,
  ],
  [
    'a ticket without money',
    row('SEATED', { payments: [paid('authorised')] }),
    row('TICKETED', { ...ticket, payments: [paid('authorised')] }),
    /^I5/,
  ],
  [
    'a ticket without a locator',
    row('SEATED', { payments: [paid('authorised')] }),
    row('TICKETED', { ...ticket, locator: undefined }),
    /^LOCATORS/,
  ],
])('reports %s', (_, before, after, breach) => {
  expect(saleBreach(before, after)).toMatch(breach);
});
