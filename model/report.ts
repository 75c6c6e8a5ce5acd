import type { Found } from './spin';
import { modelMoves, modelStates } from './transitions';

const widest = 22;

/** One line of the table, as a search ends. */
export function lineOf({ row, verdict, finding, states, seconds }: Found): string {
  const mark = verdict === 'as expected' ? 'ok ' : 'BAD';
  const numbers = `${states.toLocaleString('en').padStart(12)} states ${seconds.toFixed(1).padStart(7)} s`;
  return `${mark} ${row.name.padEnd(widest)} ${finding.padEnd(22)} ${numbers}   ${row.says}`;
}

/** What is kept of a search for the page of proofs. */
export interface Figures {
  readonly name: string;
  readonly verdict: Found['verdict'];
  readonly finding: string;
  readonly states: number;
  readonly seconds: number;
}

export function figuresOf({ row, verdict, finding, states, seconds }: Found): Figures {
  return { name: row.name, verdict, finding, states, seconds: Math.round(seconds * 10) / 10 };
}

/** What the rows that hold have seen of a booking row's way, against what the product takes for legal. Empty when they agree. */
export function movesAmiss(found: readonly Found[]): string[] {
  const taken = new Set(
    found.flatMap(({ moves }) => moves.map(([from, to]) => `${modelStates[from]} -> ${modelStates[to]}`)),
  );
  const known = modelStates.flatMap((from) => modelMoves[from].map((to) => `${from} -> ${to}`));
  return [
    ...known.filter((move) => !taken.has(move)).map((move) => `${move} is legal and was never taken`),
    ...[...taken].filter((move) => !known.includes(move)).map((move) => `${move} was taken and is not legal`),
  ];
}

const laws = [
  'an answer is not true, or something is forgotten',
  ...Array.from({ length: 10 }, (_, i) => `I${i + 1} is broken`),
];

/** What happened, event by event, until something broke. */
export function storyOf({ row, story, finding }: Found): string {
  const events = story.filter((line) => !line.startsWith('BROKEN'));
  const law = Number(/^BROKEN (\d+)$/.exec(story.at(-1) ?? '')?.[1]);
  const steps = events.map((line, i) => `${String(i + 1).padStart(4)}. ${line}`);
  const end = story.length > 0 ? `   => ${laws[law] ?? finding}` : `   ${finding}`;
  return [`${row.name}: ${row.says}`, ...steps, end].join('\n');
}
