import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Named points at which a test may let a process die, stall or fail. A point is armed by a file in a folder that only the
 * test mode knows (`config.failpoints`); without a folder there is nothing to arm, and reaching a point does nothing.
 */
export interface Failpoints {
  /** Passes a point. `bookingId` lets a test arm it for one booking alone. */
  readonly reach: (point: string, bookingId?: string) => Promise<void>;
  /** The same function with `<step>.before` and `<step>.after` around it. */
  readonly around: <A extends unknown[], R>(
    step: string,
    work: (...args: A) => Promise<R>,
  ) => (...args: A) => Promise<R>;
}

const orderSchema = z.strictObject({
  do: z.enum(['kill', 'pause', 'error']),
  ms: z.number().int().min(0).max(600_000).default(1000),
  message: z.string().default('a failpoint was armed'),
  /** Only the n-th passage fires, counted over all processes. */
  nth: z.number().int().min(1).default(1),
});
type Order = z.infer<typeof orderSchema>;
const pointName = /^\w+\.(before|after)(@[\w-]+)?$/;

/** `folder` holds the armed points as files `<point>` or `<point>@<booking id>`; undefined makes every point inert. */
export function createFailpoints(folder: string | undefined): Failpoints {
  const reach = async (point: string, bookingId?: string): Promise<void> => {
    if (folder === undefined) return;
    const names = bookingId === undefined ? [point] : [point, `${point}@${bookingId}`];
    for (const name of names) await carryOut(takeOrder(folder, name), name);
  };
  return {
    reach,
    around: (step, work) =>
      folder === undefined
        ? work
        : async (...args) => {
            await reach(`${step}.before`, bookingIdIn(args));
            const result = await work(...args);
            await reach(`${step}.after`, bookingIdIn(args));
            return result;
          },
  };
}

/** The booking that a step works on: its first argument is the id, or has it. */
function bookingIdIn([first]: readonly unknown[]): string | undefined {
  if (typeof first === 'string') return first;
  if (typeof first !== 'object' || first === null || !('bookingId' in first)) return undefined;
  return typeof first.bookingId === 'string' ? first.bookingId : undefined;
}

/** Takes the order by renaming its file, which one process alone can do; the new name is the proof that it was carried out. */
function takeOrder(folder: string, name: string): Order | undefined {
  const file = join(folder, name);
  if (!pointName.test(name) || !existsSync(file)) return undefined;
  try {
    const order = orderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (countPassage(file) !== order.nth) return undefined;
    renameSync(file, `${file}.hit.${process.pid}`);
    return order;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Which passage this is, over all processes: each leaves a file that can be made once. */
function countPassage(file: string): number {
  for (let n = 1; ; n++) {
    try {
      writeFileSync(`${file}.passage.${n}`, `${process.pid}\n`, { flag: 'wx' });
      return n;
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }
}

async function carryOut(order: Order | undefined, name: string): Promise<void> {
  switch (order?.do) {
    case undefined:
      return;
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    case 'pause':
      return new Promise((resolve) => setTimeout(resolve, order.ms));
    case 'error':
      throw new Error(`${name}: ${order.message}`);
  }
}

function isErrno(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
