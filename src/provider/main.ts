import pino from 'pino';
import { z } from 'zod';
import { createProvider } from './provider';
import { eventTypes } from './records';

/**
 * The payment provider as a program of its own. It reads its own environment, because the product knows it only by its
 * address, as it would know Stripe.
 */
const milliseconds = (fallback: number) => z.coerce.number().int().min(0).default(fallback);

const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(12111),
  LOG_LEVEL: z.string().default('info'),
  LEDGER_FILE: z.string().default('.skyhold/payments.jsonl'),
  PAYMENT_SECRET_KEY: z
    .string()
    .default('sk_test_skyhold_local')
    .refine((key) => !key.startsWith('sk_live_'), { error: 'this provider moves no money and takes no live key' }),
  WEBHOOK_URL: z.url().optional(),
  /** Of several, as the product may know while one is replaced, the first signs. */
  WEBHOOK_SECRET: z
    .string()
    .default('whsec_skyhold_local')
    .transform((secrets) => secrets.split(',', 1)[0]?.trim() ?? ''),
  /** What the endpoint is registered for, as Stripe's `enabled_events`: a list of types, or everything. */
  WEBHOOK_EVENTS: z
    .string()
    .default('*')
    .transform((events) => (events === '*' ? events : events.split(',').map((event) => event.trim())))
    .pipe(z.union([z.literal('*'), z.array(z.enum(eventTypes))])),
  PUBLIC_URL: z.url().optional(),
  PROCESSING_MS: milliseconds(1_500),
  /** Past the longest hold with its extension and grace, unless the product is run with other clocks. */
  LATE_SUCCESS_MS: milliseconds(31 * 60_000),
  FAULTS: z.enum(['true', 'false']).default('false'),
});

async function main(): Promise<void> {
  // A variable that is set to nothing counts as not set, as in the product's own configuration.
  const present = Object.entries(process.env).filter(([, value]) => value !== '');
  const env = environmentSchema.parse(Object.fromEntries(present));
  const logger = pino({ level: env.LOG_LEVEL, name: 'payment-provider' });
  const provider = await createProvider({
    ledgerFile: env.LEDGER_FILE,
    secretKey: env.PAYMENT_SECRET_KEY,
    ...(env.WEBHOOK_URL
      ? { webhook: { url: env.WEBHOOK_URL, secret: env.WEBHOOK_SECRET, events: env.WEBHOOK_EVENTS } }
      : {}),
    ...(env.PUBLIC_URL ? { publicUrl: env.PUBLIC_URL.replace(/\/$/, '') } : {}),
    delays: { soonMs: env.PROCESSING_MS, lateMs: env.LATE_SUCCESS_MS },
    faultSwitches: env.FAULTS === 'true',
    logger,
  });
  const url = await provider.listen(env.PORT, env.HOST);
  logger.info(
    { url, ledger: env.LEDGER_FILE, webhook: env.WEBHOOK_URL ?? null, faults: env.FAULTS === 'true' },
    'listening',
  );
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    provider.close().then(
      () => logger.info('stopped'),
      (error: unknown) => {
        logger.error({ err: error }, 'stopped with an error');
        process.exitCode = 1;
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`payment provider: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}\n`);
  process.exitCode = 1;
});
