import type { ChannelName } from '../../domain/channels';
import { isFlightId } from '../../domain/flights';
import type { SeatMapLog } from '../../stores/dynamodb/seatMapLog';
import type { Snapshot } from './events';

/**
 * What stands in for events that cannot be replayed. Of a seat map it is the public state of its seats at one version,
 * read as one item; a search or a booking is read by its own route, and goes on after `head`.
 */
export function createSnapshots({ seatMapLog }: { seatMapLog: Pick<SeatMapLog, 'readImage'> }) {
  return async (channel: ChannelName, head: number): Promise<Snapshot> => {
    const flightId = channel.slice(channel.indexOf(':') + 1);
    if (!channel.startsWith('seatmap:') || !isFlightId(flightId)) return { seq: head };
    const image = await seatMapLog.readImage(flightId);
    const seats = [...image.seats].flatMap(([seat, { state }]) => (state === 'free' ? [] : [{ seat, state }]));
    return { seq: image.version, seats };
  };
}
export type Snapshots = ReturnType<typeof createSnapshots>;
