import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, environmentSchema, loadConfig, loadStackConfig, stackEnvironmentSchema } from '../../src/config';

const text = readFileSync(join(__dirname, '..', '..', '.env.example'), 'utf8');
const lines = [...text.matchAll(/^(# )?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, mark, name = '', value = '']) => ({
  name,
  value,
  set: mark === undefined,
}));
const known = { ...environmentSchema.shape, ...stackEnvironmentSchema.shape };

describe('.env.example', () => {
  it('lists every setting once, and nothing else', () => {
    expect(lines.map(({ name }) => name).sort()).toEqual(Object.keys(known).sort());
  });

  it('gives values that are accepted, the commented-out ones too', () => {
    const everything = Object.fromEntries(lines.map(({ name, value }) => [name, value]));
    expect(() => loadStackConfig(everything)).not.toThrow();
  });

  it('changes nothing when copied: what it sets are the defaults', () => {
    const copied = Object.fromEntries(lines.filter(({ set }) => set).map(({ name, value }) => [name, value]));
    expect(loadConfig(copied)).toEqual(loadConfig({}));
    expect({ ...loadStackConfig(copied), environment: {} }).toEqual({ ...loadStackConfig({}), environment: {} });
  });
});

describe('the environment', () => {
  it('is refused with one line for each wrong variable', () => {
    const wrong = { PORT: 'three thousand', HOLD_SECONDS: '-1', LIMITS: 'none' };
    expect(() => loadConfig(wrong)).toThrow(ConfigError);
    expect(() => loadConfig(wrong)).toThrow(/^PORT: .+\nLIMITS: .+\nHOLD_SECONDS: .+$/);
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig({ PORT: '', HOLD_SECONDS: '' })).toEqual(loadConfig({}));
  });

  it('is refused in production while it holds a secret or an issuer of one machine', () => {
    const secrets = {
      PAYMENT_SECRET_KEY: 'sk_live_x',
      PAYMENT_WEBHOOK_SECRETS: 'whsec_x',
      BOOKING_ID_SECRET: 'x'.repeat(32),
      BOOKING_TOKEN_SECRET: 'y'.repeat(32),
      SEALING_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    const production = { ...secrets, NODE_ENV: 'production', OIDC_ISSUER: 'https://id.example.com' };
    expect(loadConfig(production).mode).toBe('production');
    for (const name of Object.keys(secrets)) expect(() => loadConfig({ ...production, [name]: '' })).toThrow(name);
    for (const issuer of ['http://127.0.0.1:8090', 'http://identity:8090', '']) {
      expect(() => loadConfig({ ...production, OIDC_ISSUER: issuer })).toThrow('OIDC_ISSUER');
    }
  });
});
