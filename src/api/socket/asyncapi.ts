import { z } from 'zod';
import type { BookingEventType } from '../../domain/bookings';
import { seatChangeSchema, snapshotSchema, subscribeSchema, unsubscribeSchema, wireEventSchema } from './events';
import { problemSchema } from '../http/schemas';
import { datePriceSchema } from '../http/datePriceShape';
import { offerSchema } from '../http/offerSchemas';
import { contractVersion } from '../contractVersion';
import { streamNamespace } from './server';

const version = z.int().min(1).meta({ description: 'Equals seq' });

/** What `data` of each type says. Clients ignore types and members that they do not know. */
const bookingData = z.looseObject({
  booking_id: z.string(),
  status: z.enum(['held', 'payment_processing', 'confirmed', 'expired', 'cancelled', 'refused']),
  payment_status: z.enum([
    'none',
    'requires_action',
    'processing',
    'authorised',
    'captured',
    'declined',
    'voided',
    'refunded',
  ]),
  expires_at: z.iso.datetime().optional().meta({ description: 'Count down to this' }),
});

const eventData = {
  'seatmap.changed': z.object({ version, changes: z.array(seatChangeSchema) }),
  'route.found': z.looseObject({
    slice: z.int(),
    origin: z.string(),
    destination: z.string(),
    via: z.array(z.string()),
  }),
  'offer.upserted': z.looseObject({ offer: offerSchema }),
  'dates.priced': z.looseObject({ dates: z.array(datePriceSchema) }),
  'source.failed': z.looseObject({ source: z.string() }),
  'search.completed': z.looseObject({
    offers: z.int(),
    routes: z.int(),
    sources: z.array(z.unknown()),
    reason: z.string(),
  }),
  'booking.held': bookingData,
  'booking.extended': bookingData,
  'booking.seats_changed': bookingData,
  'booking.refused': bookingData,
  'booking.expired': bookingData,
  'booking.cancelled': bookingData,
  'booking.confirmed': bookingData.extend({ reference: z.string().meta({ description: 'Record locator' }) }),
  'booking.ticketed': bookingData.extend({ reference: z.string() }),
  'payment.requires_action': bookingData,
  'payment.processing': bookingData,
  'payment.authorised': bookingData,
  'payment.declined': bookingData,
  'payment.voided': bookingData,
  'payment.refunded': bookingData,
} as const satisfies Record<string, z.ZodType> & Record<BookingEventType, z.ZodType>;

const okSchema = z.object({ ok: z.literal(true), data: z.object({ channel: z.string(), seq: z.int() }) });
const refusedSchema = z.object({
  ok: z.literal(false),
  problem: problemSchema.extend({ snapshot: snapshotSchema.optional() }),
});
const goneSchema = z.object({ channel: z.string(), problem: problemSchema, snapshot: snapshotSchema });

/** Schemas that have a name stand once among the components; zod puts a copy into each payload that uses them. */
function createSchemas() {
  const named: Record<string, unknown> = {};
  const lift = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(lift);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) => {
        if (key === '$schema' || key === 'id') return typeof member === 'string' ? [] : [[key, lift(member)]];
        if (key === 'definitions') {
          Object.assign(named, lift(member));
          return [];
        }
        const lifted =
          typeof member === 'string' && key === '$ref'
            ? member.replace('#/definitions/', '#/components/schemas/')
            : lift(member);
        return [[key, lifted]];
      }),
    );
  };
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output') =>
    lift(z.toJSONSchema(schema, { target: 'draft-7', io, unrepresentable: 'any' }));
  return { named, schemaOf };
}

const component = (name: string) => ({ $ref: `#/components/messages/${name}` });
const inChannel = (name: string) => ({ $ref: `#/channels/stream/messages/${name}` });
const messageName = (type: string) => type.replace(/[._](\w)/g, (_, letter: string) => letter.toUpperCase());

/** The AsyncAPI 3.0 document of `/v1/stream`, made from the schemas that check and shape its messages. */
export function asyncApiDocument({ publicUrl }: { publicUrl: string }): Record<string, unknown> {
  const { named, schemaOf } = createSchemas();
  const events = Object.entries(eventData).map(([type, data]) => {
    const payload = wireEventSchema.extend({ type: z.literal(type), data });
    return [messageName(type), { name: 'event', title: type, payload: schemaOf(payload) }] as const;
  });
  const messages = {
    subscribe: { name: 'subscribe', title: 'Follow a channel', payload: schemaOf(subscribeSchema, 'input') },
    unsubscribe: { name: 'unsubscribe', title: 'Follow it no longer', payload: schemaOf(unsubscribeSchema, 'input') },
    acknowledgement: {
      title: 'The answer to subscribe and unsubscribe',
      payload: schemaOf(z.union([okSchema, refusedSchema])),
    },
    streamGone: {
      name: 'stream_gone',
      title: 'The subscription has ended: go on from the snapshot',
      payload: schemaOf(goneSchema),
    },
    problem: { name: 'problem', title: 'Said before the server disconnects', payload: schemaOf(problemSchema) },
    ...Object.fromEntries(events),
  };
  const told = [...events.map(([name]) => name), 'streamGone', 'problem'];
  const operation = (action: 'send' | 'receive', names: readonly string[], summary: string, reply = false) => ({
    action,
    summary,
    channel: { $ref: '#/channels/stream' },
    messages: names.map(inChannel),
    ...(reply && { reply: { channel: { $ref: '#/channels/stream' }, messages: [inChannel('acknowledgement')] } }),
  });
  const { host, protocol } = new URL(publicUrl);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Skyhold events',
      version: contractVersion,
      description:
        'Socket.IO, namespace /v1/stream; a token goes into `auth.token`. Events of a channel are numbered from 1 without gaps; subscribe with `after_seq` to get exactly what you missed. The same events come from GET /v1/{searches,bookings,seat-maps}/{id}/events.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      api: { host, protocol: protocol === 'https:' ? 'wss' : 'ws', description: 'Socket.IO, path /socket.io' },
    },
    channels: {
      stream: {
        address: streamNamespace,
        description: 'search:<id>, booking:<id>, seatmap:<flight_id>',
        messages: Object.fromEntries(Object.keys(messages).map((name) => [name, component(name)])),
      },
    },
    operations: {
      follow: operation('receive', ['subscribe', 'unsubscribe'], 'What clients ask', true),
      tell: operation('send', told, 'What clients are told'),
    },
    components: { messages, schemas: named },
  };
}
