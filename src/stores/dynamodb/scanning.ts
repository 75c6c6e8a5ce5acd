import { type DynamoDBDocumentClient, ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';

/**
 * Items that a page looks at, some 1 MB of bookings: DynamoDB ends a page there by itself. DynamoDB Local does so too, but only
 * after it has loaded all that is left of the table, for each page: 70,000 items take a minute instead of ten seconds, and some
 * more take more memory than it has.
 */
export const itemsPerPage = 500;

/** A whole table, page by page, each a strong read. */
export async function* scanPages(
  db: DynamoDBDocumentClient,
  scan: Omit<ScanCommandInput, 'ConsistentRead' | 'ExclusiveStartKey' | 'Limit'>,
): AsyncGenerator<Record<string, unknown>[]> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await db.send(
      new ScanCommand({
        ...scan,
        ConsistentRead: true,
        Limit: itemsPerPage,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    yield page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start);
}
