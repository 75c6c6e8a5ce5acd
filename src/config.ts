import { loadClientConnectConfig } from '@temporalio/envconfig';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/**
 * Environment -> typed, frozen Config. The only reader of `process.env`.
 * `.env.example` lists every variable and is tested against `environmentSchema`.
 */
const seconds = (fallback: number) => z.coerce.number().positive().default(fallback);
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);
// No default here: an absent limit follows LIMITS, and a default within an optional would hide the absence.
const ownCount = z.coerce.number().int().positive().optional();
const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);
const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false'])
    .default(fallback ? 'true' : 'false')
    .transform((v) => v === 'true');
const list = z
  .string()
  .default('')
  .transform((v) =>
    v
      .split(',')
      .map((s) => s.trim())
      .filter(Boolean),
  );

/** Secrets that `npm start` uses on one machine. Refused in production. */
export const developmentSecrets = {
  BOOKING_ID_SECRET: 'development-only-booking-id-secret',
  BOOKING_TOKEN_SECRET: 'development-only-booking-token-secret',
  SEALING_KEY: 'ZGV2ZWxvcG1lbnQtb25seS1zZWFsaW5nLWtleS0zMmI=',
  PAYMENT_SECRET_KEY: 'sk_test_skyhold_local',
  PAYMENT_WEBHOOK_SECRETS: 'whsec_skyhold_local',
} as const;

export const environmentSchema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port(3000),
  METRICS_PORT: port(0),
  PUBLIC_URL: z.url().optional(),
  CORS_ORIGINS: list,
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  LIMITS: z.enum(['wide', 'tight']).optional(),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_UI_URL: z.url().optional(),
  WORKFLOW_STACK_TRACES: z.enum(['true', 'false']).default('false'),
  BOOKING_TASK_QUEUE: z.string().default('skyhold-booking'),
  SEARCH_TASK_QUEUE: z.string().default('skyhold-search'),
  DYNAMODB_ENDPOINT: z.url().optional(),
  AWS_REGION: z.string().default('eu-west-1'),
  TABLE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_.-]*$/)
    .default('skyhold-'),
  NEO4J_URI: z.string().default('bolt://127.0.0.1:7687'),
  NEO4J_USER: z.string().default('neo4j'),
  NEO4J_PASSWORD: z.string().default(''),
  GRAPH_LABEL_SUFFIX: z
    .string()
    .regex(/^[A-Za-z0-9]*$/)
    .default(''),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  PAYMENT_URL: z.url().default('http://127.0.0.1:12111'),
  PAYMENT_SECRET_KEY: z.string().default(developmentSecrets.PAYMENT_SECRET_KEY),
  PAYMENT_WEBHOOK_SECRETS: z.string().default(developmentSecrets.PAYMENT_WEBHOOK_SECRETS),
  OIDC_ISSUER: z.url().default('http://127.0.0.1:8090'),
  OIDC_AUDIENCE: z.string().default('skyhold'),
  BOOKING_ID_SECRET: z.string().min(16).default(developmentSecrets.BOOKING_ID_SECRET),
  BOOKING_TOKEN_SECRET: z.string().min(16).default(developmentSecrets.BOOKING_TOKEN_SECRET),
  SEALING_KEY: z.base64().default(developmentSecrets.SEALING_KEY),
  HOLD_SECONDS: seconds(15 * 60),
  EXTENSION_SECONDS: seconds(5 * 60),
  HARD_CAP_SECONDS: seconds(25 * 60),
  PAYMENT_GRACE_SECONDS: seconds(5 * 60),
  CONFIRM_BUDGET_SECONDS: seconds(5 * 60),
  STORE_GRACE_SECONDS: seconds(30),
  HOLD_BY_SECONDS: seconds(10),
  RECONCILE_EVERY_SECONDS: count(10),
  RECONCILE_AFTER_SECONDS: seconds(30),
  RECONCILE_PAYMENTS_SECONDS: seconds(60 * 60),
  HOLDS_PER_USER: ownCount,
  HOLDS_PER_ADDRESS: ownCount,
  HOLDS_PER_PARTNER: ownCount,
  REQUESTS_PER_MINUTE: ownCount,
  REQUESTS_PER_ADDRESS: ownCount,
  BOOKING_HORIZON_DAYS: count(361),
  RECOMPUTE_EVERY_MINUTES: count(360),
  MATERIALISE_DAYS: count(3),
  DEMO_NETWORK: flag(true),
  DEMO_SEED: count(20160801),
  IMPORT_FOLDER: z.string().default('.skyhold/imports'),
  READY_FILE: z.string().optional(),
  VIOLATIONS_FILE: z.string().optional(),
  SKYHOLD_FAILPOINTS: z.string().optional(),
});

/** What the launcher of the local servers and the identity provider understand on top of that. */
export const stackEnvironmentSchema = z.object({
  SKYHOLD_HOME: z.string().default('.skyhold'),
  SKYHOLD_CACHE: z.string().optional(),
  JAVA_HOME: z.string().optional(),
});

type Environment = z.infer<typeof environmentSchema>;

/** Durations of a booking, in seconds. BOOKING clocks: hold, extension, cap, grace for a payment in flight, confirm budget, clock skew. */
export interface BookingClocks {
  readonly holdSeconds: number;
  readonly extensionSeconds: number;
  readonly hardCapSeconds: number;
  readonly paymentGraceSeconds: number;
  readonly confirmBudgetSeconds: number;
  readonly storeGraceSeconds: number;
  readonly holdBySeconds: number;
}

export type Config = ReturnType<typeof toConfig>;

function toConfig(env: Environment) {
  // Wide limits let a thousand callers on one machine try the product; the tight preset is what strangers get.
  const wide = (env.LIMITS ?? (env.NODE_ENV === 'production' ? 'tight' : 'wide')) === 'wide';
  const payment = new URL(env.PAYMENT_URL);
  return {
    mode: env.NODE_ENV,
    /** A file to write once this process does its work; how the launcher knows a worker is ready. */
    readyFile: env.READY_FILE,
    /** A file to which the stream auditor adds a line for each write that the protocol does not know. */
    violationsFile: env.VIOLATIONS_FILE,
    /** The folder in which tests arm failpoints. Known in test mode alone: without it no failpoint can be triggered. */
    failpoints: env.NODE_ENV === 'test' ? env.SKYHOLD_FAILPOINTS : undefined,
    logLevel: env.LOG_LEVEL,
    api: {
      host: env.HOST,
      port: env.PORT,
      metricsPort: env.METRICS_PORT,
      publicUrl: env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`,
      corsOrigins: env.CORS_ORIGINS,
      trustProxy: env.TRUST_PROXY,
    },
    limits: {
      holdsPerUser: env.HOLDS_PER_USER ?? (wide ? 1000 : 2),
      holdsPerAddress: env.HOLDS_PER_ADDRESS ?? (wide ? 100_000 : 20),
      holdsPerPartner: env.HOLDS_PER_PARTNER ?? (wide ? 100_000 : 200),
      requestsPerMinute: env.REQUESTS_PER_MINUTE ?? (wide ? 1_000_000 : 600),
      /** A minute as well: of everybody behind one address together. */
      requestsPerAddress: env.REQUESTS_PER_ADDRESS ?? (wide ? 10_000_000 : 6000),
    },
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      uiUrl: env.TEMPORAL_UI_URL,
      bookingTaskQueue: env.BOOKING_TASK_QUEUE,
      searchTaskQueue: env.SEARCH_TASK_QUEUE,
      /** Whether bookings show where in their code they wait (the Web UI's Stack Trace) and fail: a fifth of a workflow's CPU. */
      bookingStackTraces: env.WORKFLOW_STACK_TRACES === 'true',
    },
    dynamodb: { endpoint: env.DYNAMODB_ENDPOINT, region: env.AWS_REGION, tablePrefix: env.TABLE_PREFIX },
    neo4j: {
      uri: env.NEO4J_URI,
      user: env.NEO4J_USER,
      password: env.NEO4J_PASSWORD,
      labelSuffix: env.GRAPH_LABEL_SUFFIX,
    },
    /** Redis or Valkey, where there is one; it may hold the password, so it is never logged. */
    redisUrl: env.REDIS_URL,
    payments: {
      protocol: payment.protocol.replace(':', '') as 'http' | 'https',
      host: payment.hostname,
      port: Number(payment.port || (payment.protocol === 'https:' ? 443 : 80)),
      secretKey: env.PAYMENT_SECRET_KEY,
      webhookSecrets: env.PAYMENT_WEBHOOK_SECRETS.split(',').map((s) => s.trim()),
    },
    identity: { issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE },
    secrets: { bookingId: env.BOOKING_ID_SECRET, bookingToken: env.BOOKING_TOKEN_SECRET, sealingKey: env.SEALING_KEY },
    clocks: {
      holdSeconds: env.HOLD_SECONDS,
      extensionSeconds: env.EXTENSION_SECONDS,
      hardCapSeconds: env.HARD_CAP_SECONDS,
      paymentGraceSeconds: env.PAYMENT_GRACE_SECONDS,
      confirmBudgetSeconds: env.CONFIRM_BUDGET_SECONDS,
      storeGraceSeconds: env.STORE_GRACE_SECONDS,
      holdBySeconds: env.HOLD_BY_SECONDS,
    } satisfies BookingClocks,
    reconciling: {
      everySeconds: env.RECONCILE_EVERY_SECONDS,
      afterSeconds: env.RECONCILE_AFTER_SECONDS,
      recentSeconds: env.RECONCILE_PAYMENTS_SECONDS,
      /** An authorisation lives for about a week. */
      allSeconds: 8 * 86_400,
    },
    network: {
      horizonDays: env.BOOKING_HORIZON_DAYS,
      recomputeEveryMinutes: env.RECOMPUTE_EVERY_MINUTES,
      materialiseDays: env.MATERIALISE_DAYS,
      demo: env.DEMO_NETWORK,
      demoSeed: env.DEMO_SEED,
      importFolder: resolve(env.IMPORT_FOLDER),
    },
  } as const;
}

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) deepFreeze(member);
  return Object.freeze(value);
}

/** Thrown with one line per wrong variable: its name, what is wrong, what is expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment. Throws ConfigError when a variable is wrong or a development secret is used in production. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'));
  }
  if (parsed.data.NODE_ENV === 'production') refuseDevelopmentValues(parsed.data);
  return deepFreeze(toConfig(parsed.data));
}

function refuseDevelopmentValues(env: Environment): void {
  const faults = Object.entries(developmentSecrets)
    .filter(([name, value]) => env[name as keyof typeof developmentSecrets].split(',').includes(value))
    .map(([name]) => `${name}: set a secret of your own in production`);
  if (env.SKYHOLD_FAILPOINTS !== undefined) {
    faults.push('SKYHOLD_FAILPOINTS: failpoints belong to test mode and are refused in production');
  }
  if (!env.OIDC_ISSUER.startsWith('https://')) {
    faults.push(
      'OIDC_ISSUER: an https address is expected; the local identity provider signs anything for anyone and is refused in production',
    );
  }
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
}

export type StackConfig = ReturnType<typeof loadStackConfig>;

/**
 * What the launcher works with: the product's configuration, which servers somebody else provides (an address in the
 * environment), and the environment itself, which it hands on to the programs it starts.
 */
export function loadStackConfig(environment: NodeJS.ProcessEnv = process.env) {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const product = loadConfig(present);
  const parsed = stackEnvironmentSchema.parse(present);
  return {
    product,
    home: resolve(parsed.SKYHOLD_HOME),
    cache: resolve(parsed.SKYHOLD_CACHE ?? join(homedir(), '.cache', 'skyhold')),
    javaHome: parsed.JAVA_HOME,
    given: {
      temporal: present['TEMPORAL_ADDRESS'],
      dynamodb: present['DYNAMODB_ENDPOINT'],
      neo4j: present['NEO4J_URI'],
      provider: present['PAYMENT_URL'],
      identity: present['OIDC_ISSUER'],
    },
    environment: present,
  };
}

/**
 * How to reach Temporal: the address, and TLS, API key and headers by the variables that every Temporal client
 * understands (`TEMPORAL_TLS_...`, `TEMPORAL_API_KEY`).
 */
export function temporalConnectionOptions(config: Config, environment: NodeJS.ProcessEnv = process.env) {
  const variables = Object.fromEntries(Object.entries(environment).flatMap(([k, v]) => (v ? [[k, v]] : [])));
  const { connectionOptions } = loadClientConnectConfig({ disableFile: true, overrideEnvVars: variables });
  return { ...connectionOptions, address: config.temporal.address };
}
