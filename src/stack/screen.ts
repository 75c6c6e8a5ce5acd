import { relative } from 'node:path';
import { partNames, type Part, type PartName } from './parts';
import type { StackState } from './state';

/** What people see. Colours only where somebody looks. */
export function createScreen(output: NodeJS.WriteStream) {
  const paint = (code: number, text: string) => (output.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text);
  const bold = (text: string) => paint(1, text);
  const dim = (text: string) => paint(2, text);
  const write = (...lines: string[]) => output.write(`${lines.join('\n')}\n`);
  const time = () => new Date().toTimeString().slice(0, 8);

  return {
    interactive: output.isTTY,
    dim,
    write,

    ready({
      apiUrl,
      temporalUiUrl,
      tokens,
      seconds,
    }: {
      apiUrl: string;
      temporalUiUrl: string | undefined;
      tokens: readonly (readonly [string, string])[];
      seconds: string;
    }) {
      const row = (name: string, value: string) => `  ${dim(name.padEnd(18))}${value}`;
      write(
        '',
        bold(`  Skyhold is ready (${seconds} s)`),
        '',
        row('API', apiUrl),
        row('Documentation', `${apiUrl}/docs`),
        ...(temporalUiUrl === undefined ? [] : [row('Temporal Web UI', temporalUiUrl)]),
        '',
        dim('  Tokens, for one day (again: npm run -s token -- traveller-1)'),
        ...tokens.flatMap(([user, token]) => [`  ${bold(user)}`, token]),
        '',
        dim('  Try'),
        `  curl '${apiUrl}/v1/airports?q=london'`,
        '  npm run demo',
        '',
        dim('  Ctrl-C stops everything; what is booked stays.'),
        '',
      );
    },

    /** For a second `npm start`. */
    running({ parts, environment }: StackState, alive: ReadonlySet<PartName>, launcher: number | undefined) {
      write(
        `Skyhold is running already (process ${launcher ?? 'unknown'}), at ${environment['PUBLIC_URL'] ?? 'an address not yet known: it is starting'}`,
      );
      for (const name of partNames) {
        const part = parts[name];
        if (part === undefined) continue;
        write(
          `  ${name.padEnd(18)}${alive.has(name) ? dim(part.address) : `down; start it again: ${howToStart(name)}`}`,
        );
      }
    },

    died(part: Part, logFile: string) {
      write(
        `${time()}  ${bold(part.title)} ended. Start it again: ${howToStart(part.name)}   ${dim(`(${relative('', logFile)})`)}`,
      );
    },

    back(part: Part, pid: number) {
      write(`${time()}  ${bold(part.title)} runs again (process ${pid}).`);
    },
  };
}

export type Screen = ReturnType<typeof createScreen>;

/** The command, in another terminal, that starts one part again. */
export function howToStart(name: PartName): string {
  switch (name) {
    case 'api':
    case 'worker:booking':
    case 'worker:search':
      return `npm run ${name}`;
    default:
      return `npm run part -- ${name}`;
  }
}
