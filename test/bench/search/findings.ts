/** One figure of the bench beside its goal. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly goal?: readonly ['<=' | '>=' | '=', number];
  /** What it was made of. */
  readonly of: string;
}

export function tell({ what, value, goal, of }: Finding): string {
  const shown = value >= 100 ? value.toFixed(0) : value.toFixed(value < 2 ? 4 : 2);
  const verdict = goal ? `${goal[0]} ${goal[1]} ${isMet(value, goal) ? 'met' : 'NOT MET'}` : '';
  return `${what.padEnd(64)}${shown.padStart(9)}   ${verdict.padEnd(18)} ${of}`;
}

function isMet(value: number, [sign, bound]: readonly ['<=' | '>=' | '=', number]): boolean {
  if (sign === '=') return value === bound;
  return sign === '<=' ? value <= bound : value >= bound;
}
