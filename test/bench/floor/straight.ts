import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import { hold, pay } from './messages';

/** What a booking does once it is made, and once somebody wants to pay. */
export interface StraightBooking {
  onHold(): Promise<unknown>;
  onPay(): Promise<unknown>;
}

/** A booking without any way but the straight one: it is held, then paid within 15 minutes or given up. */
export async function bookStraight({ onHold, onPay }: StraightBooking): Promise<void> {
  let held = false;
  let wanted = false;
  let paid = false;
  setHandler(hold, async () => {
    await condition(() => held);
    return 'held';
  });
  setHandler(pay, async () => {
    wanted = true;
    await condition(() => paid);
    return 'paid';
  });
  await onHold();
  held = true;
  await condition(() => wanted, '15 minutes');
  if (wanted) await onPay();
  paid = true;
  await condition(allHandlersFinished);
}
