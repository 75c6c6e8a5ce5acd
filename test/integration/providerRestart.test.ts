import { randomUUID } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { inParallel } from '../../src/waiting';
import { shopKeys, startWebhookReceiver, stripeClient, temporaryFolder, until } from '../support/shop';

/** The provider as the program it is, so that it can be killed as one. */
interface Program {
  readonly url: string;
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await temporaryFolder();
  receiver = await startWebhookReceiver();
});

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  receiver.respondWith(() => 200);
});

afterAll(async () => {
  await receiver.close();
  await folder.remove();
});

const listening = z.looseObject({ msg: z.literal('listening'), url: z.string() });

async function startProgram(ledger: string, env: Readonly<Record<string, string>> = {}): Promise<Program> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, '../../src/provider/main.ts')], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      LEDGER_FILE: join(folder.path, ledger),
      PAYMENT_SECRET_KEY: shopKeys.secretKey,
      WEBHOOK_URL: receiver.url,
      WEBHOOK_SECRET: shopKeys.webhookSecret,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const parsed = listening.safeParse(JSON.parse(line));
      if (parsed.success) resolve(parsed.data.url);
    });
    child.once('exit', (code) => reject(new Error(`the provider ended with ${String(code)} before it listened`)));
  });
  return {
    url,
    async kill(signal) {
      child.kill(signal);
      await exited;
      running.delete(child);
    },
  };
}

const order = (n: number) =>
  ({
    amount: 100 + n,
    currency: 'eur',
    capture_method: 'manual',
    metadata: { booking_id: `bkg_${n}`, payment_id: `pay_${n}` },
  }) as const;
const ledgerView = z.object({
  payments: z.array(
    z.looseObject({ payment_id: z.string(), status: z.string(), captured: z.number(), captures: z.number() }),
  ),
  pending_webhooks: z.number(),
});
const audit = async (url: string) => ledgerView.parse(await (await fetch(`${url}/ledger`)).json());

it('keeps everything it ever answered, and does each request once, though it is killed under load', async () => {
  const ledger = `load-${randomUUID()}.jsonl`;
  const receivedBefore = receiver.received.length;
  let program = await startProgram(ledger);
  let killed: Promise<void> | undefined;
  const answered = new Map<number, string>();
  const pay = async (url: string, n: number): Promise<void> => {
    const stripe = stripeClient(url);
    const { id } = await stripe.paymentIntents.create(order(n), { idempotencyKey: `create-${n}` });
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }, { idempotencyKey: `confirm-${n}` });
    const { status } = await stripe.paymentIntents.capture(id, {}, { idempotencyKey: `capture-${n}` });
    answered.set(n, status);
    // At once, and with most not begun: those that are under way come to their end within milliseconds of each other.
    if (answered.size === 5) killed ??= program.kill('SIGKILL');
  };
  const numbers = Array.from({ length: 100 }, (_, n) => n);
  await expect(inParallel(numbers, 25, (n) => pay(program.url, n))).rejects.toThrow();
  await killed;
  const paidBeforeKill = [...answered.keys()];

  program = await startProgram(ledger);
  const after = await audit(program.url);
  for (const n of paidBeforeKill) {
    expect(after.payments.find(({ payment_id: id }) => id === `pay_${n}`)).toMatchObject({
      status: 'succeeded',
      captured: 100 + n,
    });
  }
  await Promise.all(numbers.map((n) => pay(program.url, n)));
  const end = await audit(program.url);
  expect(end.payments).toHaveLength(numbers.length);
  expect(end.payments.every(({ captures, status }) => captures === 1 && status === 'succeeded')).toBe(true);
  await until('every event is delivered', async () => (await audit(program.url)).pending_webhooks === 0);
  const events = receiver.received.slice(receivedBefore);
  expect(new Set(events.map(({ event }) => event.id)).size).toBe(numbers.length * 3);
  await program.kill('SIGTERM');
});

it('delivers after a restart what the shop had not taken before it', async () => {
  receiver.respondWith(() => 503);
  let program = await startProgram('webhooks.jsonl');
  const { id } = await stripeClient(program.url).paymentIntents.create(order(1));
  await until('an attempt', () => receiver.typesOf(id).length > 0);
  await program.kill('SIGKILL');
  const before = receiver.typesOf(id).length;
  receiver.respondWith(() => 200);
  program = await startProgram('webhooks.jsonl');
  await until('delivered', async () => (await audit(program.url)).pending_webhooks === 0);
  expect(receiver.typesOf(id).length).toBe(before + 1);
  await program.kill('SIGTERM');
});

it('ends a payment that was processing when it was killed, and keeps an open 3-D Secure page open', async () => {
  let program = await startProgram('processing.jsonl', { PROCESSING_MS: '3000', PUBLIC_URL: 'http://pay.example' });
  const create = async (card: string) => {
    const stripe = stripeClient(program.url);
    const { id } = await stripe.paymentIntents.create(order(2));
    return stripe.paymentIntents.confirm(id, { payment_method: card, return_url: 'https://shop.example/' });
  };
  const processing = await create('pm_card_skyhold_processing');
  const challenged = await create('pm_card_threeDSecure2Required');
  await program.kill('SIGKILL');
  program = await startProgram('processing.jsonl');
  const stripe = stripeClient(program.url);
  const statusOf = async (id: string) => (await stripe.paymentIntents.retrieve(id)).status;
  await until('authorised', async () => (await statusOf(processing.id)) === 'requires_capture');
  const page = new URL(challenged.next_action?.redirect_to_url?.url ?? '');
  expect(page.origin).toBe('http://pay.example');
  await fetch(`${program.url}${page.pathname}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ decision: 'approve' }),
  });
  expect(await statusOf(challenged.id)).toBe('requires_capture');
  await program.kill('SIGTERM');
});

it('cuts off a torn last line and goes on after it', async () => {
  let program = await startProgram('torn.jsonl');
  const { id } = await stripeClient(program.url).paymentIntents.create(order(3));
  await program.kill('SIGTERM');
  const file = join(folder.path, 'torn.jsonl');
  await appendFile(file, '{"at":1795385893164,"operation":"crea');
  program = await startProgram('torn.jsonl');
  const stripe = stripeClient(program.url);
  await stripe.paymentIntents.cancel(id);
  await program.kill('SIGTERM');
  program = await startProgram('torn.jsonl');
  expect(await stripeClient(program.url).paymentIntents.retrieve(id)).toMatchObject({ status: 'canceled' });
  expect((await readFile(file, 'utf8')).split('\n').every((line) => line === '' || line.endsWith('}'))).toBe(true);
  await program.kill('SIGTERM');
});

it('does not start with a live key or on a ledger that is not its own', async () => {
  await expect(startProgram('live.jsonl', { PAYMENT_SECRET_KEY: 'sk_live_1' })).rejects.toThrow('ended with 1');
  await appendFile(join(folder.path, 'foreign.jsonl'), '{"some":"thing"}\n');
  await expect(startProgram('foreign.jsonl')).rejects.toThrow('ended with 1');
});

it('sends what its endpoint is registered for, and nothing else', async () => {
  const program = await startProgram('registered.jsonl', { WEBHOOK_EVENTS: 'payment_intent.canceled' });
  const stripe = stripeClient(program.url);
  const { id } = await stripe.paymentIntents.create(order(7));
  await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
  await stripe.paymentIntents.cancel(id);
  await until('delivered', async () => (await audit(program.url)).pending_webhooks === 0);
  expect(receiver.typesOf(id)).toEqual(['payment_intent.canceled']);
  await program.kill('SIGTERM');
});
