import request from 'supertest';
import { merged } from '../../src/domain/accounts';
import { toCamel, toSnake } from '../../src/api/http/spelling';
import { createDoor } from '../support/door';

const door = createDoor();
const send = (body: string) => request(door).post('/v1/orders').set('Content-Type', 'application/json').send(body);
const order = '"given_name":"Ana","how_many":2';

test.each([
  ['beside the members', `{${order},"__proto__":{"polluted":true}}`],
  ['spelt with escapes', `{${order},"\\u005f_proto__":{"polluted":true}}`],
  ['within a free-form member', `{${order},"metadata":{"__proto__":"x"}}`],
  ['within a list', `{${order},"passengers":[{"type":"adult","__proto__":{"polluted":true}}]}`],
  ['as a constructor', `{${order},"constructor":{"prototype":{"polluted":true}}}`],
  ['in a query', ''],
])('a prototype %s is refused and changes no other object', async (where, body) => {
  const answer = where.includes('query')
    ? await request(door).get('/v1/orders?__proto__[polluted]=1&constructor[prototype][polluted]=1')
    : await send(body);
  expect(answer.status).toBe(422);
  expect({}).not.toHaveProperty('polluted');
  expect(Object.prototype).not.toHaveProperty('polluted');
});

test('respelling and merging copy members as members', () => {
  const hostile: unknown = JSON.parse('{"__proto__":{"polluted":true},"a_b":{"__proto__":{"polluted":true}}}');
  for (const copy of [toCamel(hostile), toSnake(hostile), merged({}, hostile as Record<string, unknown>)]) {
    expect({}).not.toHaveProperty('polluted');
    expect(Reflect.get(copy as object, 'polluted')).toBeUndefined();
  }
});
