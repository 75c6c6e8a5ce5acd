import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { OAuth2Server } from 'oauth2-mock-server';
import { z } from 'zod';
import { loadConfig } from '../config';
import { errorCode } from './errors';
import { writeWhole } from './folders';
import { isLocalUser, localUsers, tokenHours } from './localUsers';

/**
 * The identity provider of one machine, a program of its own. It signs a token for whoever asks (`grant_type=password`,
 * `username`), which is why a product in production refuses it. Its key is kept, so that tokens outlive a restart.
 */
const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '8090' },
    issuer: { type: 'string' },
    'key-file': { type: 'string' },
  },
});

function readKey(file: string): Record<string, unknown> | undefined {
  try {
    const key: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof key === 'object' && key !== null ? { ...key } : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function prepareKey(server: OAuth2Server, file: string | undefined): Promise<void> {
  const kept = file === undefined ? undefined : readKey(file);
  if (kept !== undefined) {
    await server.issuer.keys.add(kept);
    return;
  }
  // A curve and a short name, because people paste these tokens.
  await server.issuer.keys.generate('ES256', { kid: randomBytes(6).toString('base64url') });
  const [made] = server.issuer.keys.toJSON(true);
  if (file !== undefined) writeWhole(file, JSON.stringify(made), 0o600);
}

/** The claims of a token about to be signed, as the library hands them over to be changed. */
interface TokenPayload extends Record<string, unknown> {
  iat: number;
  exp?: number;
}
const askedFor = z.object({ username: z.string().optional() });

async function main(): Promise<void> {
  const { mode, identity } = loadConfig();
  if (mode === 'production')
    throw new Error('The local identity provider signs anything for anyone: it does not run in production.');
  const server = new OAuth2Server();
  await prepareKey(server, values['key-file']);
  server.service.on('beforeTokenSigning', ({ payload }: { payload: TokenPayload }, request: { body?: unknown }) => {
    const { username: name } = askedFor.parse(request.body);
    const user = name !== undefined && isLocalUser(name) ? localUsers[name] : undefined;
    payload['aud'] = identity.audience;
    payload['roles'] = user?.roles ?? [];
    if (name !== undefined) payload['sub'] = name;
    if (user !== undefined) Object.assign(payload, { name: user.name, email: user.email, email_verified: true });
    payload.exp = payload.iat + tokenHours * 3600;
  });
  await server.start(Number(values.port), values.host);
  if (values.issuer !== undefined) server.issuer.url = values.issuer;
  process.stdout.write(`listening, issuer ${String(server.issuer.url)}\n`);
  const stop = (): void => {
    server.stop().catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 1;
    });
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`identity provider: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
