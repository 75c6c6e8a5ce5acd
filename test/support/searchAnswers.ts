import request from 'supertest';
import { z } from 'zod';
import { offerSchema } from '../../src/api/http/offerSchemas';
import { searchSchema } from '../../src/api/http/searchSchemas';
import { isoWeekday } from '../../src/domain/instants';
import { schedule, type SearchStage, travelDay } from './searchStage';

const dayAfter = (isoWeekday(travelDay) % 7) + 1;

/** To London nonstop to two airports or over Paris, back once a day; to Sydney only from Frankfurt and on the wrong day. */
export const someSchedules = [
  schedule('LIS', '09:00', 'LHR', { number: '1', cents: 20_000, minutes: 160 }),
  schedule('LIS', '18:00', 'LGW', { number: '2', cents: 15_000, minutes: 160 }),
  schedule('LIS', '07:00', 'CDG', { number: '3', cents: 5_000, minutes: 150 }),
  schedule('CDG', '13:00', 'LHR', { number: '4', cents: 4_000, minutes: 80 }),
  schedule('LHR', '10:00', 'LIS', { number: '5', cents: 9_000, minutes: 160 }),
  schedule('LIS', '12:00', 'FRA', { number: '6', minutes: 170 }),
  schedule('FRA', '12:00', 'SYD', { number: '7', days: 1 << (dayAfter - 1), minutes: 1300 }),
  // From Porto to Auckland there is a way only with three connections.
  schedule('OPO', '06:00', 'NCE', { number: '11', minutes: 120 }),
  schedule('NCE', '12:00', 'LAX', { number: '12', minutes: 720 }),
  schedule('LAX', '18:00', 'HNL', { number: '13', minutes: 330 }),
  schedule('HNL', '23:30', 'AKL', { number: '14', minutes: 540 }),
];

const answeredSchema = searchSchema.extend({ offers: z.array(offerSchema) });
const listSchema = z.object({
  data: z.array(offerSchema),
  meta: z.looseObject({ after: z.string().nullable(), total: z.int() }),
});
export const eventsSchema = z.looseObject({
  status: z.string(),
  events: z.array(
    z.object({ channel: z.string(), seq: z.int(), type: z.string(), at: z.string(), data: z.looseObject({}) }),
  ),
});
export type AnsweredSearch = z.infer<typeof answeredSchema>;
export type OfferOnWire = z.infer<typeof offerSchema>;

/** `1 / 5`: the flight numbers of an offer, slice by slice. */
export const flown = (offer: OfferOnWire) =>
  offer.slices.map((slice) => slice.segments.map(({ number }) => number).join('+')).join(' / ');

export const adult = { type: 'adult' };
export const oneWay = (origin: string, destination: string, more: object = {}) => ({
  slices: [{ origin, destination, date: travelDay }],
  passengers: [adult],
  ...more,
});

/** A traveller at the door of the stage. Every answer is held against the documented schema. */
export function travellerAt(stage: Pick<SearchStage, 'app'>) {
  return {
    async search(body: object): Promise<AnsweredSearch> {
      const answer = await request(stage.app).post('/v1/searches').set('Prefer', 'wait=20').send(body);
      expect(answer.status).toBe(200);
      return answeredSchema.parse(answer.body);
    },
    async eventsOf(searchId: string, afterSeq = 0) {
      const answer = await request(stage.app).get(`/v1/searches/${searchId}?after_seq=${afterSeq}&wait=5`);
      return eventsSchema.parse(answer.body).events;
    },
    async list(query: string) {
      const answer = await request(stage.app).get(`/v1/offers?${query}`);
      expect(answer.status).toBe(200);
      return listSchema.parse(answer.body);
    },
  };
}
