import request from 'supertest';
import { z } from 'zod';
import { asReplay } from '../../src/api/http/bookingRefusals';
import { route } from '../../src/api/http/route';
import { DomainError, type ProblemCode } from '../../src/domain/problems';
import { codeOf, createDoor } from '../support/door';

/** An operation whose row remembers what its key brought about, as bookings do. */
const remembering = (code: ProblemCode) =>
  route(
    {
      method: 'post',
      path: '/v1/remembered',
      operationId: 'remembered',
      summary: 'Remembered',
      tag: 'bookings',
      access: 'public',
      idempotency: 'in_id',
      lane: 'selling',
      answers: { 200: { description: 'Done', schema: z.looseObject({}) } },
      problems: [code],
    },
    () => Promise.reject(new DomainError(code, 'As before.')).catch(asReplay),
  );
const ask = (code: ProblemCode) =>
  request(createDoor({ routes: [remembering(code)] }))
    .post('/v1/remembered')
    .set('Idempotency-Key', 'k')
    .send({});

test.each(['seat_unavailable', 'too_many_holds', 'payment_declined'] as const)(
  'a refusal that a key brought about before is answered as a repetition: %s',
  async (code) => {
    const answer = await ask(code);
    expect([codeOf(answer), answer.headers['idempotency-replayed']]).toEqual([code, 'true']);
  },
);

test('what is still open is no repetition', async () => {
  expect((await ask('request_in_progress')).headers['idempotency-replayed']).toBeUndefined();
});
