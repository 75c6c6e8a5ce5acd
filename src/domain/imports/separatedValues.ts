/**
 * Fields of one line of separated values. A field may stand in double quotes, and then hold the separator; a quote within is
 * doubled or escaped by a backslash. Undefined when a quote is never closed.
 */
export function splitValues(line: string, separator: string): string[] | undefined {
  if (!line.includes('"')) return line.split(separator);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const field = line[at] === '"' ? quoted(line, at + 1) : plain(line, at, separator);
    if (!field) return undefined;
    fields.push(field.text);
    if (field.end >= line.length) return fields;
    if (line[field.end] !== separator) return undefined;
    at = field.end + 1;
  }
}

function plain(line: string, from: number, separator: string): { text: string; end: number } {
  const found = line.indexOf(separator, from);
  const end = found === -1 ? line.length : found;
  return { text: line.slice(from, end), end };
}

function quoted(line: string, from: number): { text: string; end: number } | undefined {
  let text = '';
  for (let at = from; at < line.length; at++) {
    const character = line[at] ?? '';
    const next = line[at + 1];
    if ((character === '"' && next === '"') || (character === '\\' && (next === '"' || next === '\\'))) {
      text += next;
      at += 1;
    } else if (character === '"') return { text, end: at + 1 };
    else text += character;
  }
  return undefined;
}
