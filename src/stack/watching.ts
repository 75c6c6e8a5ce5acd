import type { Part, PartName } from './parts';
import type { ProcessMark } from './processes';
import type { Screen } from './screen';
import type { Supervisor } from './supervisor';

/**
 * Says when a part ends, and when somebody has started it again. It starts nothing itself: what survives a death is
 * what this product is about, and people kill workers to see it. Returns how to stop watching.
 */
export function watchParts(parts: readonly Part[], supervisor: Supervisor, screen: Screen, everyMs = 500): () => void {
  let before: ReadonlyMap<PartName, ProcessMark> = supervisor.running();
  const timer = setInterval(() => {
    const now = supervisor.running();
    for (const part of parts) {
      const [was, is] = [before.get(part.name), now.get(part.name)];
      if (is?.startedAt === was?.startedAt) continue;
      if (was !== undefined) screen.died(part, supervisor.logFileOf(part.name));
      if (is !== undefined) screen.back(part, is.pid);
    }
    before = now;
  }, everyMs);
  return () => clearInterval(timer);
}
