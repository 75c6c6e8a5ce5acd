import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusals';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The secret key of a request: `Bearer sk_...`, or as Stripe also takes it, the user name of basic authentication. */
function presentedKey(header: string | undefined): string | undefined {
  const [scheme, credentials] = (header ?? '').split(' ');
  if (credentials === undefined) return undefined;
  if (scheme?.toLowerCase() === 'bearer') return credentials;
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0];
}

/** Throws unless the request carries this key. */
export function demandKey(header: string | undefined, secretKey: string): void {
  const presented = presentedKey(header);
  if (presented === undefined) {
    throw new Refusal(
      401,
      'invalid_request_error',
      "You did not provide an API key. Provide it in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (!timingSafeEqual(digest(presented), digest(secretKey))) {
    throw new Refusal(401, 'invalid_request_error', 'Invalid API key provided.');
  }
}
