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
});
