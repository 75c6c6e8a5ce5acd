import fc from 'fast-check';
import { fromEuroCents, isCurrency, ratesPerEuroMillionths } from '../../src/domain/exchangeRates';

test('euro stay euro, pounds are pence, and yen have no minor unit', () => {
  expect(fromEuroCents(10_000, 'EUR')).toEqual({ amount: 10_000, currency: 'EUR' });
  expect(fromEuroCents(10_000, 'GBP')).toEqual({ amount: 8_600, currency: 'GBP' });
  expect(fromEuroCents(10_000, 'JPY')).toEqual({ amount: 16_300, currency: 'JPY' });
});

test('half a minor unit is rounded up, less is not', () => {
  expect(fromEuroCents(25, 'GBP').amount).toBe(22);
  expect(fromEuroCents(24, 'GBP').amount).toBe(21);
});

test('any fare of any party converts to a whole number within one minor unit of the exact amount', () => {
  const currencies = Object.keys(ratesPerEuroMillionths);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.constantFrom(...currencies), (cents, currency) => {
      const { amount } = fromEuroCents(cents, currency);
      const divisor = currency === 'JPY' || currency === 'KRW' ? 100_000_000n : 1_000_000n;
      const error = BigInt(amount) * divisor - BigInt(cents) * BigInt(ratesPerEuroMillionths[currency] ?? 0);
      expect(Number.isSafeInteger(amount)).toBe(true);
      expect(2n * error <= divisor && 2n * error > -divisor).toBe(true);
    }),
  );
});

test('a currency without a rate is none', () => {
  expect([isCurrency('EUR'), isCurrency('XXX'), isCurrency('toString')]).toEqual([true, false, false]);
  expect(() => fromEuroCents(1, 'XXX')).toThrow('no exchange rate');
});
