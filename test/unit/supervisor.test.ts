import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Part } from '../../src/stack/parts';
import { findMark, isRunning, launchProcess, type ProcessMark } from '../../src/stack/processes';
import { createStackMemory, type StackMemory } from '../../src/stack/state';
import { createSupervisor, type Supervisor } from '../../src/stack/supervisor';
import { waitUntil } from '../../src/stack/waiting';

/** A part that is a tiny program of ours, ready as soon as it runs. */
function tinyPart(change: Partial<Part> & { script?: string } = {}): Part {
  const { script = 'setInterval(() => {}, 1000)', ...rest } = change;
  return {
    name: 'dynamodb',
    title: 'Tiny',
    address: 'nowhere',
    needs: [],
    kind: 'server',
    prepare: () => Promise.resolve({ command: process.execPath, args: ['-e', script], env: {} }),
    isReady: () => Promise.resolve(true),
    ready: { withinMs: 5000, everyMs: 20 },
    ...rest,
  };
}

const say = (): void => undefined;
let home: string;
let memory: StackMemory;
let supervisor: Supervisor;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'skyhold-supervisor-'));
  memory = createStackMemory(home);
  supervisor = createSupervisor(memory, home);
});

afterEach(async () => {
  await supervisor.stopAll();
  rmSync(home, { recursive: true, force: true });
});

/** What the next launcher is after this one was killed: it knows the home and nothing else. */
const nextLauncher = () => createSupervisor(createStackMemory(home), home);
const pidOf = (name: Part['name']) => supervisor.running().get(name)?.pid;

describe('the supervisor', () => {
  it('keeps a server that a killed launcher left behind', async () => {
    expect(await supervisor.start(tinyPart(), say)).toBe('started');
    const before = pidOf('dynamodb');
    expect(await nextLauncher().start(tinyPart(), say)).toBe('kept');
    expect(pidOf('dynamodb')).toBe(before);
  });

  it('starts a program of ours anew, with today’s code, and ends the one left behind', async () => {
    await supervisor.start(tinyPart({ kind: 'program', name: 'api' }), say);
    const left = supervisor.running().get('api');
    expect(await nextLauncher().start(tinyPart({ kind: 'program', name: 'api' }), say)).toBe('started');
    expect(left && isRunning(left)).toBe(false);
    expect(pidOf('api')).not.toBe(left?.pid);
  });

  it('ends a server left behind that it would start differently today, or that does not answer', async () => {
    await supervisor.start(tinyPart(), say);
    const first = pidOf('dynamodb');
    expect(await nextLauncher().start(tinyPart({ script: 'setInterval(() => {}, 2000)' }), say)).toBe('started');
    const second = pidOf('dynamodb');
    expect(second).not.toBe(first);
    const answersOnlyWhenNew = tinyPart({
      script: 'setInterval(() => {}, 2000)',
      isReady: (pid) => Promise.resolve(pid !== second),
    });
    expect(await nextLauncher().start(answersOnlyWhenNew, say)).toBe('started');
    expect(pidOf('dynamodb')).not.toBe(second);
  });

  it('never ends a process that merely has the number of one it started', async () => {
    const stranger = await launchProcess(
      { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], env: {} },
      join(home, 'stranger.log'),
    );
    memory.setPart('neo4j', { mark: { ...stranger.mark, startedAt: 'long ago' }, address: '', fingerprint: '' });
    await supervisor.stopAll();
    expect(isRunning(stranger.mark)).toBe(true);
    stranger.child.kill('SIGKILL');
  });

  it('kills a part that does not end when asked', async () => {
    const script =
      "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); require('fs').writeFileSync(process.env.READY, '')";
    const ready = join(home, 'deaf');
    const deaf = tinyPart({
      name: 'identity',
      prepare: () => Promise.resolve({ command: process.execPath, args: ['-e', script], env: { READY: ready } }),
      isReady: async () => (await import('node:fs')).existsSync(ready),
    });
    await supervisor.start(deaf, say);
    const mark = supervisor.running().get('identity');
    await supervisor.stopAll();
    expect(mark && isRunning(mark)).toBe(false);
  });

  it('ends every part even when it can not write down that it did, and says so', async () => {
    await supervisor.start(tinyPart(), say);
    await supervisor.start(tinyPart({ name: 'api' }), say);
    const marks = [...supervisor.running().values()];
    const full = () => {
      throw new Error('no space left');
    };
    await expect(createSupervisor({ ...memory, forgetPart: full }, home).stopAll()).rejects.toThrow('no space left');
    expect(marks.map(isRunning)).toEqual([false, false]);
  });

  it('does not leave behind a part that it could not write down', async () => {
    const seen: ProcessMark[] = [];
    const full: StackMemory['setPart'] = (_, { mark }) => {
      seen.push(mark);
      throw new Error('no space left');
    };
    await expect(createSupervisor({ ...memory, setPart: full }, home).start(tinyPart(), say)).rejects.toThrow(
      'no space left',
    );
    expect(seen.map(isRunning)).toEqual([false]);
  });

  it('ends what it started also when its home was deleted meanwhile', async () => {
    await supervisor.start(tinyPart(), say);
    const [mark] = supervisor.running().values();
    rmSync(home, { recursive: true });
    expect(supervisor.running().size).toBe(1);
    await supervisor.stopAll();
    expect(mark && isRunning(mark)).toBe(false);
  });

  it('says what a part that ended while starting has written last', async () => {
    const part = tinyPart({
      script: "console.error('no such table'); process.exit(3)",
      isReady: () => Promise.resolve(false),
    });
    await expect(supervisor.start(part, say)).rejects.toThrow(/Tiny ended while starting.*no such table/s);
    expect(supervisor.running().size).toBe(0);
  });

  it('ends a part that does not answer in time, and says so', async () => {
    const part = tinyPart({ isReady: () => Promise.resolve(false), ready: { withinMs: 200, everyMs: 20 } });
    await expect(supervisor.start(part, say)).rejects.toThrow(/did not answer within 0.2 s/);
    expect(supervisor.running().size).toBe(0);
  });

  it('notices when a part dies', async () => {
    await supervisor.start(tinyPart(), say);
    const pid = pidOf('dynamodb') ?? 0;
    process.kill(pid, 'SIGKILL');
    const { met } = await waitUntil(() => Promise.resolve(supervisor.running().size === 0), {
      withinMs: 5000,
      everyMs: 10,
    });
    expect(met).toBe(true);
  });
});

describe('the launcher of a home', () => {
  it('is one at a time, and its place is free again when it was killed', async () => {
    expect(memory.tryToLaunch()).toBe(true);
    expect(createStackMemory(home).tryToLaunch()).toBe(false);
    expect(memory.findLauncher()).toEqual(findMark(process.pid));
    memory.endLaunch();

    const killed = await launchProcess(
      { command: process.execPath, args: ['-e', ''], env: {} },
      join(home, 'killed.log'),
    );
    await waitUntil(() => Promise.resolve(!isRunning(killed.mark)), { withinMs: 5000, everyMs: 10 });
    (await import('node:fs')).writeFileSync(join(home, 'launcher.json'), JSON.stringify(killed.mark));
    expect(memory.findLauncher()).toBeUndefined();
    expect(memory.tryToLaunch()).toBe(true);
    memory.endLaunch();
  });
});
