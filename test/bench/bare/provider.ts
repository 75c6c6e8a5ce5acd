import { post } from '../load';

/** The two requests to the payment provider, each with its key. Throws when the money does not move as it should. */
export function createProvider({ url, secretKey }: { readonly url: string; readonly secretKey: string }) {
  async function ask(path: string, key: string, form: Readonly<Record<string, string>>, wanted: string) {
    const { status, body } = await post(`${url}/v1/payment_intents${path}`, new URLSearchParams(form).toString(), {
      authorization: `Bearer ${secretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': key,
    });
    if (status !== 200 || body['status'] !== wanted) throw new Error(`provider: ${status} ${JSON.stringify(body)}`);
    return String(body['id']);
  }
  const order = {
    ...{ amount: '22178', currency: 'eur', capture_method: 'manual', confirm: 'true' },
    ...{ payment_method: 'pm_card_visa', return_url: 'https://example.com/back' },
  };
  return {
    /** Its metadata are another shop's to the product, whose webhooks and reconciler leave the payment alone. */
    authorise: (id: string) => ask('', `${id}-create`, { ...order, 'metadata[bare_id]': id }, 'requires_capture'),
    async capture(id: string, providerId: string): Promise<void> {
      await ask(`/${providerId}/capture`, `${id}-capture`, {}, 'succeeded');
    },
  };
}
