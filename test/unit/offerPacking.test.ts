import { formatOfferId, parseOfferId } from '../../src/domain/offerIds';
import { segmentsOf } from '../../src/domain/offers';
import { packOffers, unpackOffers } from '../../src/stores/dynamodb/offerPacking';
import { anOffer } from '../support/offers';

const resultId = 'o9fSHGiTOp5tyGKc_xFQ6A';

describe('offers in the store', () => {
  it('come out as they went in, flights and passengers told apart', () => {
    const [one, other] = [anOffer('a'), anOffer('b', { departs: '2026-12-11T19:00', amount: 7 })];
    const money = (amount: number) => ({ amount, currency: 'EUR' });
    const adult = {
      passengerType: 'adult',
      base: money(5),
      taxes: [{ code: 'QX', amount: money(1) }],
      total: money(6),
    } as const;
    const child = { ...adult, passengerType: 'child', base: money(4), total: money(5) } as const;
    const back = { ...one, slices: [...one.slices, ...other.slices], perPassenger: [adult, adult, child] };
    const offers = [one, other, back];
    expect(unpackOffers(packOffers(offers))).toEqual(offers);
  });

  it('share what they have in common', () => {
    const offers = Array.from({ length: 100 }, (_, index) =>
      anOffer(formatOfferId({ resultId, index }), { amount: index }),
    );
    expect(packOffers(offers).length).toBeLessThan(JSON.stringify(offers).length / 10);
    expect(new Set(unpackOffers(packOffers(offers)).flatMap(segmentsOf)).size).toBe(1);
  });
});

describe('the id of an offer', () => {
  it('names its result and its place in it', () => {
    const id = formatOfferId({ resultId, index: 117 });
    expect(id).toBe(`off_${resultId}_117`);
    expect(parseOfferId(id)).toEqual({ resultId, index: 117 });
  });

  it.each([
    '',
    'off_1',
    `off_${resultId}`,
    `off_${resultId}_`,
    `bkg_${resultId}_1`,
    `off_${resultId}_1x`,
    `off_${resultId}_-1`,
  ])('is not %p', (text) => {
    expect(parseOfferId(text)).toBeUndefined();
  });
});
