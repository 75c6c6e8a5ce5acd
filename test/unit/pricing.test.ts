import fc from 'fast-check';
import { fromEuroCents, ratesPerEuroMillionths } from '../../src/domain/exchangeRates';
import type { PassengerType } from '../../src/domain/offers';
import { type PricedFare, priceOf } from '../../src/domain/pricing';
import { someDirectory } from '../support/timetable';

const fare = (cents: number, origin = 'LIS', destination = 'LHR'): PricedFare => ({
  fare: { base: { amount: cents, currency: 'EUR' } },
  origin,
  destination,
});
const price = (fares: readonly PricedFare[], party: readonly PassengerType[], currency = 'EUR') =>
  priceOf(fares, party, currency, someDirectory);

describe('the price of a party', () => {
  it('takes the share of the fare that belongs to each type of passenger, in the order of the search', () => {
    const { perPassenger } = price([fare(10_001)], ['infant_lap', 'adult', 'child', 'infant_seat']);
    expect(perPassenger.map(({ passengerType, base }) => [passengerType, base.amount])).toEqual([
      ['infant_lap', 1_000],
      ['adult', 10_001],
      ['child', 7_501],
      ['infant_seat', 7_501],
    ]);
  });

  it('asks no departure tax of infants, and no service charge of those on a lap', () => {
    const { perPassenger } = price([fare(10_000)], ['adult', 'infant_seat', 'infant_lap']);
    expect(perPassenger.map(({ taxes }) => taxes.map(({ code }) => code))).toEqual([
      ['QX', 'XS', 'XT'],
      ['QX', 'XS'],
      ['XS'],
    ]);
  });

  it('taxes each departure by its airport, and sums the same tax into one line', () => {
    const [adult] = price([fare(10_000, 'LIS', 'LHR'), fare(20_000, 'LHR', 'JFK')], ['adult']).perPassenger;
    expect(adult?.taxes).toEqual([
      { code: 'GB', amount: { amount: 10_500, currency: 'EUR' } },
      { code: 'QX', amount: { amount: 2_280, currency: 'EUR' } },
      { code: 'XS', amount: { amount: 840, currency: 'EUR' } },
      { code: 'XT', amount: { amount: 1_250, currency: 'EUR' } },
    ]);
    expect(adult?.total.amount).toBe(30_000 + 10_500 + 2_280 + 840 + 1_250);
  });

  it('rounds half up, once per line, after summing it', () => {
    // 333 and 333 cents at 0.86 make 572.76 pence together, not 286 + 286.
    const [adult] = price([fare(333), fare(333, 'LHR', 'LIS')], ['adult'], 'GBP').perPassenger;
    expect(adult?.base).toEqual({ amount: 573, currency: 'GBP' });
  });

  it('knows currencies without minor units', () => {
    expect(fromEuroCents(10_000, 'JPY')).toEqual({ amount: 16_300, currency: 'JPY' });
  });

  it('adds up: every sum is exactly the sum of the lines shown, in every currency', () => {
    const types = fc.constantFrom<PassengerType>('adult', 'child', 'infant_seat', 'infant_lap');
    const legs = fc.constantFrom(['LIS', 'LHR'], ['LHR', 'JFK'], ['JFK', 'LAX'], ['SYD', 'AKL']);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2_000_000 }), legs), { minLength: 1, maxLength: 6 }),
        fc.array(types, { minLength: 1, maxLength: 9 }),
        fc.constantFrom(...Object.keys(ratesPerEuroMillionths)),
        (fares, party, currency) => {
          const { total, perPassenger } = price(
            fares.map(([cents, [from, to]]) => fare(cents, from, to)),
            party,
            currency,
          );
          for (const one of perPassenger) {
            const lines = [one.base, ...one.taxes.map(({ amount }) => amount)];
            expect(one.total.amount).toBe(lines.reduce((sum, { amount }) => sum + amount, 0));
            for (const line of lines)
              expect(Number.isSafeInteger(line.amount) && line.currency === currency).toBe(true);
          }
          expect(total.amount).toBe(perPassenger.reduce((sum, one) => sum + one.total.amount, 0));
          expect(perPassenger).toHaveLength(party.length);
        },
      ),
    );
  });
});
