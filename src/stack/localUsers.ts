import { z } from 'zod';
import { StackError } from './errors';

/** Who can sign in on one machine. Anybody else gets a token without a role. */
export const localUsers = {
  'traveller-1': { name: 'Ada Traveller', email: 'traveller-1@example.com', roles: [] },
  'traveller-2': { name: 'Ben Traveller', email: 'traveller-2@example.com', roles: [] },
  partner: { name: 'Paula Partner', email: 'partner@example.com', roles: ['partner'] },
  operator: { name: 'Olga Operator', email: 'operator@example.com', roles: ['operator'] },
} as const;
export type LocalUser = keyof typeof localUsers;

export function isLocalUser(name: string): name is LocalUser {
  return Object.hasOwn(localUsers, name);
}

/** Long enough for a working day at the terminal. */
export const tokenHours = 24;

const answerSchema = z.object({ access_token: z.string() });

/** A signed token of a local user, from the running identity provider. */
export async function issueToken(issuer: string, user: LocalUser): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: user, password: 'any', scope: 'openid' }),
      signal: AbortSignal.timeout(5000),
    });
  } catch (error) {
    throw new StackError(`No identity provider answers at ${issuer}.`, 'Start the stack first: npm start', {
      cause: error,
    });
  }
  if (!response.ok) throw new Error(`The identity provider at ${issuer} answered ${response.status}.`);
  return answerSchema.parse(await response.json()).access_token;
}
