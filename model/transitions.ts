/** The states of a booking row, by their numbers in state.pml. */
export const modelStates = ['NEW', 'HELD', 'PAYING', 'SEATED', 'TICKETED', 'CLOSED'] as const;
export type ModelState = (typeof modelStates)[number];

/**
 * Every move between two states that the model's rows take, and no other: `npm run model` compares it with what its searches
 * reached, a unit test with the moves that the product's auditor takes for legal.
 */
export const modelMoves: Readonly<Record<ModelState, readonly ModelState[]>> = {
  NEW: ['HELD', 'CLOSED'],
  HELD: ['PAYING', 'CLOSED'],
  PAYING: ['SEATED', 'CLOSED'],
  SEATED: ['TICKETED', 'CLOSED'],
  TICKETED: [],
  CLOSED: ['HELD'],
};
