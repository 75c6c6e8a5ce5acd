import type { Injury } from './cells/kinds';
import type { Stage } from './stage';
import { eventually } from '../support/eventually';
import { sleep } from '../support/faults/rules';

/** A fault that is under way for one booking. */
export interface Injured {
  /** Whether it really happened: a cell whose fault did not is not run. */
  readonly happened: () => boolean | Promise<boolean>;
  /** Ends it, whether or not it happened. */
  readonly over: () => void;
  /** When a workflow was terminated, by the monotonic clock in ms. */
  readonly terminatedAt?: () => number | undefined;
}

export interface Victim {
  readonly bookingId: string;
  /** The payments that the journey makes, in their order. */
  readonly paymentIds: readonly string[];
}

const ms = (wanted: number | undefined) => (wanted === undefined ? {} : { ms: wanted });

/** Makes the fault ready before the journey begins. An outage begins later: the journey says when. */
export async function injure(stage: Stage, injury: Injury, { bookingId, paymentIds }: Victim): Promise<Injured> {
  const { product, provider } = stage;
  switch (injury.at) {
    case 'failpoint': {
      const point = product.failpoints.arm(injury.point, { do: injury.do, ...ms(injury.ms) }, bookingId);
      return { happened: () => point.hitBy() !== undefined, over: point.disarm };
    }
    case 'store': {
      const { kind, times, text } = injury;
      const operation = text === undefined ? 'PutItem' : 'TransactWriteItems';
      const containing = [bookingId, ...(text === undefined ? [] : [text])];
      const fault = product.proxies.dynamodb.set({ kind, operation, containing, times, ...ms(injury.ms) });
      return { happened: () => fault.fired() === times, over: fault.clear };
    }
    case 'cut_off':
      return cutOff(stage, injury, bookingId);
    case 'temporal': {
      const { message, kind } = injury;
      const operation = message === undefined ? 'ExecuteMultiOperation' : 'UpdateWorkflowExecution';
      const containing = [bookingId, ...(message === undefined ? [] : [message])];
      const fault = product.proxies.temporal.set({ kind, operation, containing, ...ms(injury.ms) });
      return { happened: () => fault.fired() === 1, over: fault.clear };
    }
    case 'provider': {
      const { operation, kind, times = 1 } = injury;
      await provider.setFault({ operation, kind, times, ...ms(injury.ms), booking_id: bookingId });
      return { happened: async () => (await provider.fired(bookingId, operation)) > 0, over: () => undefined };
    }
    case 'throttled_provider': {
      const containing = [`${paymentIds.at(-1) ?? ''}-${injury.operation}`];
      const fault = product.proxies.provider.set({
        kind: 'throttle',
        operation: injury.operation,
        containing,
        times: 2,
      });
      return { happened: () => fault.fired() === 2, over: fault.clear };
    }
    case 'operator':
      return layHandsOn(stage, injury, bookingId);
    case 'outage': {
      const before = product.proxies.temporal.refused();
      return { happened: () => product.proxies.temporal.refused() > before, over: () => undefined };
    }
    case 'outage_in_step':
      return takeAway(stage, injury.point, bookingId);
    case 'graph':
      return disturbGraph(stage, injury.kind);
    case 'clock':
      return { happened: () => stage.wasWorkedAt(bookingId, injury.offset), over: () => undefined };
  }
}

/**
 * The answer to a write is lost, and from then on the workers hear nothing of this booking's rows while everybody else does:
 * their calls are not refused, they hang, and arrive when nobody waits for them any more.
 */
function cutOff(
  { workersStore }: Stage,
  { text, ms: awayMs }: Extract<Injury, { at: 'cut_off' }>,
  bookingId: string,
): Injured {
  const containing = [bookingId, text];
  const lost = workersStore.set({ kind: 'drop_answer', operation: 'TransactWriteItems', containing });
  const away = workersStore.set({ kind: 'delay', ms: awayMs, containing: [bookingId], times: Infinity, after: lost });
  const comeBack = async (): Promise<void> => {
    await eventually('they are cut off', () => lost.fired() > 0, 120_000);
    await sleep(awayMs);
    away.clear();
  };
  // That it never came to it shows in `happened`.
  comeBack().catch(() => undefined);
  return {
    happened: () => lost.fired() === 1 && away.fired() > 0,
    over: () => {
      lost.clear();
      away.clear();
    },
  };
}

const keptWaitingMs = 1_500;

/** Keeps a step waiting, or kills its worker, and lays hands on the workflow meanwhile. */
function layHandsOn(
  { product, temporal }: Stage,
  { point, does, killed }: Extract<Injury, { at: 'operator' }>,
  bookingId: string,
): Injured {
  const how = killed ? ({ do: 'kill' } as const) : ({ do: 'pause', ms: keptWaitingMs } as const);
  const armed = product.failpoints.arm(point, how, bookingId);
  const handle = temporal.workflow.getHandle(bookingId);
  let done = false;
  let given = false;
  let terminatedAt: number | undefined;
  const act = async (): Promise<void> => {
    await eventually(`${point} is reached`, () => given || armed.hitBy() !== undefined, 120_000);
    if (given) return;
    if (does === 'cancel') await handle.cancel();
    if (does === 'terminate') {
      await handle.terminate('by hand');
      terminatedAt = performance.now();
    }
    if (does === 'reset' || does === 'forget') await reset(temporal, bookingId, does === 'forget' ? [updates] : []);
    done = true;
  };
  // What went wrong shows in `happened`.
  const acting = act().catch((error: unknown) => process.stderr.write(`${does} ${bookingId}: ${String(error)}\n`));
  return {
    happened: async () => {
      given ||= armed.hitBy() === undefined;
      await acting;
      return done;
    },
    over: () => {
      given = true;
      armed.disarm();
    },
    terminatedAt: () => terminatedAt,
  };
}

/** Temporal goes away while the step is under way, for longer than two holds. */
function takeAway({ product, outage }: Stage, point: string, bookingId: string): Injured {
  const armed = product.failpoints.arm(point, { do: 'pause', ms: keptWaitingMs }, bookingId);
  const before = product.proxies.temporal.refused();
  let given = false;
  const act = async (): Promise<void> => {
    await eventually(`${point} is reached`, () => given || armed.hitBy() !== undefined, 120_000);
    if (!given) await outage();
  };
  const acting = act().catch(() => undefined);
  return {
    happened: async () => {
      given ||= armed.hitBy() === undefined;
      await acting;
      return !given && product.proxies.temporal.refused() > before;
    },
    over: () => {
      given = true;
      armed.disarm();
    },
  };
}

const graphAwayMs = 5_000;

/** Neo4j is away or silent for some seconds from now on, or loses the next answer about ways. */
function disturbGraph({ product }: Stage, kind: 'away' | 'slow' | 'drop_answer'): Injured {
  const { neo4j } = product.proxies;
  if (kind === 'drop_answer') {
    const fault = neo4j.set({ kind, operation: 'send', containing: ['Route'] });
    return { happened: () => fault.fired() === 1, over: fault.clear };
  }
  const met = kind === 'away' ? neo4j.refused : neo4j.held;
  const [begin, end] = kind === 'away' ? [neo4j.goAway, neo4j.comeBack] : [neo4j.pause, neo4j.resume];
  const before = met();
  begin();
  const timer = setTimeout(end, graphAwayMs);
  return {
    happened: () => met() > before,
    over: () => {
      clearTimeout(timer);
      end();
    },
  };
}

// temporal.api.enums.v1.ResetReapplyExcludeType
const updates = 2;

/**
 * Back to the first workflow task: everything is decided again, from a history without any of its effects. What came since is
 * handed to it again, but for `forgotten`.
 */
async function reset(temporal: Stage['temporal'], workflowId: string, forgotten: readonly number[]): Promise<void> {
  await temporal.workflowService.resetWorkflowExecution({
    namespace: temporal.options.namespace,
    workflowExecution: { workflowId },
    reason: 'by hand',
    requestId: `reset-${workflowId}`,
    resetReapplyExcludeTypes: [...forgotten],
    workflowTaskFinishEventId: (await firstTaskEvent(temporal, workflowId)) as never,
  });
}

/** Where the first workflow task ended, or began if it is under way still. */
async function firstTaskEvent(temporal: Stage['temporal'], workflowId: string): Promise<number> {
  const { events = [] } = await temporal.workflow.getHandle(workflowId).fetchHistory();
  const found =
    events?.find((event) => event.workflowTaskCompletedEventAttributes) ??
    events?.find((event) => event.workflowTaskStartedEventAttributes);
  if (!found) throw new Error('no workflow task has begun to which one could go back');
  return Number(found.eventId);
}
