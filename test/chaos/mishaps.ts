import { Client, Connection } from '@temporalio/client';
import { createChance } from '../../src/domain/demo/chance';
import type { SetFault } from '../support/faults/rules';
import type { ArmedFailpoint } from '../support/failpoints';
import type { Product, ProgramName } from '../support/product';
import { testServers } from '../support/servers';
import { count, type Tally } from './talking';

/** A program that may be killed, and how it is started again. */
export interface Mortal {
  readonly program: ProgramName;
  readonly start: () => Promise<unknown>;
}
export interface MishapOptions {
  readonly product: Product;
  readonly seed: number;
  readonly mortals: readonly Mortal[];
  /** The booking under way that a share in [0, 1) falls to, to terminate its workflow; undefined leaves the workflows alone. */
  readonly someBooking: ((share: number) => string | undefined) | undefined;
}

const steps = [
  ...(['holdSeats', 'extendHold', 'changeSeats', 'secureSeats', 'confirmSeats', 'ticketBooking'] as const),
  ...(['closeBooking', 'recordPayment'] as const),
  ...(['authorisePayment', 'retrievePayment', 'capturePayment', 'stopPayment'] as const),
];
const storeOperations = [
  ...(['TransactWriteItems', 'TransactWriteItems', 'TransactWriteItems', 'PutItem', 'GetItem'] as const),
  ...(['DeleteItem', 'UpdateItem', 'Query', 'BatchGetItem'] as const),
];
const storeKinds = ['drop_request', 'drop_answer', 'delay', 'delay_answer', 'error', 'throttle', 'conflict'] as const;
const providerOperations = ['create', 'confirm', 'capture', 'cancel', 'retrieve', 'refund'] as const;
const providerKinds = ['drop_request', 'drop_answer', 'delay', 'delay_answer', 'error'] as const;
const temporalOperations = [
  ...(['ExecuteMultiOperation', 'UpdateWorkflowExecution', 'SignalWorkflowExecution'] as const),
  ...(['RespondWorkflowTaskCompleted', 'RespondActivityTaskCompleted', 'PollWorkflowTaskQueue'] as const),
];
const temporalKinds = ['drop_request', 'drop_answer', 'delay', 'error'] as const;
const webhookKinds = ['drop_answer', 'delay', 'drop_request'] as const;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * What goes wrong while customers book: the n-th mishap is decided by seed and n. Nothing counts as having happened
 * before it has: a rule by how often it fired, a failpoint by the file that its process left.
 */
export function createMishaps({ product, seed, mortals, someBooking }: MishapOptions) {
  const { proxies, failpoints, providerUrl } = product;
  const chance = createChance(seed);
  const happened: Tally = new Map();
  const rules: { readonly what: string; readonly fault: SetFault }[] = [];
  const armed: { readonly what: string; readonly point: ArmedFailpoint }[] = [];
  const starting = new Set<ProgramName>();
  const underWay = new Set<Promise<void>>();
  let temporal: Connection | undefined;
  let isOver = false;

  async function restart({ program, start }: Mortal): Promise<void> {
    if (starting.has(program)) return;
    starting.add(program);
    try {
      await start();
    } finally {
      starting.delete(program);
    }
  }

  async function kill(n: number, mortal: Mortal): Promise<void> {
    if (starting.has(mortal.program) || !product.isRunning(mortal.program)) return;
    starting.add(mortal.program);
    await product.kill(mortal.program);
    count(happened, `kill -9 ${mortal.program}`);
    await sleep(chance.between(`mishap/${n}/down`, 0, 4000));
    starting.delete(mortal.program);
    await restart(mortal);
  }

  function setRule(n: number): void {
    const key = `mishap/${n}`;
    const times = chance.between(`${key}/times`, 1, 4);
    const ms = chance.between(`${key}/ms`, 200, 4000);
    const nth = chance.between(`${key}/nth`, 1, 5);
    const where = chance.pick(`${key}/where`, ['dynamodb', 'dynamodb', 'provider', 'temporal'] as const);
    switch (where) {
      case 'dynamodb': {
        const operation = chance.pick(`${key}/op`, storeOperations as unknown as [string, ...string[]]);
        const kind = chance.pick(`${key}/kind`, storeKinds);
        rules.push({ what: `dynamodb ${kind}`, fault: proxies.dynamodb.set({ operation, kind, times, nth, ms }) });
        return;
      }
      case 'provider': {
        const operation = chance.pick(`${key}/op`, providerOperations);
        const kind = chance.pick(`${key}/kind`, providerKinds);
        rules.push({ what: `provider ${kind}`, fault: proxies.provider.set({ operation, kind, times, nth, ms }) });
        return;
      }
      case 'temporal': {
        const operation = chance.pick(`${key}/op`, temporalOperations as unknown as [string, ...string[]]);
        const kind = chance.pick(`${key}/kind`, temporalKinds);
        rules.push({ what: `temporal ${kind}`, fault: proxies.temporal.set({ operation, kind, nth, ms }) });
      }
    }
  }

  async function outage(n: number): Promise<void> {
    const ms = chance.between(`mishap/${n}/outage`, 500, 4000);
    const where = chance.pick(`mishap/${n}/where`, ['dynamodb', 'provider', 'temporal'] as const);
    if (where === 'temporal') proxies.temporal.goAway();
    else proxies[where].pause();
    count(happened, `${where} away`);
    await sleep(ms);
    if (where === 'temporal') proxies.temporal.comeBack();
    else proxies[where].resume();
  }

  function armFailpoint(n: number): void {
    const step = chance.pick(`mishap/${n}/step`, steps as unknown as [string, ...string[]]);
    const when = chance.pick(`mishap/${n}/when`, ['before', 'after'] as const);
    const order = chance.pick(`mishap/${n}/order`, ['kill', 'pause', 'pause', 'error'] as const);
    const what = `${order} ${when} a step`;
    for (const one of armed.filter((a) => a.point.hitBy() !== undefined)) settle(one);
    armed.push({ what, point: failpoints.arm(`${step}.${when}`, { do: order, ms: 6000, nth: 1 }) });
  }
  function settle(one: (typeof armed)[number]): void {
    if (one.point.hitBy() !== undefined) count(happened, one.what);
    armed.splice(armed.indexOf(one), 1);
  }

  async function disturbWebhooks(n: number): Promise<void> {
    const kind = chance.pick(`mishap/${n}/kind`, webhookKinds);
    const times = chance.between(`mishap/${n}/times`, 1, 10);
    const response = await fetch(`${providerUrl}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ operation: 'webhook', kind, times, ms: 3000 }),
    }).catch(() => undefined);
    if (response?.ok) count(happened, `webhooks ${kind}`, times);
  }

  async function terminate(n: number): Promise<void> {
    const bookingId = someBooking?.(chance.share(`mishap/${n}/whose`));
    if (bookingId === undefined) return;
    temporal ??= await Connection.connect({ address: testServers().temporalAddress });
    const client = new Client({ connection: temporal });
    const ended = await client.workflow
      .getHandle(bookingId)
      .terminate('chaos')
      .then(
        () => true,
        () => false,
      );
    if (ended) count(happened, 'workflow terminated');
  }

  async function strike(n: number): Promise<void> {
    const dice = chance.share(`mishap/${n}`);
    if (dice < 0.06) return kill(n, chance.pick(`mishap/${n}/who`, mortals as [Mortal, ...Mortal[]]));
    if (dice < 0.1) return outage(n);
    if (dice < 0.22) return armFailpoint(n);
    if (dice < 0.3) return disturbWebhooks(n);
    if (dice < 0.36) return terminate(n);
    return setRule(n);
  }

  /** Starts again what a failpoint has killed. */
  const watchman = setInterval(() => {
    for (const mortal of mortals)
      if (!product.isRunning(mortal.program) && !starting.has(mortal.program)) track(restart(mortal));
  }, 500);

  function track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => count(happened, `could not: ${error instanceof Error ? error.message : 'unknown'}`))
      .finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  }

  /** How often each kind of mishap really happened. */
  function tally(): Tally {
    const all: Tally = new Map(happened);
    for (const { what, fault } of rules) count(all, what, fault.fired());
    return new Map([...all].filter(([, times]) => times > 0).sort());
  }

  return {
    strike: (n: number): void => {
      if (!isOver) track(strike(n));
    },
    tally,
    /** No more mishaps, and everything that was killed runs again. */
    async calm(): Promise<void> {
      isOver = true;
      while (underWay.size > 0) await Promise.all([...underWay]);
      clearInterval(watchman);
      proxies.clearAll();
      for (const one of [...armed]) {
        settle(one);
        one.point.disarm();
      }
      await fetch(`${providerUrl}/faults`, { method: 'DELETE' }).catch(() => undefined);
      for (const mortal of mortals) if (!product.isRunning(mortal.program)) await restart(mortal);
      await temporal?.close();
    },
  };
}
export type Mishaps = ReturnType<typeof createMishaps>;
