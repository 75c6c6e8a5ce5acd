import type { FlightId } from '../flights';
import type { Invariant } from './invariants';

/** What must be read again before a finding is believed. */
export interface About {
  readonly bookings?: readonly string[];
  readonly seats?: readonly { readonly flightId: FlightId; readonly seat: string }[];
  readonly slots?: readonly { readonly owner: string; readonly slot: number }[];
  readonly payments?: readonly string[];
  readonly locators?: readonly string[];
  readonly maps?: readonly FlightId[];
}

/** A rule that the facts break. */
export interface Finding {
  readonly invariant: Invariant;
  readonly rule: string;
  /** What breaks it. Rule and subject together tell whether two readings found the same. */
  readonly subject: string;
  readonly says: string;
  readonly about: About;
  /** The rows it was found in. */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** A state that work passes through: wrong only when nobody does that work, or when it lasts. Absent: wrong at once. */
  readonly passing?: {
    /** Since when it has stood at the earliest, where the facts tell. */
    readonly since: number | undefined;
    /** A workflow that runs is about to change it. */
    readonly inWork: boolean;
  };
}

export const findingKey = ({ rule, subject }: Finding): string => `${rule} ${subject}`;

/** Where the checks write down what they looked at and what they found. */
export function createNotebook() {
  const found: Finding[] = [];
  const looked = new Map<Invariant, number>();
  return {
    found: found as readonly Finding[],
    lookedAt: looked as ReadonlyMap<Invariant, number>,
    look: (invariant: Invariant, count = 1) => void looked.set(invariant, (looked.get(invariant) ?? 0) + count),
    find: (finding: Finding) => void found.push(finding),
  };
}
export type Notebook = ReturnType<typeof createNotebook>;
