import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import request from 'supertest';
import { z } from 'zod';
import { offerSchema } from '../../src/api/http/offerSchemas';
import { codeOf } from '../support/door';
import { flown, type OfferOnWire, oneWay, someSchedules, travellerAt } from '../support/searchAnswers';
import { openSearchStage, type SearchStage } from '../support/searchStage';

let stage: SearchStage;
let traveller: ReturnType<typeof travellerAt>;
beforeAll(async () => {
  stage = await openSearchStage(someSchedules);
  traveller = travellerAt(stage);
});
afterAll(() => stage.close());

describe('offers of a search', () => {
  it('are paged so that each is seen once, in the order asked for', async () => {
    const { id } = await traveller.search(oneWay('LIS', 'LON'));
    const seen: OfferOnWire[] = [];
    let after: string | null = '';
    for (let pages = 0; after !== null && pages < 10; pages++) {
      const page = await traveller.list(`search_id=${id}&sort=price&limit=4${after === '' ? '' : `&after=${after}`}`);
      seen.push(...page.data);
      after = page.meta.after;
    }
    expect(seen.map(({ rank }) => rank.price)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('are filtered by what a traveller cares about', async () => {
    const { id } = await traveller.search(oneWay('LIS', 'LON'));
    const numbers = async (filter: string) =>
      [...new Set((await traveller.list(`search_id=${id}&${filter}`)).data.map(flown))].sort();
    expect(await numbers('max_connections=0')).toEqual(['1', '2']);
    expect(await numbers('depart_after=08:00&depart_before=17:00')).toEqual(['1']);
    expect(await numbers('max_duration=PT2H45M')).toEqual(['1', '2']);
    expect(await numbers('airlines=zz')).toEqual([]);
    const flexible = await traveller.list(`search_id=${id}&refundable=true&bags_min=1`);
    expect(flexible.data.every((offer) => offer.conditions.refund !== 'no' && offer.conditions.bags >= 1)).toBe(true);
    expect(flexible.meta.total).toBe(3);
  });

  it('hide and count those that another one beats', async () => {
    const { id } = await traveller.search(oneWay('LIS', 'LON'));
    const { data, meta } = await traveller.list(`search_id=${id}&pareto=true`);
    expect(meta.total + Number(meta['dominated'])).toBe(9);
    expect(data.map(flown)).not.toContain('1');
  });

  it('stand side by side, also when their search is another', async () => {
    const [one, two] = await Promise.all([
      traveller.search(oneWay('LIS', 'LHR')),
      traveller.search(oneWay('LIS', 'CDG')),
    ]);
    const ids = [one.offers[0]?.id, two.offers[0]?.id];
    const answer = await request(stage.app).get(`/v1/offers/compare?ids=${ids.join(',')}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      axes: [{ axis: 'total', best: [ids[1]] }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
    });
    expect((await request(stage.app).get(`/v1/offers/compare?ids=${ids[0]}`)).status).toBe(422);
  });

  it('are priced again at the fares of now, and refused when a flight is cancelled', async () => {
    const { offers } = await traveller.search(oneWay('LIS', 'CDG'));
    const path = `/v1/offers/${offers[0]?.id}/actions/price`;
    const same = await request(stage.app).post(path);
    expect(same.body).toMatchObject({ changed: false, available: true, previous_total: offers[0]?.total });
    const dearer = someSchedules
      .filter((s) => s.number === '3')
      .map((s) => ({ ...s, fares: s.fares.map((f) => ({ ...f, cents: f.cents * 2 })) }));
    await stage.flights.putSchedules([{ origin: 'LIS', destination: 'CDG', schedules: dearer }], 2);
    const changed = await request(stage.app).post(path);
    expect(changed.body).toMatchObject({ changed: true, previous_total: offers[0]?.total });
    expect(z.object({ offer: offerSchema }).parse(changed.body).offer.total.amount).toBeGreaterThan(
      offers[0]?.total.amount ?? Infinity,
    );

    const flightId = offers[0]?.slices[0]?.segments[0]?.flight_id;
    await stage.db.send(
      new UpdateCommand({
        TableName: stage.tables.FlightLegs,
        Key: { FlightLeg: flightId },
        UpdateExpression:
          'SET #s = :s, DepartAt = :t, ArriveAt = :t, OffPoint = :x, Aircraft = :x, SeatPlanID = :x, #b = :x',
        ExpressionAttributeNames: { '#s': 'Status', '#b': 'Bucket' },
        ExpressionAttributeValues: { ':s': 'cancelled', ':t': Date.now(), ':x': 'CDG' },
      }),
    );
    const refused = await request(stage.app).post(path);
    expect([refused.status, codeOf(refused)]).toEqual([409, 'flight_not_open']);
  });
});

describe('airports', () => {
  it('are suggested by code, city and the beginning of a name; no match is an empty list', async () => {
    const codes = async (q: string) =>
      z
        .object({ data: z.array(z.object({ kind: z.string(), code: z.string() })) })
        .parse((await request(stage.app).get(`/v1/airports?q=${q}`)).body)
        .data.map(({ kind, code }) => `${kind} ${code}`);
    expect(await codes('london')).toEqual(['city LON', 'airport LGW', 'airport LHR']);
    expect((await codes('LHR'))[0]).toBe('airport LHR');
    expect(await codes('zzzz')).toEqual([]);
  });
});
