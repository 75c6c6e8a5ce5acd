/** What always holds, by the name that tests, monitors and messages use. The lettered ones hold of what is told and kept. */
export const invariants = {
  I1: 'A seat has at most one ticketed booking, ever.',
  I2: 'Captured money has all seats of its booking, or goes back in full.',
  I3: 'Every hold ends: at the latest the grace and a second after its last deadline.',
  I4: 'A hold is not taken from anybody before the deadline that was shown.',
  I5: 'No seat is reserved without money that is captured or can be.',
  I6: 'A booking ends with all its seats or with none.',
  I7: 'At most one capture per booking, of the amount that was quoted.',
  I8: 'A closed booking leaves no lock and no slot behind.',
  I9: '"Confirmed", once told, stays true until somebody cancels.',
  I10: 'Authorised money never dangles: it is captured, voided or refunded.',
  LOG: "A booking's log has no gap and says what its row says.",
  LOCATORS: 'A locator belongs to one ticketed booking, and every ticket has one.',
  RUNS: 'An open booking is in the hands of a workflow.',
  MAPS: 'The version of a seat map is the sum of its changes, and says what the table says.',
} as const;
export type Invariant = keyof typeof invariants;

export function isInvariant(name: string): name is Invariant {
  return Object.hasOwn(invariants, name);
}
export const invariantNames = Object.keys(invariants).filter(isInvariant);
