import { parseArgs } from 'node:util';

/** The parts of a bench that the command line asks for by `--only a,b`; all of them when it does not. Throws on one that there is not. */
export function wantedParts<Part extends string>(parts: readonly Part[]): readonly Part[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = values.only?.split(',') ?? parts;
  const unknown = names.filter((name) => !parts.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are ${parts.join(', ')}.`);
  return names as readonly Part[];
}
