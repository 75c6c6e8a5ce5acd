import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FailpointOrder {
  readonly do: 'kill' | 'pause' | 'error';
  readonly ms?: number;
  readonly message?: string;
  readonly nth?: number;
}
export interface ArmedFailpoint {
  /** The process that carried it out: the proof that it happened. */
  readonly hitBy: () => number | undefined;
  readonly disarm: () => void;
}

/** Arms the named points of the programs whose SKYHOLD_FAILPOINTS is `folder`. */
export function createFailpointFolder(folder: string) {
  mkdirSync(folder, { recursive: true });
  const filesOf = (name: string) => readdirSync(folder).filter((f) => f === name || f.startsWith(`${name}.`));
  return {
    folder,
    /** `<step>.before` or `<step>.after`; for one booking alone when its id is given. Each point is armed once at a time. */
    arm(point: string, order: FailpointOrder, bookingId?: string): ArmedFailpoint {
      const name = bookingId === undefined ? point : `${point}@${bookingId}`;
      const disarm = () => filesOf(name).forEach((file) => rmSync(join(folder, file), { force: true }));
      disarm();
      writeFileSync(join(folder, name), JSON.stringify(order));
      const hitBy = () => {
        const proof = filesOf(name).find((file) => file.startsWith(`${name}.hit.`));
        return proof === undefined ? undefined : Number(proof.split('.').at(-1));
      };
      return { hitBy, disarm };
    },
  };
}
export type FailpointFolder = ReturnType<typeof createFailpointFolder>;
