import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode, explainDiskError } from './errors';
import { makeFolder, writeWhole } from './folders';
import { findMark, isRunning, type ProcessMark } from './processes';
import { partNames, type PartName } from './parts';

const mark = z.object({ pid: z.number().int(), startedAt: z.string() });

const stateSchema = z.object({
  /** Port numbers by what they are for, kept so that addresses stay the same over restarts. */
  ports: z.record(z.string(), z.number().int()).default({}),
  /** What runs, and how it was started: `fingerprint` is its command line. */
  parts: z
    .partialRecord(z.enum(partNames), z.object({ mark, address: z.string(), fingerprint: z.string() }))
    .default({}),
  /** What the programs were told: addresses and the like, without what the launcher itself was given. */
  environment: z.record(z.string(), z.string()).default({}),
});
export type StackState = z.infer<typeof stateSchema>;
export type PartRecord = NonNullable<StackState['parts'][PartName]>;

/** What the launcher remembers in `stack.json`. Several processes write it, each the whole file at once. */
export function createStackMemory(home: string) {
  const file = join(home, 'stack.json');
  const lockFile = join(home, 'launcher.json');

  function read(): StackState {
    const text = readIfThere(file);
    if (text === undefined) return stateSchema.parse({});
    return stateSchema.parse(JSON.parse(text));
  }

  function update(change: (state: StackState) => void): void {
    const state = read();
    change(state);
    makeFolder(home);
    writeWhole(file, `${JSON.stringify(state, null, 2)}\n`, 0o600);
  }

  function findLauncher(): ProcessMark | undefined {
    const text = readIfThere(lockFile);
    if (text === undefined || text === '') return undefined;
    const launcher = mark.parse(JSON.parse(text));
    return isRunning(launcher) ? launcher : undefined;
  }

  return {
    home,
    read,
    findLauncher,

    setPart(name: PartName, record: PartRecord): void {
      update((state) => {
        state.parts[name] = record;
      });
    },

    /** Forgets a part, unless somebody has started it anew meanwhile. */
    forgetPart(name: PartName, ended: ProcessMark): void {
      update((state) => {
        if (state.parts[name]?.mark.startedAt !== ended.startedAt) return;
        state.parts = Object.fromEntries(Object.entries(state.parts).filter(([known]) => known !== name));
      });
    },

    setPorts(ports: Readonly<Record<string, number>>): void {
      update((state) => {
        Object.assign(state.ports, ports);
      });
    },

    setEnvironment(environment: Readonly<Record<string, string>>): void {
      update((state) => {
        state.environment = { ...environment };
      });
    },

    /** Makes this process the launcher of this home. False when another one is. */
    tryToLaunch(): boolean {
      makeFolder(home);
      if (findLauncher() !== undefined) return false;
      try {
        rmSync(lockFile, { force: true });
        writeFileSync(lockFile, JSON.stringify(findMark(process.pid)), { flag: 'wx' });
        return true;
      } catch (error) {
        if (errorCode(error) === 'EEXIST') return false;
        throw explainDiskError(error, home);
      }
    },

    endLaunch(): void {
      rmSync(lockFile, { force: true });
    },
  };
}
export type StackMemory = ReturnType<typeof createStackMemory>;

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
