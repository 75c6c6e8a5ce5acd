import { endTestServers } from './globalSetup';

export default async function globalTeardown(): Promise<void> {
  await endTestServers();
}
