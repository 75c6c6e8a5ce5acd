import { spellAhead, toCamel, toSnake } from '../../src/api/http/spelling';

describe('the spelling of the API', () => {
  const answer = {
    searchId: 'srh_1',
    offers: [{ fareBrand: 'x', slices: [{ durationMinutes: 3 }], metadata: { aB: 1 } }],
  };

  it('changes names at every depth, but not those that the caller made up', () => {
    const spelt = toSnake(answer);
    expect(spelt).toEqual({
      search_id: 'srh_1',
      offers: [{ fare_brand: 'x', slices: [{ duration_minutes: 3 }], metadata: { aB: 1 } }],
    });
    expect(toCamel(spelt)).toEqual(answer);
  });

  it('leaves a list alone that was spelt ahead', () => {
    const ahead = spellAhead(answer.offers);
    expect(ahead).toEqual(toSnake(answer.offers));
    const spelt = toSnake({ ...answer, offers: ahead });
    expect(spelt).toEqual(toSnake(answer));
    expect(spelt.offers).toBe(ahead);
  });
});
