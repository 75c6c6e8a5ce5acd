import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Product, startProduct } from '../support/product';

const root = join(__dirname, '..', '..');

/** The commands of one chapter of the README, as they stand there. */
function commandsOf(chapter: string): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [text = ''] = readme.slice(readme.indexOf(`\n## ${chapter}\n`) + 4).split('\n## ');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, commands]) => commands).join('\n');
}

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<Ended> {
  const child = spawn(command, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 100_000 });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { status, output };
}

describe('a newcomer', () => {
  let product: Product;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'skyhold-newcomer-'));
    product = await startProduct();
  }, 180_000);
  afterAll(async () => {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('comes from airports to a confirmed booking by the commands of the README, word for word', async () => {
    const commands = commandsOf('The first booking, by hand').replace('http://127.0.0.1:3000', product.url);
    const script = `set -eu\nnpm() { command npm --prefix '${root}' "$@"; }\n${commands}`;
    const { status, output } = await run('bash', ['-c', script], product.environment, folder);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toMatch(/^LIS Lisbon/m);
    expect(output).toMatch(/^held {2}bkg_/m);
    expect(output).toMatch(/^captured$/m);
    expect(output).toMatch(/^confirmed [A-Z0-9]{6}$/m);
    expect(output).toMatch(/^1 booking\.held$/m);
  }, 120_000);

  it('sees the whole story in the terminal: streamed results, a seat turning held and sold, a ticket', async () => {
    const env = { ...product.environment, API_URL: product.url };
    const { status, output } = await run(process.execPath, ['--import', 'tsx', 'scripts/demo.ts'], env, root);
    expect({ status, output }).toMatchObject({ status: 0 });
    const told = [
      /offer +EUR/,
      /Ben sees seat \w+ turn held/,
      /409 seat_unavailable/,
      /booking\.ticketed/,
      /turn sold/,
    ];
    for (const part of told) expect(output).toMatch(part);
    expect(output).toMatch(/SKYHOLD +[A-Z0-9]{6} +ADA TRAVELLER/);
  }, 120_000);

  it('imports a network after the one that is just being imported, and is told what came of it', async () => {
    const env = { ...product.environment, API_URL: product.url, API_TOKEN: await product.tokenOf('operator') };
    const imports = ['--import', 'tsx', 'scripts/import.ts', 'demo'];
    const both = await Promise.all([0, 1].map(() => run(process.execPath, imports, env, root)));
    expect(both).toMatchObject([{ status: 0 }, { status: 0 }]);
    for (const { output } of both) expect(output).toMatch(/^unchanged: /m);
    expect(both.filter(({ output }) => output.includes('another import is under way'))).toHaveLength(1);
  }, 120_000);

  it('is told in one sentence what to do when nothing runs', async () => {
    const env = { ...process.env, SKYHOLD_HOME: folder };
    const { status, output } = await run(process.execPath, ['--import', 'tsx', 'scripts/demo.ts'], env, root);
    expect(status).toBe(1);
    expect(output.trim()).toBe('Skyhold is not running. Start it in another terminal: npm start');
  }, 60_000);
});
