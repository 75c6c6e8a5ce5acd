import type { Cell } from './cells';
import { type Outcome, type Patience, playCell } from './playing';
import type { Stage } from './stage';

export interface PlayOptions extends Partial<Patience> {
  readonly atOnce: number;
  readonly tell: (outcome: Outcome) => void;
}

/** Plays cells side by side on one stage, each told when it is done. Outages, which meet everybody, come last. */
export async function playMatrix(
  stage: Stage,
  wanted: readonly Cell[],
  { atOnce, tell, settleMs = 90_000 }: PlayOptions,
): Promise<Outcome[]> {
  const outages = wanted.filter(({ injury }) => injury.at === 'outage');
  const local = wanted.filter(({ injury }) => injury.at !== 'outage');
  const outcomes: Outcome[] = [];
  const play = async (cell: Cell) => {
    const outcome = await playCell(stage, cell, { settleMs });
    outcomes.push(outcome);
    tell(outcome);
  };
  const queue = [...local];
  const lane = async () => {
    for (let cell = queue.shift(); cell; cell = queue.shift()) await play(cell);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  await Promise.all(outages.map(play));
  return outcomes;
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
