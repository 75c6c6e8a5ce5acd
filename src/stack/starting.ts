import { Listr } from 'listr2';
import type { Part, PartName } from './parts';
import type { Screen } from './screen';
import type { Supervisor } from './supervisor';

/**
 * Starts all parts, each as soon as those it needs are ready, and shows what happens, how far it is and how long it
 * takes. Throws the first failure; parts that needed the failed one are not started.
 */
export async function startParts(
  parts: readonly Part[],
  supervisor: Supervisor,
  screen: Screen,
  signal: AbortSignal,
): Promise<void> {
  const outcomes = new Map<PartName, Promise<boolean>>();
  let failure: unknown;
  const failed = new AbortController();
  const giveUp = AbortSignal.any([signal, failed.signal]);

  async function startOne(part: Part, show: (text: string) => void): Promise<boolean> {
    const needed = await Promise.all(part.needs.map((name) => outcomes.get(name) ?? Promise.resolve(true)));
    if (needed.includes(false) || giveUp.aborted) return false;
    const startedAt = performance.now();
    const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
    let doing = 'starting';
    const ticking = setInterval(() => show(`${part.title.padEnd(18)}${doing}, ${seconds()} s`), 200);
    try {
      const outcome = await supervisor.start(part, (message) => (doing = message), giveUp);
      clearInterval(ticking);
      show(
        `${part.title.padEnd(18)}${outcome === 'kept' ? 'was running, kept' : `ready in ${seconds()} s`}  ${screen.dim(part.address)}`,
      );
      return true;
    } catch (error) {
      failure ??= error;
      failed.abort();
      return false;
    } finally {
      clearInterval(ticking);
    }
  }

  const tasks = parts.map((part) => ({
    title: part.title,
    task: async (_: unknown, task: { title: string; skip: (message?: string) => void }): Promise<void> => {
      const outcome = startOne(part, (text) => (task.title = text));
      outcomes.set(part.name, outcome);
      if (!(await outcome)) task.skip(`${part.title}: not started`);
      else if (!screen.interactive) screen.write(task.title);
    },
  }));
  const list = new Listr(tasks, {
    concurrent: true,
    renderer: screen.interactive ? 'default' : 'silent',
    registerSignalListeners: false,
  });
  await list.run();
  if (failure !== undefined)
    throw failure instanceof Error ? failure : new Error('a part could not be started', { cause: failure });
}
