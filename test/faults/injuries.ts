import type { Injury } from './cells';
import type { Stage } from './stage';
import { eventually } from '../support/eventually';

/** A fault that is under way for one booking. */
export interface Injured {
  /** Whether it really happened: a cell whose fault did not is not run. */
  readonly happened: () => boolean | Promise<boolean>;
  /** Ends it, whether or not it happened. */
  readonly over: () => void;
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
      const operation = injury.event === undefined ? 'PutItem' : 'TransactWriteItems';
      const containing = [bookingId, ...(injury.event === undefined ? [] : [`"S":"${injury.event}"`])];
      const { kind, times } = injury;
      const fault = product.proxies.dynamodb.set({ kind, operation, containing, times, ...ms(injury.ms) });
      return { happened: () => fault.fired() === times, over: fault.clear };
    }
    case 'start': {
      const operation = 'ExecuteMultiOperation';
      const rule = { kind: injury.kind, operation, containing: [bookingId], ...ms(injury.ms) };
      const fault = product.proxies.temporal.set(rule);
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
    case 'outage':
      return { happened: () => true, over: () => undefined };
  }
}

const keptWaitingMs = 1_500;

/** Keeps a step waiting and cancels, terminates or resets the workflow meanwhile. */
function layHandsOn(
  { product, temporal }: Stage,
  { point, does }: Extract<Injury, { at: 'operator' }>,
  bookingId: string,
): Injured {
  const armed = product.failpoints.arm(point, { do: 'pause', ms: keptWaitingMs }, bookingId);
  const handle = temporal.workflow.getHandle(bookingId);
  let done = false;
  let given = false;
  const act = async (): Promise<void> => {
    await eventually(`${point} is reached`, () => given || armed.hitBy() !== undefined, 120_000);
    if (given) return;
    if (does === 'cancel') await handle.cancel();
    if (does === 'terminate') await handle.terminate('by hand');
    if (does === 'reset') await reset(temporal, bookingId);
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
  };
}

/** Back to the first workflow task: everything is decided again, from a history without any of its effects. */
async function reset(temporal: Stage['temporal'], workflowId: string): Promise<void> {
  await temporal.workflowService.resetWorkflowExecution({
    namespace: temporal.options.namespace,
    workflowExecution: { workflowId },
    reason: 'by hand',
    requestId: `reset-${workflowId}`,
    workflowTaskFinishEventId: (await firstTaskEvent(temporal, workflowId)) as never,
  });
}

async function firstTaskEvent(temporal: Stage['temporal'], workflowId: string): Promise<number> {
  const { events } = await temporal.workflow.getHandle(workflowId).fetchHistory();
  const completed = events?.find((event) => event.workflowTaskCompletedEventAttributes);
  if (!completed) throw new Error('no workflow task has been completed to which one could go back');
  return Number(completed.eventId);
}
