import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import request from 'supertest';
import { createProviderKeys } from '../../src/api/identityProvider';
import { audience, codeOf, createDoor, issuer } from '../support/door';

interface Signer {
  readonly jwk: JWK;
  readonly token: () => Promise<string>;
}

async function signer(kid: string): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  const token = () =>
    new SignJWT({ sub: 'anna' })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('5m')
      .sign(privateKey);
  return { jwk, token };
}

let provider: Server;
let origin = '';
let published: JWK[] = [];
let fetches = 0;

beforeAll(async () => {
  provider = createServer((asked, answer) => {
    if (asked.url === '/jwks') {
      fetches += 1;
      return answer.end(JSON.stringify({ keys: published }));
    }
    answer.end(JSON.stringify({ issuer: origin, jwks_uri: `${origin}/jwks` }));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  const address = provider.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
});
beforeEach(() => void (fetches = 0));
afterAll(() => new Promise((resolve) => provider.close(resolve)));

const asking = (door: ReturnType<typeof createDoor>, token: string) =>
  request(door).get('/v1/orders').set('Authorization', `Bearer ${token}`);

test('a key that the provider begins to use is fetched with its first token, and one it drops is no longer believed', async () => {
  const [old, next] = [await signer('old'), await signer('next')];
  const door = createDoor({ keys: createProviderKeys(origin, { cooldownMs: 0, maxAgeMs: 600_000 }) });
  published = [old.jwk];
  expect((await asking(door, await old.token())).status).toBe(200);
  published = [next.jwk, old.jwk];
  expect((await asking(door, await next.token())).status).toBe(200);
  expect((await asking(door, await old.token())).status).toBe(200);
  published = [next.jwk];
  const third = await signer('third');
  expect(codeOf(await asking(door, await third.token()))).toBe('invalid_token');
  expect(codeOf(await asking(door, await old.token()))).toBe('invalid_token');
  expect((await asking(door, await next.token())).status).toBe(200);
});

test('tokens with made-up key names do not make us ask the provider again and again', async () => {
  const known = await signer('known');
  published = [known.jwk];
  const door = createDoor({ keys: createProviderKeys(origin) });
  expect((await asking(door, await known.token())).status).toBe(200);
  for (let n = 0; n < 20; n++) {
    const stranger = await signer(`made-up-${n}`);
    expect(codeOf(await asking(door, await stranger.token()))).toBe('invalid_token');
  }
  expect(fetches).toBe(1);
});

test('a key that is only in the token is not used', async () => {
  const [known, own] = [await signer('known'), await generateKeyPair('ES256')];
  published = [known.jwk];
  const door = createDoor({ keys: createProviderKeys(origin) });
  const selfMade = await new SignJWT({ sub: 'anna' })
    .setProtectedHeader({ alg: 'ES256', kid: 'known', jwk: await exportJWK(own.publicKey), jku: `${origin}/evil` })
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime('5m')
    .sign(own.privateKey);
  expect(codeOf(await asking(door, selfMade))).toBe('invalid_token');
});
