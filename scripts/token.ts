import { loadStackConfig } from '../src/config';
import { StackError } from '../src/stack/errors';
import { isLocalUser, issueToken, localUsers } from '../src/stack/localUsers';
import { createStackMemory } from '../src/stack/state';

/** `npm run -s token -- traveller-1`: a token of a local user, from the identity provider of the running stack. */
async function main(name: string | undefined): Promise<void> {
  if (name === undefined || !isLocalUser(name)) {
    throw new StackError('Whose token?', `npm run -s token -- ${Object.keys(localUsers).join('|')}`);
  }
  const { home, given, product } = loadStackConfig();
  const issuer = given.identity ?? createStackMemory(home).read().environment['OIDC_ISSUER'] ?? product.identity.issuer;
  process.stdout.write(`${await issueToken(issuer, name)}\n`);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof StackError ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
