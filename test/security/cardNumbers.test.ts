import pino from 'pino';
import request from 'supertest';
import { hasCardNumber } from '../../src/api/http/cardNumbers';
import { codeOf, createDoor, memberOf } from '../support/door';

const order = { given_name: 'Ana', how_many: 2 };
const lines: string[] = [];
const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
const door = createDoor({ logger });
const send = (body: object) => request(door).post('/v1/orders').send(body);

test.each([
  ['Visa', '4242424242424242'],
  ['Visa of 13 digits', '4222222222222'],
  ['Visa of 19 digits', '4000000000000000006'],
  ['Mastercard', '5555 5555 5555 4444'],
  ['Mastercard of the 2-series', '2223-0031-2200-3222'],
  ['American Express', '3782 822463 10005'],
  ['Discover', '6011111111111117'],
  ['Diners Club', '30569309025904'],
  ['UnionPay', '6200000000000005'],
])('the number of a %s is refused wherever it stands, never repeated and never logged', async (_, number) => {
  for (const body of [
    { ...order, given_name: number },
    { ...order, metadata: { note: `pay with ${number}, thanks` } },
    { ...order, passengers: [{ type: 'adult', note: number }] },
  ]) {
    const answer = await send(body);
    expect([answer.status, codeOf(answer)]).toEqual([422, 'validation_failed']);
    expect(memberOf(answer, 'errors')).toContainEqual(expect.objectContaining({ code: 'card_number' }));
    expect(answer.text).not.toContain(number);
  }
  expect(lines.join('')).not.toContain(number);
});

test.each([
  '4242424242424241',
  '+44 20 7946 0958',
  '4242',
  '1795390023889.c2FsdA',
  'bkg_4242424242424242',
  '2026-12-10',
])('%s is no card number', async (note) => {
  expect(hasCardNumber(note)).toBe(false);
  expect((await send({ ...order, metadata: { note } })).status).toBe(200);
});
