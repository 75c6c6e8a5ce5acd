import { createServer, type Server } from 'node:net';
import { loadStackConfig } from '../../src/config';
import { StackError } from '../../src/stack/errors';
import { choosePorts, productEnvironment, stackParts } from '../../src/stack/plan';

const occupied: Server[] = [];
/** A port that some other program uses. */
async function occupy(): Promise<number> {
  const server = createServer();
  occupied.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}
afterAll(() => occupied.forEach((server) => server.close()));

const remembered = { temporal: 0, temporalUi: 0, dynamodb: 0, neo4j: 0, provider: 0, identity: 0 };

describe('the ports of the stack', () => {
  it('stay what they were, so that addresses and tokens stay good', async () => {
    const config = loadStackConfig({ PORT: '0' });
    const first = await choosePorts(config, remembered, new Set());
    expect(new Set(Object.values(first)).size).toBe(7);
    const running = new Set(['temporal', 'dynamodb', 'neo4j', 'provider', 'identity'] as const);
    expect(await choosePorts(config, first, running)).toEqual({ ...first, api: expect.any(Number) });
  });

  it('give way to another program, each to the next free one', async () => {
    const taken = await occupy();
    const chosen = await choosePorts(loadStackConfig({ PORT: '0' }), { ...remembered, dynamodb: taken }, new Set());
    expect(chosen.dynamodb).toBeGreaterThan(taken);
  });

  it('do not give way for the API, whose port is asked for by number: that is refused with the command that helps', async () => {
    const taken = await occupy();
    const choosing = choosePorts(loadStackConfig({ PORT: String(taken) }), remembered, new Set());
    await expect(choosing).rejects.toThrow(StackError);
    await expect(choosing).rejects.toThrow(`PORT=${taken + 1} npm start`);
  });
});

describe('the plan of the stack', () => {
  const ports = {
    api: 3000,
    temporal: 7001,
    temporalUi: 7002,
    dynamodb: 7003,
    neo4j: 7004,
    provider: 7005,
    identity: 7006,
  };
  const plan = (environment: Record<string, string>) => {
    const config = loadStackConfig(environment);
    const told = productEnvironment(config, ports);
    return { told, parts: stackParts(config, ports, told) };
  };

  it('starts every part, each after those it needs', () => {
    const { parts } = plan({});
    const seen = new Set<string>();
    for (const part of parts) {
      for (const needed of part.needs) expect([...seen]).toContain(needed);
      seen.add(part.name);
    }
    expect([...seen].sort()).toEqual([
      'api',
      'dynamodb',
      'identity',
      'neo4j',
      'provider',
      'temporal',
      'worker:booking',
      'worker:search',
    ]);
  });

  it('uses a server that the environment names as it is', () => {
    const { parts, told } = plan({ TEMPORAL_ADDRESS: 'temporal.example:7233', OIDC_ISSUER: 'https://id.example.com' });
    expect(parts.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['temporal', 'identity']));
    expect(parts.flatMap(({ needs }) => needs)).not.toContain('temporal');
    expect(told).toMatchObject({
      TEMPORAL_ADDRESS: 'temporal.example:7233',
      OIDC_ISSUER: 'https://id.example.com',
      DYNAMODB_ENDPOINT: 'http://127.0.0.1:7003',
    });
    expect(told).not.toHaveProperty('TEMPORAL_UI_URL');
  });

  it('hands on what the launcher was told, so that a part started by hand is told the same', () => {
    expect(plan({ HOLD_SECONDS: '20', HOME: '/root' }).told).toMatchObject({
      HOLD_SECONDS: '20',
      PORT: '3000',
      AWS_ACCESS_KEY_ID: 'local',
    });
    expect(plan({ HOME: '/root' }).told).not.toHaveProperty('HOME');
  });
});
