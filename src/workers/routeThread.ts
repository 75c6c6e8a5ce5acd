import { parentPort } from 'node:worker_threads';
import { createComputingHere } from '../activities/routeComputing';
import type { RouteNetwork } from '../domain/routing/router';

/** What a thread is asked for. A network is sent once, and meant by all that follow. */
export type ThreadTask =
  | { readonly kind: 'build'; readonly packedPlan: string }
  | { readonly kind: 'use'; readonly network: RouteNetwork }
  | { readonly kind: 'sweep'; readonly from: number; readonly to: number };

export type ThreadAnswer = { readonly id: number } & (
  { readonly result: unknown } | { readonly error: { readonly message: string } }
);

const computing = createComputingHere();
let network: RouteNetwork | undefined;

async function perform(task: ThreadTask): Promise<unknown> {
  switch (task.kind) {
    case 'build':
      return shared(await computing.build(task.packedPlan));
    case 'use':
      network = task.network;
      return undefined;
    case 'sweep':
      if (!network) throw new Error('a network must be sent before it is swept');
      return computing.sweep(network, task.from, task.to);
  }
}

/** The same with its arrays in shared memory: sent to another thread, they are not copied. */
function shared({ graph, week }: RouteNetwork): RouteNetwork {
  return { graph: sharedArrays(graph), week: week && sharedArrays(week) };
}

function sharedArrays<T extends object>(tables: T): T {
  const members = Object.entries(tables).map(([name, value]: [string, unknown]) => [name, sharedArray(value)]);
  return Object.fromEntries(members) as T;
}

function sharedArray(value: unknown): unknown {
  if (value instanceof Int32Array) return filled(new Int32Array(new SharedArrayBuffer(value.byteLength)), value);
  if (value instanceof Uint16Array) return filled(new Uint16Array(new SharedArrayBuffer(value.byteLength)), value);
  if (value instanceof Uint8Array) return filled(new Uint8Array(new SharedArrayBuffer(value.byteLength)), value);
  return value;
}

function filled<T extends Int32Array | Uint16Array | Uint8Array>(empty: T, value: T): T {
  empty.set(value);
  return empty;
}

parentPort?.on('message', ({ id, task }: { id: number; task: ThreadTask }) => {
  perform(task).then(
    (result) => parentPort?.postMessage({ id, result } satisfies ThreadAnswer),
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      parentPort?.postMessage({ id, error: { message } } satisfies ThreadAnswer);
    },
  );
});
