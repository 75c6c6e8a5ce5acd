/** What a row asks of one fact: a value, or for numbers a limit. */
type Asked<T> = T | (T extends number ? { readonly over: number } | { readonly under: number } : never);

/** One row of a decision table: it fits when every fact it names is as it asks. */
export interface Rule<Facts, Then> {
  readonly when: { readonly [K in keyof Facts]?: Asked<Facts[K]> };
  readonly then: Then;
  /** For people: the reason of the row, told wherever the decision is. */
  readonly because: string;
}

/** Reads the table from above; the first row that fits decides. Throws when none does: a table ends with a row for the rest. */
export function decide<Facts extends object, Then>(
  rules: readonly Rule<Facts, Then>[],
  facts: Facts,
): Rule<Facts, Then> {
  const found = rules.find(({ when }) =>
    (Object.keys(when) as (keyof Facts)[]).every((name) => isAsAsked(facts[name], when[name])),
  );
  if (!found) throw new Error(`no row of the table fits ${JSON.stringify(facts)}`);
  return found;
}

type Limit = { readonly over: number } | { readonly under: number };

function isLimit(asked: unknown): asked is Limit {
  return typeof asked === 'object' && asked !== null;
}

function isAsAsked(fact: unknown, asked: unknown): boolean {
  if (!isLimit(asked)) return fact === asked;
  if (typeof fact !== 'number') return false;
  return 'over' in asked ? fact > asked.over : fact < asked.under;
}
