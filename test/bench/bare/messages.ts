export const bareWorkflowType = 'bareBooking';

/** One seat of one leg, which is all that a booking of the bench is about. */
export interface Wish {
  readonly id: string;
  readonly leg: string;
  readonly seat: string;
}

/** The effects of a booking: two on the provider, four on the store. */
export interface BareActivities {
  hold(wish: Wish): Promise<void>;
  authorise(id: string): Promise<string>;
  secure(wish: Wish, providerId: string): Promise<void>;
  confirm(wish: Wish, providerId: string): Promise<void>;
  capture(id: string, providerId: string): Promise<void>;
  ticket(wish: Wish, providerId: string): Promise<void>;
}
