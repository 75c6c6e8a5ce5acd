import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { within } from '../../src/waiting';
import { eventually } from './eventually';
import { createTraveller } from './traveller';

const event = z.looseObject({ seq: z.int(), type: z.string(), data: z.unknown() });
export type HeardEvent = z.infer<typeof event>;
const page = z.object({ data: z.array(event), meta: z.object({ head: z.int() }) });

/** `booking:bkg_1` is read at `/v1/bookings/bkg_1/events`. */
function pathOf(channel: string): string {
  const [kind = '', id = ''] = channel.split(':');
  const folder = { search: 'searches', booking: 'bookings', seatmap: 'seat-maps' }[kind] ?? kind;
  return `/v1/${folder}/${id}/events`;
}

/** One visit at a node: the events after a number, as many as came before it hung up. Throws when the node is away. */
type Visit = (url: string, token: string, channel: string, afterSeq: number) => Promise<readonly HeardEvent[]>;

const overSocket: Visit = async (url, token, channel, afterSeq) => {
  const ear = await createTraveller(url, token).listen();
  try {
    await ear.subscribe(channel, afterSeq);
    await eventually('an event, or the end', () => ear.heard.length > 0 || !ear.socket.connected, 3000).catch(() => {});
    return ear.heard.map((heard) => event.parse(heard));
  } finally {
    ear.close();
  }
};

const overLongPoll: Visit = async (url, token, channel, afterSeq) => {
  const response = await fetch(`${url}${pathOf(channel)}?after_seq=${afterSeq}&wait=3`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return page.parse(await response.json()).data;
};

const overStream: Visit = async (url, token, channel, afterSeq) => {
  const response = await fetch(`${url}${pathOf(channel)}`, {
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      'last-event-id': String(afterSeq),
    },
    signal: AbortSignal.timeout(3000),
  });
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(z.instanceof(Uint8Array).parse(bytes), { stream: true });
      if (/\ndata: .*\n\n/.test(text)) break;
    }
  } catch {
    // The node has died, or nothing has happened for a while; what came whole before that counts.
  }
  return [...text.matchAll(/\ndata: (.*)\n\n/g)].map(([, data = '']) => event.parse(JSON.parse(data)));
};

export const visits = { 'Socket.IO': overSocket, 'server-sent events': overStream, 'long poll': overLongPoll } as const;

/** Longer than any visit takes by itself. */
const visitMs = 15_000;
/** Somebody who hears nothing new for so long says what is missing. */
const patienceMs = 120_000;

/**
 * Follows a channel and hangs up after each event, to go on at the next node, until `enough` says so. Answers every event in
 * the order in which it came, repetitions included if there were any.
 */
export async function hopFromNodeToNode(
  visit: Visit,
  { urls, token, channel }: { urls: readonly string[]; token: string; channel: string },
  enough: (heard: readonly HeardEvent[]) => boolean,
): Promise<readonly HeardEvent[]> {
  const heard: HeardEvent[] = [];
  let lastAt = performance.now();
  for (let turn = 0; !enough(heard); turn += 1) {
    if (performance.now() - lastAt > patienceMs)
      throw new Error(`${channel} told nothing more: ${JSON.stringify(heard.slice(-3))}`);
    const url = urls[turn % urls.length] ?? '';
    // A node that was killed answers nobody: the next one is asked.
    const visited = visit(url, token, channel, heard.at(-1)?.seq ?? 0).catch(() => []);
    const came = (await within(visitMs, visited)) ?? [];
    heard.push(...came);
    if (came.length > 0) lastAt = performance.now();
    else await setTimeout(20);
  }
  return heard;
}

/** Everything a channel has told, read in one go. */
export async function readLog(url: string, token: string, channel: string): Promise<readonly HeardEvent[]> {
  const heard: HeardEvent[] = [];
  for (;;) {
    const after = heard.at(-1)?.seq ?? 0;
    const response = await fetch(`${url}${pathOf(channel)}?after_seq=${after}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { data, meta } = page.parse(await response.json());
    heard.push(...data);
    if (data.length === 0 || data.at(-1)?.seq === meta.head) return heard;
  }
}
