import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import request from 'supertest';
import { createBookingTokens } from '../../src/api/bookingTokens';
import { createProviderKeys } from '../../src/api/identityProvider';
import { audience, bookingTokens, codeOf, createDoor, createSigner, issuer, memberOf } from '../support/door';

const get = (door: Parameters<typeof request>[0], token: string, path = '/v1/orders') =>
  request(door).get(path).set('Authorization', `Bearer ${token}`);
const post = (door: Parameters<typeof request>[0], token: string, path: string) =>
  request(door).post(path).set('Authorization', `Bearer ${token}`);

describe('a bearer token', () => {
  test.each(['RS256', 'ES256'] as const)(
    'signed with %s makes its subject the caller, with the roles it names',
    async (algorithm) => {
      const { publicKey, sign } = await createSigner(algorithm);
      const door = createDoor({ keys: async () => publicKey });
      const answer = await get(door, await sign({ sub: 'anna|1', roles: ['traveller', 7, 'operator'] }));
      expect(memberOf(answer, 'caller')).toEqual({
        kind: 'user',
        user_id: 'usr_anna|1',
        roles: ['traveller', 'operator'],
      });
    },
  );

  test('that was found good a moment ago is not verified again, and is refused once it has expired', async () => {
    const { publicKey, sign } = await createSigner();
    let asked = 0;
    const door = createDoor({ keys: async () => (asked++, publicKey) });
    const token = await sign({}, { expires: '30s' });
    for (let n = 0; n < 3; n++) expect((await get(door, token)).status).toBe(200);
    expect(asked).toBe(1);
    jest.useFakeTimers({
      now: Date.now() + 40_000,
      doNotFake: [
        'nextTick',
        'setImmediate',
        'setTimeout',
        'clearTimeout',
        'setInterval',
        'clearInterval',
        'queueMicrotask',
        'performance',
        'hrtime',
      ],
    });
    try {
      const answer = await get(door, token);
      expect([answer.status, codeOf(answer)]).toEqual([401, 'invalid_token']);
    } finally {
      jest.useRealTimers();
    }
  });

  test('is refused when it is expired, for others, from others, unsigned, wrongly signed or no token at all', async () => {
    const { publicKey, sign } = await createSigner();
    const door = createDoor({ keys: async () => publicKey });
    const stranger = await createSigner();
    const unsigned = new UnsecuredJWT({ sub: 'anna' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('5m')
      .encode();
    const withoutSubject = await sign({ sub: undefined });
    const hmac = await new SignJWT({ sub: 'anna' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('5m')
      .sign(Buffer.from('the public key, used as a shared secret'));
    const bad = [
      await sign({}, { expires: '-1m' }),
      await sign({}, { aud: 'another-api' }),
      await sign({}, { iss: 'http://evil.test' }),
      await stranger.sign(),
      unsigned,
      withoutSubject,
      hmac,
      'not.a.token',
      'x',
    ];
    for (const token of bad) {
      const answer = await get(door, token);
      expect([token, answer.status, codeOf(answer)]).toEqual([token, 401, 'invalid_token']);
      expect(answer.headers['www-authenticate']).toContain('Bearer');
    }
    expect(codeOf(await request(door).get('/v1/orders').set('Authorization', 'Basic YTpi'))).toBe('invalid_token');
  });

  test('counts the requests of a caller with a bad token by address', async () => {
    const { publicKey } = await createSigner();
    const door = createDoor({ keys: async () => publicKey, requestsPerMinute: 1 });
    expect((await get(door, 'bad-one')).status).toBe(401);
    expect((await get(door, 'bad-two')).status).toBe(429);
  });

  test('is asked for where an operation needs a user, a caller or an operator', async () => {
    const { publicKey, sign } = await createSigner();
    const door = createDoor({ keys: async () => publicKey });
    const traveller = await sign();
    const operator = await sign({ roles: ['operator'] });
    const guest = bookingTokens.issue('bkg_1');
    const outcomes = async (path: string, call: typeof get) => [
      codeOf(await (call === get ? request(door).get(path) : request(door).post(path))) ?? 'ok',
      codeOf(await call(door, guest, path)) ?? 'ok',
      codeOf(await call(door, traveller, path)) ?? 'ok',
      codeOf(await call(door, operator, path)) ?? 'ok',
    ];
    expect(await outcomes('/v1/orders/ord_1', get)).toEqual(['unauthenticated', 'ok', 'ok', 'ok']);
    expect(await outcomes('/v1/mine', post as typeof get)).toEqual(['unauthenticated', 'unauthenticated', 'ok', 'ok']);
    expect(await outcomes('/v1/ops/things', post as typeof get)).toEqual([
      'unauthenticated',
      'unauthenticated',
      'forbidden',
      'ok',
    ]);
  });
});

describe('a booking token', () => {
  test('opens its one booking', async () => {
    const answer = await get(createDoor(), bookingTokens.issue('bkg_abc-DEF_1'));
    expect(memberOf(answer, 'caller')).toEqual({ kind: 'booking', booking_id: 'bkg_abc-DEF_1' });
  });

  test('cannot be made for another booking or with another secret', async () => {
    const token = bookingTokens.issue('bkg_1');
    const [, mac = ''] = token.split('.');
    const forged = [
      `bkt_bkg_2.${mac}`,
      createBookingTokens('another secret').issue('bkg_1'),
      token.slice(0, -1),
      `${token}x`,
      'bkt_',
      'bkt_bkg_1.',
    ];
    for (const each of forged) expect(codeOf(await get(createDoor(), each))).toBe('invalid_token');
  });
});

describe('the keys of the identity provider', () => {
  let provider: Server;
  let down = false;
  let discoveries = 0;
  let origin = '';
  let sign: (kid?: string) => Promise<string>;

  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
    provider = createServer((asked, answer) => {
      if (down) return answer.writeHead(500).end();
      if (asked.url === '/jwks') return answer.end(JSON.stringify({ keys: [jwk] }));
      discoveries += 1;
      return answer.end(JSON.stringify({ issuer: origin, jwks_uri: `${origin}/jwks` }));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => provider.once('listening', resolve));
    const address = provider.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    origin = `http://127.0.0.1:${address.port}`;
    sign = (kid = 'key-1') =>
      new SignJWT({ sub: 'anna' })
        .setProtectedHeader({ alg: 'RS256', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setExpirationTime('5m')
        .sign(privateKey);
  });
  afterAll(() => new Promise((resolve) => provider.close(resolve)));

  test('are discovered once for many callers, and an outage is ours, not theirs', async () => {
    const door = createDoor({ keys: createProviderKeys(origin) });
    down = true;
    const outage = await get(door, await sign());
    expect([outage.status, codeOf(outage)]).toEqual([503, 'service_unavailable']);
    down = false;
    const token = await sign();
    const answers = await Promise.all(Array.from({ length: 10 }, () => get(door, token)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(discoveries).toBe(1);
    expect(codeOf(await get(door, await sign('unknown-key')))).toBe('invalid_token');
  });
});
