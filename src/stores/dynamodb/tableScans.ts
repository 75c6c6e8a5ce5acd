import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type FlightId, isFlightId } from '../../domain/flights';
import { scanPages } from './scanning';
import { imageSeq } from './seatMapLog';
import type { Tables } from './tables';

/** Whole-table reads, for rebuilding what the projector tells when the streams no longer have it. Strong, page by page. */
export function createTableScans({ db, tables }: { db: DynamoDBDocumentClient; tables: Tables }) {
  return {
    /** Legs whose seat map has ever had a version. */
    async *scanToldLegs(): AsyncGenerator<FlightId[]> {
      const scan = {
        TableName: tables.Channels,
        FilterExpression: 'Seq = :image',
        ProjectionExpression: '#Channel',
        ExpressionAttributeNames: { '#Channel': 'Channel' },
        ExpressionAttributeValues: { ':image': imageSeq },
      };
      for await (const page of scanPages(db, scan)) {
        yield page.map((item) => String(item['Channel']).replace(/^seatmap:/, '')).filter(isFlightId);
      }
    },
  };
}
export type TableScans = ReturnType<typeof createTableScans>;
