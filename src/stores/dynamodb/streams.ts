import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type AttributeValue,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as WireRecord,
  ResourceNotFoundException,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { convertToNative } from '@aws-sdk/util-dynamodb';

/** One write to one item. Attributes are asked for by name, so that a large row costs nothing that nobody reads. */
export interface StreamRecord {
  readonly before: RowImage | undefined;
  readonly after: RowImage | undefined;
  /** Decimal; rises with the writes of an item. */
  readonly sequence: string;
  /** Milliseconds, rounded down to the second by AWS. */
  readonly at: number;
}
/** An attribute as the document client would read it, made when it is asked for; undefined where there is none. */
export type RowImage = (attribute: string) => unknown;

export interface StreamPage {
  readonly records: readonly StreamRecord[];
  /** Undefined at the end of a closed shard. */
  readonly next: string | undefined;
}

/** `trimmed`: what was asked for is not kept, or not known (any more). `expired`: take a new iterator. */
export type StreamRefusal = 'trimmed' | 'expired';

export interface StreamShard {
  readonly id: string;
  readonly parent: string | undefined;
}

/** The stream of one table, as the service serves it: shards, iterators, pages. */
export function createStream({
  client,
  streams,
  table,
}: {
  client: DynamoDBClient;
  streams: DynamoDBStreamsClient;
  table: string;
}) {
  return {
    table,

    /** Names this stream among all that the table may have had. */
    async findStream(): Promise<string> {
      const answer = await client.send(new DescribeTableCommand({ TableName: table }));
      const arn = answer.Table?.LatestStreamArn;
      if (arn === undefined) throw new Error(`table ${table} has no stream`);
      return arn;
    },

    async listShards(streamArn: string): Promise<StreamShard[]> {
      const shards: Shard[] = [];
      let start: string | undefined;
      do {
        const answer = await streams.send(
          new DescribeStreamCommand({
            StreamArn: streamArn,
            ...(start !== undefined && { ExclusiveStartShardId: start }),
          }),
        );
        shards.push(...(answer.StreamDescription?.Shards ?? []));
        start = answer.StreamDescription?.LastEvaluatedShardId;
      } while (start !== undefined);
      return shards.flatMap(({ ShardId, ParentShardId }) =>
        ShardId === undefined ? [] : [{ id: ShardId, parent: ParentShardId }],
      );
    },

    /** An iterator behind the record with this sequence number, or at the oldest one kept. */
    async openShard(streamArn: string, shardId: string, after: string | undefined): Promise<string | undefined> {
      const from =
        after === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' as const }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: after };
      const answer = await streams.send(
        new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shardId, ...from }),
      );
      return answer.ShardIterator;
    },

    async readShard(iterator: string, signal: AbortSignal): Promise<StreamPage> {
      const answer = await streams.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 1000 }), {
        abortSignal: signal,
      });
      return { records: (answer.Records ?? []).flatMap(toRecord), next: answer.NextShardIterator };
    },

    /** What an error of this service means to a reader; undefined: nothing in particular, so try again. */
    refusalOf(error: unknown): StreamRefusal | undefined {
      if (error instanceof ExpiredIteratorException) return 'expired';
      return error instanceof TrimmedDataAccessException || error instanceof ResourceNotFoundException
        ? 'trimmed'
        : undefined;
    },
  };
}
export type Stream = ReturnType<typeof createStream>;

function toRecord({ dynamodb }: WireRecord): StreamRecord[] {
  if (dynamodb?.SequenceNumber === undefined || dynamodb.ApproximateCreationDateTime === undefined) return [];
  return [
    {
      before: dynamodb.OldImage && imageOf(dynamodb.OldImage),
      after: dynamodb.NewImage && imageOf(dynamodb.NewImage),
      sequence: dynamodb.SequenceNumber,
      at: dynamodb.ApproximateCreationDateTime.getTime(),
    },
  ];
}

function imageOf(item: Record<string, AttributeValue>): RowImage {
  return (attribute) => {
    const value = item[attribute];
    const native: unknown = value && convertToNative(value);
    return native;
  };
}
