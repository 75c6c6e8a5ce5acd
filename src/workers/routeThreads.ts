import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RouteComputing, SweptPairs } from '../activities/routeComputing';
import type { RouteNetwork } from '../domain/routing/router';
import type { ThreadAnswer, ThreadTask } from './routeThread';

/** Threads without work for so long are ended: a recompute comes once an hour. */
const idleMs = 60_000;

const threadFile = join(__dirname, 'routeThread');
/** Product and tests run from the source, which a thread has to learn to read before anything else; a loader of its parent does not reach its first file. */
const program = `${__filename.endsWith('.ts') ? "require('tsx/cjs');" : ''} require(${JSON.stringify(threadFile)});`;

interface Thread {
  /** The network that was sent to it last. */
  network: RouteNetwork | undefined;
  isEnded(): boolean;
  run(task: ThreadTask): Promise<unknown>;
  end(): Promise<unknown>;
}

/** Rejects what a thread works on when it ends meanwhile. A thread keeps no process alive. */
function startThread(): Thread {
  const worker = new Worker(program, { eval: true, execArgv: [] });
  worker.unref();
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  let [next, ended] = [0, false];
  function fail(error: Error): void {
    ended = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread that computed routes has ended')));
  worker.on('message', (answer: ThreadAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) asked?.reject(new Error(answer.error.message));
    else asked?.resolve(answer.result);
  });
  return {
    network: undefined,
    isEnded: () => ended,
    run: (task) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, task });
      }),
    end: () => worker.terminate(),
  };
}

/**
 * Computes routes in up to so many threads, beside the event loop. They are started when there is work, share the network's
 * arrays, and end when there has been none for a minute; one that dies fails what it worked on and is replaced.
 */
export function createRouteThreads(most: number): RouteComputing & { close(): Promise<void> } {
  const idle: Thread[] = [];
  const queue: ((thread: Thread) => void)[] = [];
  let working = 0;
  let ending: NodeJS.Timeout | undefined;

  async function take(): Promise<Thread> {
    clearTimeout(ending);
    if (working === most) return new Promise((resolve) => queue.push(resolve));
    working += 1;
    for (let thread = idle.pop(); thread; thread = idle.pop()) if (!thread.isEnded()) return thread;
    return startThread();
  }

  function giveBack(thread: Thread): void {
    const next = queue.shift();
    if (next) {
      next(thread.isEnded() ? startThread() : thread);
      return;
    }
    working -= 1;
    if (!thread.isEnded()) idle.push(thread);
    ending = setTimeout(() => void endIdle(), idleMs).unref();
  }

  async function endIdle(): Promise<void> {
    await Promise.all(idle.splice(0).map((thread) => thread.end()));
  }

  async function within<T>(work: (thread: Thread) => Promise<T>): Promise<T> {
    const thread = await take();
    try {
      return await work(thread);
    } finally {
      giveBack(thread);
    }
  }

  return {
    build: (packedPlan) => within(async (thread) => (await thread.run({ kind: 'build', packedPlan })) as RouteNetwork),

    sweep: (network, from, to) =>
      within(async (thread) => {
        if (thread.network !== network) await thread.run({ kind: 'use', network });
        thread.network = network;
        return (await thread.run({ kind: 'sweep', from, to })) as SweptPairs;
      }),

    /** Ends the threads. Precondition: nothing is asked for any more. */
    async close() {
      clearTimeout(ending);
      await endIdle();
    },
  };
}
