/** One wrong value of an imported file: where it stands, what it is, and what is expected there. */
export interface ImportFault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly expected: string;
}

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Faults told in full; beyond that they are only counted. */
const mostListed = 50;

/** Collects the faults of all files of an import, so that they are told together. */
export function createFaults() {
  const listed: ImportFault[] = [];
  let count = 0;
  return {
    listed,
    count: () => count,
    /** Answers undefined, so that a parser can return it in place of the value it did not get. */
    add({ file, line }: Place, field: string, value: string, expected: string): undefined {
      count += 1;
      if (listed.length < mostListed) listed.push({ file, line, field, value, expected });
      return undefined;
    },
  };
}
export type Faults = ReturnType<typeof createFaults>;

/** `winter.ssim:12: period from is "32DEC26", expected a date DDMMMYY`. */
export function describeFault({ file, line, field, value, expected }: ImportFault): string {
  return `${file}:${line}: ${field} is ${JSON.stringify(value)}, expected ${expected}`;
}
