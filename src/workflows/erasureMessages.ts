import { defineSignal } from '@temporalio/workflow';

export const eraseAccountType = 'eraseAccount';

/** Names the request, which names the user: nothing about a person stands in a history. */
export interface ErasureInput {
  readonly requestId: string;
}

/** The user has asked, perhaps again: there may be bookings that the plan of the last look does not know. */
export const erasureAsked = defineSignal('erasureAsked');
