import type { FaultKind } from '../../support/faults/rules';

/** What a customer does from the first request to the end. */
export type Journey =
  | ('buy' | 'two_cards' | 'extend' | 'reseat' | 'second_card' | 'challenge' | 'cancel' | 'abandon' | 'give_back')
  /** On the node whose holds are short: sits out an outage; pays by a bank that answers after the hold; lets the hold run out. */
  | ('short' | 'late' | 'lapse')
  /** Searches and buys at the same time. */
  | 'seek';
/** How a booking may end. `either` where a clean refusal is as right as a ticket: nobody has paid yet, or somebody intervened. */
export type Ending = 'confirmed' | 'closed' | 'either';

/** A fault, in the form in which it is made. */
export type Injury =
  /** At a named point: the process dies, stalls past the step's time-out, or the step fails. */
  | { readonly at: 'failpoint'; readonly point: string; readonly do: 'kill' | 'pause' | 'error'; readonly ms?: number }
  /** Between us and the tables, in the write that has this text; without one, in the first put of the row. */
  | {
      readonly at: 'store';
      readonly text: string | undefined;
      readonly kind: FaultKind;
      readonly times: number;
      readonly ms?: number;
    }
  /** The write that has this text is made, and then the workers alone hear nothing of the booking's rows for so long. */
  | { readonly at: 'cut_off'; readonly text: string; readonly ms: number }
  /** Between us and Temporal: in the call that starts the booking, or in the message whose id begins like this. */
  | { readonly at: 'temporal'; readonly message: string | undefined; readonly kind: FaultKind; readonly ms?: number }
  /** At the provider. */
  | {
      readonly at: 'provider';
      readonly operation: string;
      readonly kind: string;
      readonly times?: number;
      readonly ms?: number;
    }
  | { readonly at: 'throttled_provider'; readonly operation: string }
  /** While the step is kept waiting, somebody cancels, terminates or resets the workflow; or resets it without the requests it was sent. */
  | {
      readonly at: 'operator';
      readonly point: string;
      readonly does: 'cancel' | 'terminate' | 'reset' | 'forget';
      /** Instead of being kept waiting, the step dies with its worker. */
      readonly killed?: true;
    }
  /** Temporal is not to be reached for two holds, from this moment of the journey on, or while this step is under way. */
  | { readonly at: 'outage'; readonly moment: 'held' | 'challenged' | 'approved' | 'paying' }
  | { readonly at: 'outage_in_step'; readonly point: string }
  /** Between us and Neo4j, while the customer searches and books. */
  | { readonly at: 'graph'; readonly kind: 'away' | 'slow' | 'drop_answer' }
  /** The worker's clock is off, by so many ms. */
  | { readonly at: 'clock'; readonly offset: Offset };
/** A worker's clock two minutes before or behind everybody else's. */
export type Offset = 'ahead' | 'behind';

export interface Cell {
  readonly id: string;
  readonly step: string;
  readonly fault: string;
  readonly journey: Journey;
  readonly injury: Injury;
  readonly ending: Ending;
  /** Somebody else wants the same seats all the while. */
  readonly rival: boolean;
  /** Booked where holds last for seconds. */
  readonly shortHold?: true;
}
/** A cell as it is listed: it stands twice in the matrix, alone and with a rival. */
export type Draft = Omit<Cell, 'id' | 'rival'> & {
  /** Where a rival may rightly win what the customer gets when alone. */
  readonly endingWithRival?: Ending;
};

/** Past the two seconds that a write may take inside a workflow task. */
export const pastTaskMs = 2_600;
/** The store's client sends three times: so many losses fail one whole attempt of the step. */
export const oneAttempt = 3;
