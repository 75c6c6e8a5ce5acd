import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

export const schemathesisVersion = '4.32.5';

/** Installed by `.ci/run` into the cache, beside the servers. Undefined where it is not there. */
export function findSchemathesis(): string | undefined {
  const cache = process.env['SKYHOLD_CACHE'] ?? join(homedir(), '.cache', 'skyhold');
  const program = join(cache, `schemathesis-${schemathesisVersion}`, 'bin', 'schemathesis');
  return existsSync(program) ? program : undefined;
}

export interface FuzzRun {
  readonly status: number | null;
  readonly output: string;
}

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'missing_required_header',
  'unsupported_method',
];

/**
 * Reads the API's own document and sends what it allows and what it forbids. Ends by itself: so many cases per operation;
 * and is ended after `limitMs`, which counts as a failure.
 */
export function fuzz(
  program: string,
  { url, token, cases, limitMs }: { url: string; token: string; cases: number; limitMs: number },
): Promise<FuzzRun> {
  const settings = [
    ...['run', `${url}/openapi.json`, '--url', url, '--header', `Authorization: Bearer ${token}`],
    ...['--checks', checks.join(','), '--phases', 'examples,coverage,fuzzing', '--max-examples', String(cases)],
    ...['--workers', '2', '--seed', '20260101', '--generation-deterministic', '--no-shrink', '--continue-on-failure'],
    ...['--suppress-health-check', 'all', '--request-timeout', '40', '--no-color'],
    ...['--warnings', 'off'],
  ];
  // It keeps notes where it runs.
  const folder = mkdtempSync(join(tmpdir(), 'skyhold-fuzz-'));
  const child = spawn(program, settings, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const hear = (bytes: Buffer) => (output += bytes.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
  return new Promise((resolve) =>
    child.once('close', (status) => {
      clearTimeout(limit);
      rmSync(folder, { recursive: true, force: true });
      resolve({ status, output });
    }),
  );
}
