/** One request for a booking and everything the customer was told about it afterwards. */
export interface Told {
  readonly customer: number;
  readonly key: string;
  /** Who asked, as the ids are made of it: a user's id, or a guest's address. */
  readonly asker: string;
  /** The booking the customer heard of; a refused or unanswered request has one that only the key leads to. */
  bookingId?: string;
  token?: string;
  held: boolean;
  /** The request was refused, and that was the last word on it. */
  refused?: string;
  /** The total and the seats that were told last; the seats only while no change of them is in doubt. */
  total?: number;
  seats?: readonly string[];
  /** The record locator, once "confirmed" was said in any answer. */
  confirmed?: string;
  cancelled: boolean;
  payments: number;
}
