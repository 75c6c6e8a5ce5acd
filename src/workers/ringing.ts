import type { ChannelName } from '../domain/channels';
import { type SeatMapLog, seatMapChannel } from '../stores/dynamodb/seatMapLog';

/** The log of the seat maps, each write followed by a call to the API nodes. */
export function ringing(ring: (channel: ChannelName) => void, seatMapLog: SeatMapLog): SeatMapLog {
  return {
    ...seatMapLog,
    async appendSeatDeltas(append) {
      const answer = await seatMapLog.appendSeatDeltas(append);
      if (answer === 'appended' && append.deltas.length > 0) ring(seatMapChannel(append.flightId));
      return answer;
    },
  };
}
