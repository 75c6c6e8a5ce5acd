import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { developmentSecrets, loadConfig } from '../../src/config';

const secrets = {
  PAYMENT_SECRET_KEY: 'sk_live_x',
  PAYMENT_WEBHOOK_SECRETS: 'whsec_x',
  BOOKING_ID_SECRET: 'x'.repeat(32),
  BOOKING_TOKEN_SECRET: 'y'.repeat(32),
  SEALING_KEY: Buffer.alloc(32, 7).toString('base64'),
};
const production = { ...secrets, NODE_ENV: 'production', OIDC_ISSUER: 'https://id.example.com' };

test('production starts with secrets of its own', () => {
  expect(loadConfig(production).mode).toBe('production');
});

test.each(Object.entries(developmentSecrets))('production refuses the %s that everybody knows', (name, known) => {
  expect(() => loadConfig({ ...production, [name]: known })).toThrow(name);
  expect(() => loadConfig({ ...production, [name]: '' })).toThrow(name);
});

test('production refuses a known webhook secret also beside one of its own', () => {
  const both = `whsec_x,${developmentSecrets.PAYMENT_WEBHOOK_SECRETS}`;
  expect(() => loadConfig({ ...production, PAYMENT_WEBHOOK_SECRETS: both })).toThrow('PAYMENT_WEBHOOK_SECRETS');
});

test.each(['http://127.0.0.1:8090', 'http://identity:8090', ''])('production refuses the issuer %j', (issuer) => {
  expect(() => loadConfig({ ...production, OIDC_ISSUER: issuer })).toThrow('OIDC_ISSUER');
});

test('the identity provider that signs anything for anyone does not run in production', () => {
  const root = join(__dirname, '..', '..');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'src', 'stack', 'identity.ts'), '--port', '0'],
    { cwd: root, env: { PATH: process.env['PATH'], ...production }, encoding: 'utf8' },
  );
  expect(status).not.toBe(0);
  expect(stderr).toContain('does not run in production');
});
