import type { ChannelName } from '../domain/channels';
import type { ChannelStore } from '../stores/dynamodb/channels';
import { type SeatMapLog, seatMapChannel } from '../stores/dynamodb/seatMapLog';

/** The logs a projector writes, each write followed by a call to the API nodes. */
export function ringing(
  ring: (channel: ChannelName) => void,
  { channels, seatMapLog }: { channels: Pick<ChannelStore, 'moveHead'>; seatMapLog: SeatMapLog },
): { channels: Pick<ChannelStore, 'moveHead'>; seatMapLog: SeatMapLog } {
  return {
    channels: {
      async moveHead(channel, head) {
        await channels.moveHead(channel, head);
        ring(channel);
      },
    },
    seatMapLog: {
      ...seatMapLog,
      async appendSeatDeltas(append) {
        const answer = await seatMapLog.appendSeatDeltas(append);
        if (answer === 'appended' && append.deltas.length > 0) ring(seatMapChannel(append.flightId));
        return answer;
      },
    },
  };
}
