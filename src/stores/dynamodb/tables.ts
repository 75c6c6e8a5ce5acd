import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** The tables of the product, by role. Every name carries the configured prefix, so several installations can share one account. */
export const tableNames = [
  'Seats',
  'Bookings',
  'Slots',
  'Travels',
  'FlightLegs',
  'Flights',
  'Offers',
  'Channels',
  'Idempotency',
  'Leases',
  'Accounts',
] as const;
export type TableName = (typeof tableNames)[number];
export type Tables = Readonly<Record<TableName, string>>;

export function tablesWithPrefix(prefix: string): Tables {
  return Object.fromEntries(tableNames.map((name) => [name, `${prefix}${name}`])) as Record<TableName, string>;
}

type Spec = Pick<CreateTableCommandInput, 'GlobalSecondaryIndexes' | 'StreamSpecification'> & {
  key: readonly [string, 'S'] | readonly [string, 'S', string, 'S' | 'N'];
  more?: Readonly<Record<string, 'S' | 'N'>>;
  timeToLive?: string;
};

const imagesStream = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;

/**
 * Keys, streams and time-to-live of every table. No time-to-live on seats, slots or bookings: deletion is late by up to
 * days and would delete sold seats (F7); expiry is in the write's condition instead.
 */
export const tableSpecs: Readonly<Record<TableName, Spec>> = {
  Seats: { key: ['FlightLeg', 'S', 'Seat', 'S'], StreamSpecification: imagesStream },
  Bookings: {
    key: ['BookingID', 'S', 'Entry', 'S'],
    StreamSpecification: imagesStream,
    more: { Open: 'S', DueAt: 'N', OwnerKey: 'S', CreatedAt: 'N' },
    GlobalSecondaryIndexes: [
      // Sparse: `Open` is present only while somebody has to bring the booking to an end.
      {
        IndexName: 'OpenByDue',
        KeySchema: [
          { AttributeName: 'Open', KeyType: 'HASH' },
          { AttributeName: 'DueAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
      {
        IndexName: 'ByOwner',
        KeySchema: [
          { AttributeName: 'OwnerKey', KeyType: 'HASH' },
          { AttributeName: 'CreatedAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  },
  Slots: { key: ['Owner', 'S', 'Slot', 'N'] },
  Travels: { key: ['Traveller', 'S', 'FlightLeg', 'S'] },
  FlightLegs: { key: ['FlightLeg', 'S'] },
  Flights: { key: ['Bucket', 'S'] },
  Offers: { key: ['ResultID', 'S', 'Chunk', 'N'], timeToLive: 'ExpiresAtSeconds' },
  Channels: { key: ['Channel', 'S', 'Seq', 'N'], timeToLive: 'ExpiresAtSeconds' },
  Idempotency: { key: ['id', 'S'], timeToLive: 'expiration' },
  Leases: { key: ['Lease', 'S'] },
  // Only the marks of deleted passengers carry the time.
  Accounts: { key: ['Account', 'S', 'Entry', 'S'], timeToLive: 'ExpiresAtSeconds' },
};
