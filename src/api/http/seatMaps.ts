import { z } from 'zod';
import type { ChannelName } from '../../domain/channels';
import type { FlightId } from '../../domain/flights';
import type { EpochMs } from '../../domain/instants';
import { type Offer, segmentsOf } from '../../domain/offers';
import { type IsMine, seatMapOf } from '../../domain/seatMaps';
import type { ChannelStore } from '../../stores/dynamodb/channels';
import type { OfferStore } from '../../stores/dynamodb/offers';
import type { SeatStore } from '../../stores/dynamodb/seats';
import { getOffer } from './offers';
import { type Caller, type Route, route } from './route';
import { idSchema } from './schemas';
import { seatMapSchema } from './seatMapSchemas';

export interface SeatMapRoutesDeps {
  readonly offers: Pick<OfferStore, 'findOffer'>;
  readonly seats: Pick<SeatStore, 'listSeats'>;
  readonly channels: Pick<ChannelStore, 'readHeads'>;
  readonly now: () => EpochMs;
}

export function seatMapRoutes(deps: SeatMapRoutesDeps): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/v1/seat-maps',
        operationId: 'getSeatMaps',
        summary: 'The seats of every segment of an offer; with a token, which of them you hold',
        tag: 'seat maps',
        access: 'public',
        idempotency: 'none',
        lane: 'selling',
        query: z.strictObject({ offer_id: idSchema('off') }),
        answers: {
          200: {
            description: 'One map per segment, in the order of travel',
            schema: z.object({ data: z.array(seatMapSchema) }),
          },
        },
        problems: ['not_found'],
      },
      async ({ query, caller }) => {
        const offer = await getOffer(deps, query.offerId);
        return { status: 200, body: { data: await seatMapsOf(deps, offer, isMineFor(caller)) } };
      },
    ),
  ];
}

/**
 * Versions first, then the seats by strong reads: whatever is told up to a version was written before, so it is in the
 * map, and a client that follows from the version on misses nothing.
 */
async function seatMapsOf({ channels, seats, now }: SeatMapRoutesDeps, offer: Offer, isMine: IsMine) {
  const segments = segmentsOf(offer);
  const legs = [...new Set(segments.flatMap((segment) => segment.legs))];
  const channelOf = (flightId: FlightId): ChannelName => `seatmap:${flightId}`;
  const heads = await channels.readHeads(legs.map(channelOf));
  const versions = new Map(legs.map((leg) => [leg, heads.get(channelOf(leg)) ?? 0]));
  const rows = new Map(await Promise.all(legs.map(async (leg) => [leg, await seats.listSeats(leg)] as const)));
  return segments.map((segment, index) =>
    seatMapOf({
      offer,
      segment,
      index,
      versions,
      rows: segment.legs.flatMap((leg) => rows.get(leg) ?? []),
      isMine,
      now: now(),
    }),
  );
}

function isMineFor(caller: Caller): IsMine {
  switch (caller.kind) {
    case 'user':
      return (row) => row.userId === caller.userId;
    case 'booking':
      return (row) => row.bookingId === caller.bookingId;
    case 'anonymous':
      return () => false;
  }
}
