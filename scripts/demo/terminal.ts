import { setTimeout as pause } from 'node:timers/promises';

/** A place to write the story to. Colours and animation only where a person watches. */
export function createTerminal(output: NodeJS.WriteStream, noColor: boolean) {
  const animated = output.isTTY;
  const paint = (code: number) => (text: string) => (animated && !noColor ? `\u001b[${code}m${text}\u001b[0m` : text);
  const erase = '\r\u001b[2K';
  let passing = false;
  let chapters = 0;

  function line(text = ''): void {
    output.write(`${passing ? erase : ''}${text}\n`);
    passing = false;
  }

  const bold = paint(1);
  const dim = paint(2);
  return {
    animated,
    bold,
    dim,
    good: paint(32),
    bad: paint(31),
    other: paint(36),
    line,
    lines: (texts: readonly string[]) => texts.forEach((text) => line(text)),

    chapter(title: string): void {
      chapters += 1;
      line();
      line(bold(`${chapters}. ${title}`));
    },

    /** A line that the next one replaces; nothing where nobody watches. */
    passing(text: string): void {
      if (!animated) return;
      output.write(`${erase}${text}`);
      passing = true;
    },

    /** A moment to read. None where nobody watches. */
    async breathe(ms: number): Promise<void> {
      if (animated) await pause(ms);
    },
  };
}
export type Terminal = ReturnType<typeof createTerminal>;

/** Characters a text takes on the screen, colours left out. */
export function widthOf(text: string): number {
  // eslint-disable-next-line no-control-regex -- the colours above
  return Array.from(text.replace(/\u001b\[\d+m/g, '')).length;
}

/** Filled up with blanks to a width, on the right or, for numbers, on the left. */
export function fit(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'left' ? text + blanks : blanks + text;
}

/** Lines in a frame of their common width. `-` alone draws a rule. */
export function box(lines: readonly string[]): string[] {
  const width = Math.max(...lines.map(widthOf));
  const rule = '─'.repeat(width + 2);
  const framed = lines.map((text) => (text === '-' ? `├${rule}┤` : `│ ${fit(text, width)} │`));
  return [`┌${rule}┐`, ...framed, `└${rule}┘`];
}
