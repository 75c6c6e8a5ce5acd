/**
 * What goes wrong with a call:
 * - `drop_request`: the connection dies, nothing was executed;
 * - `drop_answer`: it is executed, then the connection dies;
 * - `delay`: `ms` pass before it is executed; `delay_answer`: it is executed, and answered `ms` later;
 * - `error`: the server's own kind of 500, nothing executed;
 * - `throttle` and `conflict`: DynamoDB refuses for the moment (a conflict names its reason for each item).
 */
export type FaultKind = 'drop_request' | 'drop_answer' | 'delay' | 'delay_answer' | 'error' | 'throttle' | 'conflict';

export interface FaultRule {
  readonly kind: FaultKind;
  /** `TransactWriteItems`, `confirm`, `ExecuteMultiOperation`, ...; any when absent. */
  readonly operation?: string;
  /** Texts that the request must contain, so that a fault hits one booking alone. */
  readonly containing?: readonly string[];
  /** The first call that meets it, counted from 1, and how many in a row do. */
  readonly nth?: number;
  readonly times?: number;
  readonly ms?: number;
  /** Meets nothing until this other fault has happened. */
  readonly after?: SetFault;
}

export interface Call {
  readonly operation: string;
  readonly text: string;
}

/** A fault that was set, and what became of it: the proof that it happened. */
export interface SetFault {
  readonly rule: FaultRule;
  readonly seen: () => number;
  readonly fired: () => number;
  readonly clear: () => void;
}

/** Rules in the order they were set; of several that match, the first that is due fires. */
export function createFaultRules() {
  const set: { rule: FaultRule; seen: number; fired: number }[] = [];
  return {
    set(rule: FaultRule): SetFault {
      const one = { rule, seen: 0, fired: 0 };
      set.push(one);
      const clear = (): void => {
        if (set.includes(one)) set.splice(set.indexOf(one), 1);
      };
      return { rule, seen: () => one.seen, fired: () => one.fired, clear };
    },
    clearAll: () => void set.splice(0),
    /** Counts one call and gives the fault it meets. */
    take(call: Call): FaultRule | undefined {
      const counted = set.filter(({ rule }) => matches(rule, call));
      for (const one of counted) one.seen++;
      const due = counted.find(({ rule: { nth = 1, times = 1 }, seen }) => seen >= nth && seen < nth + times);
      if (due) due.fired++;
      return due?.rule;
    },
  };
}
export type FaultRules = ReturnType<typeof createFaultRules>;

function matches({ operation, containing = [], after }: FaultRule, call: Call): boolean {
  if (after?.fired() === 0) return false;
  return (
    (operation === undefined || operation === call.operation) && containing.every((text) => call.text.includes(text))
  );
}

/** Lets calls through, or keeps them waiting: how an outage of a server looks from the other side. */
export function createGate() {
  let open = Promise.resolve();
  let opening: (() => void) | undefined;
  let held = 0;
  return {
    /** Resolves when the gate is open. */
    pass: (): Promise<void> => {
      if (opening) held++;
      return open;
    },
    shut(): void {
      if (!opening) open = new Promise((resolve) => (opening = resolve));
    },
    open(): void {
      opening?.();
      opening = undefined;
    },
    /** How many calls ever had to wait. */
    held: () => held,
  };
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
