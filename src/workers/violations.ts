import { appendFileSync } from 'node:fs';
import type { Violation } from '../projector/auditing';

/**
 * What becomes of a write that the protocol does not know, besides the log line: a number that rises, and a line in
 * `file` where one is set, which outlives the process.
 */
export function createViolationSink({
  count,
  file,
}: {
  readonly count: (violation: Violation) => void;
  readonly file: string | undefined;
}): (violation: Violation) => void {
  return (violation) => {
    count(violation);
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(violation)}\n`);
  };
}
