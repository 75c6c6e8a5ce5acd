import type { Cell } from './cells/kinds';
import { type Outcome, type Patience, playCell } from './playing';
import type { Stage } from './stage';

export interface PlayOptions extends Partial<Patience> {
  readonly atOnce: number;
  readonly tell: (outcome: Outcome) => void;
}

/** So many processes of ours may be dying at once: with more, nobody would be left to do any work. */
const deathsAtOnce = 2;

/**
 * Plays cells side by side on one stage, each told when it is done. Those in which a process dies stand in a queue of
 * their own, as their neighbours have to wait for it; what meets everybody, an outage, comes last.
 */
export async function playMatrix(
  stage: Stage,
  wanted: readonly Cell[],
  { atOnce, tell, settleMs = 90_000 }: PlayOptions,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const play = async (cell: Cell) => {
    const outcome = await playCell(stage, cell, { settleMs });
    outcomes.push(outcome);
    tell(outcome);
  };
  const queueOf = (kind: Kind) => wanted.filter((cell) => kindOf(cell) === kind);
  await Promise.all([
    sideBySide(queueOf('local'), atOnce, play),
    sideBySide(queueOf('deadly'), Math.min(atOnce, deathsAtOnce), play),
  ]);
  for (const cell of queueOf('graph')) await play(cell);
  // Those of one step reach it together, before the outage of another step makes their holds run out.
  const outages = queueOf('outage');
  const groupOf = ({ injury, step }: Cell) => (injury.at === 'outage' ? 'moments' : step);
  for (const group of new Set(outages.map(groupOf)))
    await Promise.all(outages.filter((cell) => groupOf(cell) === group).map(play));
  return outcomes;
}

type Kind = 'local' | 'deadly' | 'graph' | 'outage';
function kindOf({ injury }: Cell): Kind {
  if (injury.at === 'outage' || injury.at === 'outage_in_step') return 'outage';
  if (injury.at === 'graph') return 'graph';
  const isDeadly =
    injury.at === 'failpoint' ? injury.do === 'kill' : injury.at === 'operator' && injury.killed === true;
  return isDeadly ? 'deadly' : 'local';
}

async function sideBySide(queue: Cell[], atOnce: number, play: (cell: Cell) => Promise<void>): Promise<void> {
  const lane = async () => {
    for (let cell = queue.shift(); cell; cell = queue.shift()) await play(cell);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** The order in which a seed plays the cells: other cells side by side, other interleavings. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return items
    .map((item) => ({ item, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
