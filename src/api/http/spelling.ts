/** The API speaks snake_case, the domain camelCase. These two translate at the door, keys only, at every depth. */
type SnakeWord<S extends string> = S extends `${infer Head}${infer Tail}`
  ? Head extends Uppercase<Head>
    ? Head extends Lowercase<Head>
      ? `${Head}${SnakeWord<Tail>}`
      : `_${Lowercase<Head>}${SnakeWord<Tail>}`
    : `${Head}${SnakeWord<Tail>}`
  : S;
type CamelWord<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelWord<Tail>>}`
  : S;

/** Members whose own keys are the caller's and stay as they are. */
const opaque = new Set(['metadata']);

export type Snake<T> = T extends readonly (infer E)[]
  ? Snake<E>[]
  : T extends object
    ? { [K in keyof T as K extends string ? SnakeWord<K> : K]: K extends 'metadata' ? T[K] : Snake<T[K]> }
    : T;
export type Camel<T> = T extends readonly (infer E)[]
  ? Camel<E>[]
  : T extends object
    ? { [K in keyof T as K extends string ? CamelWord<K> : K]: K extends 'metadata' ? T[K] : Camel<T[K]> }
    : T;

type Speller = (key: string) => string;

/** Spellings are few and asked for at every member of every answer, so they are remembered; keys made up by callers fill no memory. */
function remembering(spell: Speller): Speller {
  const known = new Map<string, string>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const spelt = spell(key);
    if (known.size < 2_000) known.set(key, spelt);
    return spelt;
  };
}

const snakeWord = remembering((key) => key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`));
const camelWord = remembering((key) => key.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase()));

/** Lists that are spelt as they go out. */
const spelt = new WeakSet<readonly unknown[]>();

function respell(value: unknown, word: Speller): unknown {
  if (Array.isArray(value)) return spelt.has(value) ? value : value.map((element) => respell(element, word));
  if (typeof value !== 'object' || value === null) return value;
  const respelt: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    const spelt = word(key);
    const known = opaque.has(key) ? member : respell(member, word);
    // Assigned, this one name would be no member but the prototype.
    if (spelt === '__proto__')
      Object.defineProperty(respelt, spelt, { value: known, enumerable: true, configurable: true, writable: true });
    else respelt[spelt] = known;
  }
  return respelt;
}

export function toSnake<T>(value: T): Snake<T> {
  return respell(value, snakeWord) as Snake<T>;
}

/** The list as it goes out, for who has time for it before the answer is put together; what it becomes a part of is spelt around it. */
export function spellAhead<T>(list: readonly T[]): readonly T[] {
  const done = toSnake(list);
  spelt.add(done);
  return done as readonly T[];
}

export function toCamel<T>(value: T): Camel<T> {
  return respell(value, camelWord) as Camel<T>;
}
