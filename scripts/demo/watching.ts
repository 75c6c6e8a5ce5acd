import { z } from 'zod';
import { seatChangeSchema } from '../../src/api/socket/events';
import type { WireEvent } from '../../src/api/socket/events';
import type { Stream } from './stream';
import type { Terminal } from './terminal';

const changedSchema = z.looseObject({ changes: z.array(seatChangeSchema) });

/** Another traveller with the same seat map open, who reports what becomes of one seat. */
export async function watchSeat(
  { stream, terminal }: { stream: Stream; terminal: Terminal },
  { flightId, version, seat, name }: { flightId: string; version: number; seat: string; name: string },
) {
  let askedAt = performance.now();
  const changeOf = (event: WireEvent) =>
    changedSchema.safeParse(event.data).data?.changes.find((change) => change.seat === seat);
  const channel = await stream.follow(`seatmap:${flightId}`, version, (event) => {
    const change = changeOf(event);
    if (change === undefined) return;
    const after = Math.round(performance.now() - askedAt);
    terminal.line(
      `   ${terminal.other(`${name} sees seat ${seat} turn ${change.state}`)} ${terminal.dim(`+${after} ms, version ${event.seq}`)}`,
    );
  });
  return {
    /** From here on the time until something is seen counts. */
    expect: () => void (askedAt = performance.now()),
    sees: (state: 'held' | 'sold') =>
      channel.until(`Seat ${seat} turning ${state}`, (event) => changeOf(event)?.state === state, 15_000),
  };
}
export type SeatWatcher = Awaited<ReturnType<typeof watchSeat>>;
