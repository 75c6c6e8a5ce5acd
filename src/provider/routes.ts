import { createHash } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import type { z } from 'zod';
import type { Book } from './book';
import type { Call, Desk, Reply } from './desk';
import type { Operations } from './operations';
import {
  cancelSchema,
  captureSchema,
  confirmSchema,
  createSchema,
  parseParameters,
  refundSchema,
  refuseCardData,
  updateSchema,
} from './parameters';
import type { Change } from './operations';
import { Refusal } from './refusals';

interface Dependencies {
  readonly book: Book;
  readonly desk: Desk;
  readonly operations: Operations;
  readonly baseUrl: () => string;
}

/** The same parameters give the same text, in whatever order they were sent. */
function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, canonical(member)]);
}

function fingerprintOf(req: Request): string {
  return createHash('sha256')
    .update(JSON.stringify([req.method, req.path, canonical(req.body)]))
    .digest('base64');
}

function idempotencyKeyOf(req: Request): string | undefined {
  const key = req.get('idempotency-key');
  if (key !== undefined && key.length > 255) {
    throw new Refusal(400, 'invalid_request_error', 'Idempotency keys can be at most 255 characters long.', {
      code: 'idempotency_key_too_long',
    });
  }
  return key === '' ? undefined : key;
}

function send(req: Request, res: Response, reply: Reply): void {
  if (reply.kind === 'dropped') {
    req.socket.destroy();
    return;
  }
  const key = req.get('idempotency-key');
  res.status(reply.status).set('content-type', 'application/json');
  if (key) res.set('idempotency-key', key);
  if (reply.originalRequestId) res.set({ 'idempotent-replayed': 'true', 'original-request': reply.originalRequestId });
  res.send(reply.body);
}

/** The requests that change something. Express hands rejections to the application's error handler. */
export function changingRoutes({ book, desk, operations, baseUrl }: Dependencies): Router {
  const router = Router();

  function post<S extends z.ZodType<{ expand: string[] }>>(
    path: string,
    operation: Call['operation'],
    schema: S,
    run: (id: string, wanted: z.output<S>) => Change,
  ): void {
    router.post(path, async (req, res) => {
      refuseCardData(req.body);
      const wanted = parseParameters(schema, req.body);
      const id = typeof req.params['id'] === 'string' ? req.params['id'] : undefined;
      const call: Call = {
        operation,
        ...(id === undefined ? {} : { intentId: id }),
        bookingId: bookingOf(req.body, id),
        requestId: String(res.get('request-id')),
        idempotencyKey: idempotencyKeyOf(req),
        fingerprint: fingerprintOf(req),
        view: { baseUrl: baseUrl(), expand: wanted.expand },
        run: () => run(id ?? '', wanted),
      };
      send(req, res, await desk.handle(call));
    });
  }

  /** Booking of a request, for faults that are meant for one booking: from the payment, or from what it is created with. */
  function bookingOf(body: unknown, id: string | undefined): string | undefined {
    const sent = parseBooking(body);
    return book.findIntent(id ?? sent.intentId ?? '')?.metadata['booking_id'] ?? sent.bookingId;
  }

  post('/payment_intents', 'create', createSchema, (_, wanted) => operations.create(wanted));
  post('/payment_intents/:id', 'update', updateSchema, (id, wanted) => operations.update(id, wanted));
  post('/payment_intents/:id/confirm', 'confirm', confirmSchema, (id, wanted) => operations.confirm(id, wanted));
  post('/payment_intents/:id/capture', 'capture', captureSchema, (id, wanted) => operations.capture(id, wanted));
  post('/payment_intents/:id/cancel', 'cancel', cancelSchema, (id, wanted) => operations.cancel(id, wanted));
  post('/refunds', 'refund', refundSchema, (_, wanted) => operations.refund(wanted));
  return router;
}

function parseBooking(body: unknown): { readonly bookingId?: string; readonly intentId?: string } {
  if (typeof body !== 'object' || body === null) return {};
  const intentId =
    'payment_intent' in body && typeof body.payment_intent === 'string' ? { intentId: body.payment_intent } : {};
  const metadata = 'metadata' in body ? body.metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('booking_id' in metadata)) return intentId;
  return typeof metadata.booking_id === 'string' ? { ...intentId, bookingId: metadata.booking_id } : intentId;
}
