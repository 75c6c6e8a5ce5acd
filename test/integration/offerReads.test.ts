import { createOfferStore } from '../../src/stores/dynamodb/offers';
import { epochMs } from '../../src/domain/instants';
import { type BookingBench, createBookingBench, newBooking, someSegment } from '../support/bookings';

describe('a crowd for one offer', () => {
  let bench: BookingBench;
  beforeAll(async () => {
    bench = createBookingBench();
    await bench.create();
  });
  afterAll(() => bench.end());

  it('shares one read of it on a node that has not seen it before', async () => {
    const { offer } = newBooking([someSegment()], ['5A']);
    const resultId = 'AAAAAAAAAAAAAAAAAAAAAA';
    const stored = { ...offer, id: `off_${resultId}_0` };
    const { db, tables } = bench;
    const { packResult, putResult } = createOfferStore({ db, tables });
    await putResult(packResult(resultId, [stored], epochMs(Date.now() + 60_000)));
    const fresh = createOfferStore({ db, tables });
    let reads = 0;
    db.middlewareStack.add((next) => (input) => (reads++, next(input)), { step: 'initialize' });
    const found = await Promise.all(Array.from({ length: 100 }, () => fresh.findOffer(stored.id)));
    expect(new Set(found.map((one) => one?.id))).toEqual(new Set([stored.id]));
    expect(reads).toBe(1);
  });
});
