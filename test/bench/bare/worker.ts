import { setting } from '../floor/settings';
import { work } from '../floor/working';
import type { BareActivities } from './messages';
import { openStore } from './store';
import { createProvider } from './provider';
import { createWrites } from './writes';

/** The floor's worker with the protocol's effects on store and provider. */
async function main(): Promise<void> {
  const provider = createProvider({ url: setting('PAYMENT_URL'), secretKey: setting('PAYMENT_SECRET_KEY') });
  const activities: BareActivities = { ...createWrites(await openStore()), ...provider };
  await work(require.resolve('./workflow'), activities, { stackTraces: false });
}

void main();
