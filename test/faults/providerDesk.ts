import { z } from 'zod';

const payment = z.looseObject({
  provider_id: z.string(),
  payment_id: z.string().nullable(),
  status: z.string(),
  amount: z.number(),
  authorised: z.number(),
  captured: z.number(),
  refunded: z.number(),
  captures: z.number(),
});
export type LedgerPayment = z.infer<typeof payment>;
const ledger = z.object({ payments: z.array(payment) });
const switches = z.object({ faults: z.array(z.looseObject({ booking_id: z.string().optional(), fired: z.number() })) });

/** The payment provider from the other side: its ledger, its fault switches, and what a shop's staff may do there. */
export function createProviderDesk(url: string) {
  return {
    async paymentsOf(bookingId: string): Promise<LedgerPayment[]> {
      const response = await fetch(`${url}/ledger?booking_id=${bookingId}`);
      return ledger.parse(await response.json()).payments;
    },

    async setFault(fault: Readonly<Record<string, unknown>>): Promise<void> {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${url}/faults`, { method: 'POST', headers, body: JSON.stringify(fault) });
      if (response.status !== 201) throw new Error(`the provider did not take the fault: ${await response.text()}`);
    },

    /** How often the faults set for this booking and operation fired. */
    async fired(bookingId: string, operation: string): Promise<number> {
      const { faults } = switches.parse(await (await fetch(`${url}/faults`)).json());
      const ours = faults.filter((fault) => fault.booking_id === bookingId && fault['operation'] === operation);
      return ours.reduce((sum, fault) => sum + fault.fired, 0);
    },

    /** Captures a payment behind the product's back, as somebody with access to the provider's dashboard can. */
    async capture(providerId: string): Promise<void> {
      const response = await fetch(`${url}/v1/payment_intents/${providerId}/capture`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_skyhold_local', 'content-type': 'application/x-www-form-urlencoded' },
      });
      if (!response.ok) throw new Error(`not captured: ${await response.text()}`);
    },
  };
}
