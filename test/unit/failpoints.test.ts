import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig } from '../../src/config';
import { createFailpoints } from '../../src/failpoints';
import { createFailpointFolder } from '../support/failpoints';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'skyhold-failpoints-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const armed = createFailpointFolder(folder);
const kill = JSON.stringify({ do: 'kill' });
const step = () => Promise.resolve('done');

/** A program that passes two failpoints, told what every program of the product is told. */
function passPoints(environment: Record<string, string>, secrets: Record<string, string> = {}) {
  const program = `
    const { loadConfig } = require('./src/config');
    const { createFailpoints } = require('./src/failpoints');
    const { around } = createFailpoints(loadConfig().failpoints);
    around('holdSeats', (id) => Promise.resolve(id))('bkg_1').then((id) => console.log('passed', id));`;
  const env = { PATH: process.env['PATH'], ...secrets, ...environment };
  return spawnSync(process.execPath, ['--import', 'tsx', '--eval', program], { cwd: root, env, encoding: 'utf8' });
}

describe('failpoints', () => {
  it('fire in test mode: once over all processes, and leave the proof', async () => {
    const point = armed.arm('holdSeats.after', { do: 'error', message: 'as armed' }, 'bkg_1');
    const failpoints = createFailpoints(folder);
    const other = createFailpoints(folder);
    await expect(failpoints.around('holdSeats', step)()).resolves.toBe('done');
    expect(point.hitBy()).toBeUndefined();
    const tries = [failpoints, other].map(({ around }) =>
      around('holdSeats', (id: string) => Promise.resolve(id))('bkg_1').then(
        () => 'passed',
        (error: unknown) => String(error),
      ),
    );
    expect((await Promise.all(tries)).sort()).toEqual([expect.stringContaining('as armed'), 'passed']);
    expect(point.hitBy()).toBe(process.pid);
  });

  it('fire at the passage they are armed for, whichever process passes', async () => {
    const point = armed.arm('closeBooking.before', { do: 'error', nth: 3 });
    const passages = [createFailpoints(folder), createFailpoints(folder), createFailpoints(folder)];
    const outcomes: string[] = [];
    for (const { reach } of passages) {
      outcomes.push(
        await reach('closeBooking.before', 'bkg_2').then(
          () => 'passed',
          () => 'failed',
        ),
      );
    }
    expect(outcomes).toEqual(['passed', 'passed', 'failed']);
    expect(point.hitBy()).toBe(process.pid);
  });

  it('kill the process that reaches them', () => {
    const point = armed.arm('holdSeats.before', { do: 'kill' }, 'bkg_1');
    const killed = passPoints({ NODE_ENV: 'test', SKYHOLD_FAILPOINTS: folder });
    expect([killed.signal, killed.stdout]).toEqual(['SIGKILL', '']);
    expect(point.hitBy()).toBe(killed.pid);
  });
});

describe('outside test mode', () => {
  const points = ['holdSeats.before', 'holdSeats.after', 'holdSeats.before@bkg_1', 'holdSeats.after@bkg_1'];
  beforeEach(() => {
    for (const file of readdirSync(folder)) rmSync(join(folder, file));
    for (const point of points) writeFileSync(join(folder, point), kill);
  });
  const untouched = () => expect(readdirSync(folder).sort()).toEqual([...points].sort());

  it.each(['development', ''])('no file triggers a failpoint, though the environment names its folder (%p)', (mode) => {
    expect(loadConfig({ NODE_ENV: mode, SKYHOLD_FAILPOINTS: folder }).failpoints).toBeUndefined();
    const passed = passPoints({ NODE_ENV: mode, SKYHOLD_FAILPOINTS: folder });
    expect([passed.status, passed.stdout.trim()]).toEqual([0, 'passed bkg_1']);
    untouched();
  });

  it('production refuses to start while the environment names a folder', () => {
    const secrets = {
      PAYMENT_SECRET_KEY: 'sk_live_x',
      PAYMENT_WEBHOOK_SECRETS: 'whsec_x',
      BOOKING_ID_SECRET: 'x'.repeat(32),
      BOOKING_TOKEN_SECRET: 'y'.repeat(32),
      SEALING_KEY: Buffer.alloc(32, 7).toString('base64'),
      OIDC_ISSUER: 'https://id.example.com',
    };
    const production = { ...secrets, NODE_ENV: 'production' };
    expect(loadConfig(production).failpoints).toBeUndefined();
    expect(() => loadConfig({ ...production, SKYHOLD_FAILPOINTS: folder })).toThrow(ConfigError);
    expect(() => loadConfig({ ...production, SKYHOLD_FAILPOINTS: folder })).toThrow('SKYHOLD_FAILPOINTS');
    const refused = passPoints({ ...production, SKYHOLD_FAILPOINTS: folder });
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('SKYHOLD_FAILPOINTS');
    untouched();
  });

  it('is also test mode without a folder: every step is handed back as it was given', async () => {
    const failpoints = createFailpoints(loadConfig({ NODE_ENV: 'test' }).failpoints);
    expect(failpoints.around('holdSeats', step)).toBe(step);
    await failpoints.reach('holdSeats.before', 'bkg_1');
    untouched();
  });

  it.each(['../holdSeats.before', `${folder}/holdSeats.before`, '', '.', 'a\u0000b', 'x'.repeat(5000)])(
    'nothing a caller could send names a file: %p as a booking is no failpoint, even in test mode',
    async (hostile) => {
      rmSync(join(folder, 'holdSeats.before'));
      await createFailpoints(folder).reach('holdSeats.before', hostile);
      await createFailpoints(folder).reach(hostile);
      expect(readdirSync(folder).sort()).toEqual(points.slice(1).sort());
    },
  );

  it('the folder comes from the configuration alone: no header, body or query reaches a failpoint', () => {
    const said = spawnSync('grep', ['-rnE', 'createFailpoints\\(', 'src'], { cwd: root, encoding: 'utf8' }).stdout;
    const uses = said.trim().split('\n');
    expect(uses.filter((line) => !line.includes('createFailpoints(config.failpoints)'))).toEqual([
      expect.stringContaining('src/failpoints.ts'),
    ]);
    expect(uses.length).toBeGreaterThan(2);
  });
});
