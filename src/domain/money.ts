/** Integer minor units and an ISO 4217 code, for example `{ amount: 22178, currency: 'GBP' }` for 221.78 pounds. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Sum of amounts of one currency. Throws when currencies differ: converting is never implied. */
export function addMoney(first: Money, ...rest: readonly Money[]): Money {
  for (const other of rest) {
    if (other.currency !== first.currency) throw new Error(`cannot add ${other.currency} to ${first.currency}`);
  }
  return { amount: rest.reduce((sum, m) => sum + m.amount, first.amount), currency: first.currency };
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.amount === b.amount && a.currency === b.currency;
}
