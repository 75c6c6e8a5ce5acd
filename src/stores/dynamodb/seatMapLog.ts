import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ChannelName, PublicSeatState } from '../../domain/channels';
import type { FlightId } from '../../domain/flights';
import { type EpochMs, epochMs, plusSeconds } from '../../domain/instants';
import { emptyImage, type SeatDelta, type SeatMapImage, type ToldSeat } from '../../domain/seatDeltas';
import { chunkItem, chunksOf, headSeq } from './eventChunks';
import type { Tables } from './tables';
import { type TransactItem, transactWrite } from './transactions';

/** The image stands apart from the head, because heads are read many times a second and must stay small. */
export const imageSeq = -1;

/** How long a delta can be replayed. */
const deltaSeconds = 15 * 60;

const seatMapEvent = 'seatmap.changed';
export const seatMapChannel = (flightId: FlightId): ChannelName => `seatmap:${flightId}`;

export interface SeatMapAppend {
  readonly flightId: FlightId;
  /** Of the writer's lease. A leg that a later epoch has written is closed to it for good. */
  readonly epoch: number;
  readonly before: number;
  readonly deltas: readonly SeatDelta[];
  readonly image: SeatMapImage;
}

/** `stale`: the leg stands at another version, so read the image again. `fenced`: a later holder of the lease has written. */
export type SeatMapAppended = 'appended' | 'stale' | 'fenced';

interface SeatMapLogDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
  readonly random: () => number;
}

/** Versions of the seat maps: head, deltas, and the image from which the next delta is told. */
export function createSeatMapLog({ db, tables, random }: SeatMapLogDeps) {
  return {
    /** What was told of a leg so far, by a strong read. */
    async readImage(flightId: FlightId): Promise<SeatMapImage> {
      const Channel = seatMapChannel(flightId);
      const answer = await db.send(
        new BatchGetCommand({
          RequestItems: { [tables.Channels]: { Keys: [{ Channel, Seq: imageSeq }], ConsistentRead: true } },
        }),
      );
      const item = answer.Responses?.[tables.Channels]?.[0];
      if (!item && answer.UnprocessedKeys?.[tables.Channels])
        throw new Error(`the image of ${Channel} could not be read now`);
      return item ? { version: Number(item['Version']), seats: unpackSeats(String(item['Seats'])) } : emptyImage;
    },

    /** Deltas, image and head in one transaction on the head's old version: versions are contiguous whoever writes. */
    async appendSeatDeltas({ flightId, epoch, before, deltas, image }: SeatMapAppend): Promise<SeatMapAppended> {
      const channel = seatMapChannel(flightId);
      const events = deltas.map(({ version, at, changes }) => ({ type: seatMapEvent, at, data: { version, changes } }));
      const latest = deltas.at(-1)?.at;
      const expires = latest && Math.ceil(plusSeconds(latest, deltaSeconds) / 1000);
      const chunks = chunksOf(before + 1, events).map((chunk) => ({ Put: chunkItem(tables, channel, chunk, expires) }));
      const answer = await transactWrite(
        db,
        [moveSeatMap(tables, channel, epoch, before, image.version), ...chunks, putImage(tables, channel, image)],
        { random },
      );
      if (answer.outcome === 'written') return 'appended';
      return Number(answer.failed[0]?.found?.['Epoch'] ?? 0) > epoch ? 'fenced' : 'stale';
    },
  };
}
export type SeatMapLog = ReturnType<typeof createSeatMapLog>;

function moveSeatMap(
  tables: Tables,
  channel: ChannelName,
  epoch: number,
  before: number,
  version: number,
): TransactItem {
  return {
    Update: {
      TableName: tables.Channels,
      Key: { Channel: channel, Seq: headSeq },
      ConditionExpression: `(${before === 0 ? 'attribute_not_exists(Head) OR ' : ''}Head = :before) AND (attribute_not_exists(Epoch) OR Epoch <= :epoch)`,
      UpdateExpression: 'SET Head = :version, Epoch = :epoch',
      ExpressionAttributeValues: { ':before': before, ':version': version, ':epoch': epoch },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

function putImage(tables: Tables, channel: ChannelName, image: SeatMapImage): TransactItem {
  const Item = { Channel: channel, Seq: imageSeq, Version: image.version, Seats: packSeats(image.seats) };
  return { Put: { TableName: tables.Channels, Item } };
}

const letters: Readonly<Record<PublicSeatState, string>> = { free: 'f', held: 'h', sold: 's', blocked: 'b' };
const stateOfLetter = new Map(Object.entries(letters).map(([state, letter]) => [letter, state as PublicSeatState]));

/** `12A h 4200001 1790000000000;12B s;...`: a full wide-body is some 15 kB, and one string is quick to marshal. */
export function packSeats(seats: ReadonlyMap<string, ToldSeat>): string {
  return [...seats]
    .map(([seat, { state, sequence, at }]) =>
      [seat, letters[state], sequence, at].filter((part) => part !== undefined).join(' '),
    )
    .join(';');
}

export function unpackSeats(text: string): Map<string, ToldSeat> {
  const seats = new Map<string, ToldSeat>();
  for (const entry of text.split(';')) {
    const [seat, letter, sequence, at] = entry.split(' ');
    const state = stateOfLetter.get(letter ?? '');
    if (!seat || !state) continue;
    seats.set(seat, {
      state,
      ...(sequence !== undefined && { sequence }),
      ...(at !== undefined && { at: instant(at) }),
    });
  }
  return seats;
}

function instant(text: string): EpochMs {
  return epochMs(Number(text));
}
