import { z } from 'zod';

export const faultableOperations = [
  'create',
  'update',
  'confirm',
  'capture',
  'cancel',
  'refund',
  'retrieve',
  'list',
  'webhook',
] as const;
export type FaultableOperation = (typeof faultableOperations)[number];

/**
 * What can go wrong, and when:
 * - `drop_request`: the connection dies before anything happens. A webhook is not sent, and tried again.
 * - `drop_answer`: everything happens, then the connection dies. A webhook is sent, taken for lost and sent again.
 * - `delay`: `ms` pass before anything happens, with the key in flight. A webhook is late, so later ones overtake it.
 * - `delay_answer`: everything happens, and the answer comes `ms` later.
 * - `error_500`: a 500 and no effect; with `saved` it is kept under the key, as Stripe keeps it.
 * - `decline`: confirm or capture is refused with `decline_code`, whatever the card.
 */
export const faultSchema = z
  .strictObject({
    operation: z.enum(faultableOperations),
    kind: z.enum(['drop_request', 'drop_answer', 'delay', 'delay_answer', 'error_500', 'decline']),
    /** The first call that meets the fault, counted from 1 and from when it was set. */
    nth: z.number().int().min(1).default(1),
    /** How many calls in a row meet it. */
    times: z.number().int().min(1).default(1),
    ms: z.number().int().min(0).max(600_000).default(1000),
    saved: z.boolean().default(false),
    decline_code: z.string().max(60).default('generic_decline'),
    /** Only calls for this booking count, so that tests at the same time do not meet each other's faults. */
    booking_id: z.string().optional(),
  })
  .refine((f) => f.kind !== 'decline' || f.operation === 'confirm' || f.operation === 'capture', {
    error: 'only confirm and capture can be declined',
  });

export type Fault = z.output<typeof faultSchema>;

interface Switch {
  readonly fault: Fault;
  calls: number;
  fired: number;
}

/** The switches set by a test. Each counts its calls and how often it fired, so that a test can prove its fault happened. */
export function createFaults() {
  let switches: Switch[] = [];
  return {
    add(fault: Fault): void {
      switches.push({ fault, calls: 0, fired: 0 });
    },
    list: () => switches.map(({ fault, calls, fired }) => ({ ...fault, calls, fired })),
    clear(): void {
      switches = [];
    },
    /** Counts one call and answers the fault it meets. Of several, the one set first. */
    take(operation: FaultableOperation, bookingId: string | undefined): Fault | undefined {
      const counted = switches.filter(
        ({ fault }) =>
          fault.operation === operation && (fault.booking_id === undefined || fault.booking_id === bookingId),
      );
      for (const one of counted) one.calls += 1;
      const met = counted.find(({ fault, calls }) => calls >= fault.nth && calls < fault.nth + fault.times);
      if (met) met.fired += 1;
      return met?.fault;
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;
