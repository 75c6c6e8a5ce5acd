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

function respell(value: unknown, word: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((element) => respell(element, word));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [word(key), opaque.has(key) ? member : respell(member, word)]),
  );
}

export function toSnake<T>(value: T): Snake<T> {
  return respell(value, (key) => key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)) as Snake<T>;
}

export function toCamel<T>(value: T): Camel<T> {
  return respell(value, (key) => key.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase())) as Camel<T>;
}
