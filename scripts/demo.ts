import { parseArgs } from 'node:util';
import { ConfigError } from '../src/config';
import { StackError } from '../src/stack/errors';
import { createRequests, Refused } from './demo/requests';
import { findRunning } from './demo/running';
import { openStream } from './demo/stream';
import { tellStory } from './demo/story';
import { createTerminal } from './demo/terminal';

/**
 * `npm run demo`: a booking as a story, against the running product. `-- --crash` kills the booking worker while the
 * seats are held. `API_URL` names another API than that of the stack in this folder; guests book there.
 */
const options = {
  crash: { type: 'boolean', default: false },
  from: { type: 'string', default: 'LIS' },
  to: { type: 'string', default: 'NRT' },
  days: { type: 'string', default: '30' },
  card: { type: 'string', default: 'pm_card_visa' },
} as const;

const usage = 'npm run demo -- [--crash] [--from LIS] [--to NRT] [--days 30] [--card pm_card_visa]';

function readOptions() {
  try {
    const { values } = parseArgs({ options });
    if (!/^\d{1,3}$/.test(values.days)) throw new TypeError('--days takes a number');
    return values;
  } catch (error) {
    throw new StackError(`${error instanceof Error ? error.message : String(error)}.`, `It goes like this: ${usage}`);
  }
}

async function main(): Promise<void> {
  const { crash, from, to, days, card } = readOptions();
  const terminal = createTerminal(process.stdout, (process.env['NO_COLOR'] ?? '') !== '');
  const running = findRunning(process.env['API_URL']);
  const [ada, ben] = await Promise.all([running.tokenOf('traveller-1'), running.tokenOf('traveller-2')]);
  const stream = await openStream(running.apiUrl, ben);
  try {
    const api = createRequests(running.apiUrl, ben);
    const stage = { running, terminal, ada: createRequests(running.apiUrl, ada), ben: { api, stream }, card, crash };
    const date = new Date(Date.now() + Number(days) * 86_400_000).toISOString().slice(0, 10);
    await tellStory(stage, { origin: from.toUpperCase(), destination: to.toUpperCase(), date });
  } finally {
    stream.close();
  }
}

main().then(
  // A worker that was started again is a child that goes on running: nothing is waited for.
  () => process.exit(0),
  (error: unknown) => {
    const known = error instanceof StackError || error instanceof ConfigError || error instanceof Refused;
    process.stderr.write(`\n${known ? error.message : error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    process.exit(1);
  },
);
