import request from 'supertest';
import { describedRoutes } from '../../scripts/write-api-docs';
import { exampleNewBooking } from '../../src/api/http/bookingSchemas';
import { problemSchema } from '../../src/api/http/schemas';
import { createAccepting } from '../../src/api/accepting';
import { createBookingIds } from '../../src/api/bookingIds';
import { DomainError } from '../../src/domain/problems';
import { createDoor } from '../support/door';
import { newBooking, someOffer, someSegment } from '../support/bookings';

const routes = describedRoutes(() => {
  throw new DomainError('service_unavailable', 'nothing is behind the door in this test');
});
const door = createDoor({ routes });

test.each(['price', 'total', 'status', 'payment', 'hold', 'owner', 'reference', 'version', 'id', 'booking_id'])(
  'a booking cannot be given a %s by its caller',
  async (member) => {
    const answer = await request(door)
      .post('/v1/bookings')
      .set('Idempotency-Key', 'key-1')
      .send({ ...exampleNewBooking, [member]: { amount: 1, currency: 'GBP' } });
    expect(answer.status).toBe(422);
    expect(problemSchema.parse(answer.body).errors).toEqual([
      expect.objectContaining({ pointer: `/${member}`, code: 'unknown_field' }),
    ]);
  },
);

test('seats and passengers carry no price either', async () => {
  const answer = await request(door)
    .post('/v1/bookings')
    .set('Idempotency-Key', 'key-1')
    .send({
      ...exampleNewBooking,
      passengers: exampleNewBooking.passengers.map((passenger) => ({ ...passenger, fare: 1 })),
      seats: exampleNewBooking.seats.map((seat) => ({ ...seat, price: { amount: 0, currency: 'GBP' } })),
    });
  const pointers = (problemSchema.parse(answer.body).errors ?? []).map(({ pointer }) => pointer);
  expect(pointers.sort()).toEqual(['/passengers/0/fare', '/seats/0/price']);
});

describe('the total a caller expects', () => {
  const offer = someOffer([someSegment()]);
  const accepting = createAccepting({
    offers: { findOffer: async () => offer },
    seating: { bestSeats: async (chosen) => chosen, readAhead: () => undefined },
    duplicates: { travellerKeys: () => [] },
    legs: { ensureLegs: async () => undefined, getLegs: async () => new Map() },
    priceAgain: async () => offer,
    ids: createBookingIds('a secret of sixteen'),
    holdBySeconds: 10,
    now: Date.now,
  });
  const applicant = newBooking([someSegment()], ['12A']);
  const asked = (amount: number, acceptToken?: string) =>
    accepting.accept(
      {
        offerId: offer.id,
        expectedTotal: { amount, currency: offer.total.currency },
        acceptToken,
        passengers: [{ id: 'pax_1', type: 'adult', givenName: 'Ada', familyName: 'Lovelace', bornOn: '1990-12-10' }],
        contact: { email: 'ada@example.com', phone: '+351 1' },
        seats: [{ segment: 0, passenger: 'pax_1', designator: '12A' }],
        seatPolicy: 'exact',
        metadata: {},
      } as unknown as Parameters<typeof accepting.accept>[0],
      applicant,
    );

  test('is compared with the offer, and never becomes the price', async () => {
    const { booking } = await asked(offer.total.amount);
    expect(booking.price.total.amount).toBeGreaterThanOrEqual(offer.total.amount);
    for (const amount of [1, 0, -1, offer.total.amount - 1, offer.total.amount + 1]) {
      await expect(asked(amount)).rejects.toMatchObject({ code: 'price_changed' });
      await expect(asked(amount, `${Date.now() + 60_000}.forged`)).rejects.toMatchObject({ code: 'price_changed' });
    }
  });
});
