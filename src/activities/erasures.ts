import type { ErasureStore } from '../stores/dynamodb/erasures';

/** Erasing what a user asked to have erased. May run twice: what is gone is gone. */
export function createErasureActivities({ erasures }: { erasures: Pick<ErasureStore, 'continueErasure'> }) {
  return { continueErasure: erasures.continueErasure };
}
export type ErasureActivities = ReturnType<typeof createErasureActivities>;
