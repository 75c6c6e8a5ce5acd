import { loadConfig } from '../../src/config';

const wide = {
  holdsPerUser: 1000,
  holdsPerAddress: 100_000,
  holdsPerPartner: 100_000,
  requestsPerMinute: 1_000_000,
  requestsPerAddress: 10_000_000,
};
const tight = {
  holdsPerUser: 2,
  holdsPerAddress: 20,
  holdsPerPartner: 200,
  requestsPerMinute: 600,
  requestsPerAddress: 6000,
};
const production = {
  NODE_ENV: 'production',
  BOOKING_ID_SECRET: 'a booking id secret',
  BOOKING_TOKEN_SECRET: 'a booking token secret',
  SEALING_KEY: Buffer.alloc(32, 7).toString('base64'),
  PAYMENT_SECRET_KEY: 'sk_live_own',
  PAYMENT_WEBHOOK_SECRETS: 'whsec_own',
  OIDC_ISSUER: 'https://identity.example',
};

test('one machine gets wide limits, production tight ones, and each limit can be set by itself', () => {
  expect(loadConfig({}).limits).toEqual(wide);
  expect(loadConfig({ LIMITS: 'tight' }).limits).toEqual(tight);
  expect(loadConfig(production).limits).toEqual(tight);
  expect(loadConfig({ ...production, LIMITS: 'wide' }).limits).toEqual(wide);
  expect(loadConfig({ HOLDS_PER_USER: '3' }).limits).toEqual({ ...wide, holdsPerUser: 3 });
});
