import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import Stripe from 'stripe';
import { z } from 'zod';
import { createProvider, type ProviderOptions } from '../../src/provider/provider';

/** A shop as the payment provider sees it: the receiving end of its webhooks, and a client of the real `stripe` package. */
export const shopKeys = { secretKey: 'sk_test_shop', webhookSecret: 'whsec_shop' } as const;

interface ReceivedWebhook {
  readonly at: number;
  readonly body: string;
  readonly signature: string;
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly objectId: string;
    readonly status: string | undefined;
  };
}

const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({ object: z.object({ id: z.string(), status: z.string().optional() }) }),
});

/** Receives webhooks. `respond` decides the status of each answer; 200 unless told otherwise. */
export async function startWebhookReceiver() {
  const received: ReceivedWebhook[] = [];
  let respond: (count: number) => number | Promise<number> = () => 200;
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { id, type, data } = eventSchema.parse(JSON.parse(body));
      const event = { id, type, objectId: data.object.id, status: data.object.status };
      received.push({ at: Date.now(), body, signature: String(req.headers['stripe-signature']), event });
      Promise.resolve(respond(received.length)).then(
        (status) => res.writeHead(status).end(),
        (error: unknown) => res.destroy(error instanceof Error ? error : undefined),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    typesOf: (intentId: string) =>
      received.filter(({ event }) => event.objectId === intentId).map(({ event }) => event.type),
    respondWith(rule: (count: number) => number | Promise<number>) {
      respond = rule;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'skyhold-provider-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A provider in this process on a free port, with short delays and its fault switches on. */
export async function startProvider(ledgerFile: string, options: Partial<ProviderOptions> = {}) {
  const provider = await createProvider({
    ledgerFile,
    secretKey: shopKeys.secretKey,
    delays: { soonMs: 150, lateMs: 400 },
    faultSwitches: true,
    logger: pino({ level: 'silent' }),
    ...options,
  });
  const url = await provider.listen(0, '127.0.0.1');
  return { url, address: addressOf(url), close: () => provider.close() };
}

function addressOf(url: string): { host: string; port: number; protocol: 'http' } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port), protocol: 'http' };
}

/** The real client, as a shop would build it. */
export function stripeClient(url: string, secretKey: string = shopKeys.secretKey): Stripe {
  return new Stripe(secretKey, { ...addressOf(url), telemetry: false, maxNetworkRetries: 0, timeout: 10_000 });
}

/** Waits until the condition holds, asking again at short intervals, and fails with its name after the limit. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The refusal a request is expected to meet. Fails when it meets none, or something else. */
export async function refusalOf(work: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error(`expected a refusal, got ${String(error)}`);
}
