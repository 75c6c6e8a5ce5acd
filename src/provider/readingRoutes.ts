import { setTimeout as pause } from 'node:timers/promises';
import { Router, type Request, type Response } from 'express';
import type { Book } from './book';
import type { Faults } from './faults';
import { pageOf } from './pages';
import { listSchema, parseParameters, retrieveSchema } from './parameters';
import type { Intent } from './records';
import { noSuch, Refusal } from './refusals';
import { chargeWire, eventWire, intentWire, listWire, refundWire } from './wire';

interface Dependencies {
  readonly book: Book;
  readonly faults: Faults;
  /** Resolves when what is in memory is on the disk: nothing is told that a crash could take back. */
  readonly settled: () => Promise<void>;
  readonly apiVersion: string;
  readonly baseUrl: () => string;
}

/** The requests that only read. */
export function readingRoutes({ book, faults, settled, apiVersion, baseUrl }: Dependencies): Router {
  const router = Router();

  function get(path: string, operation: 'retrieve' | 'list', read: (req: Request, id: string) => unknown): void {
    router.get(path, async (req, res) => {
      const id = typeof req.params['id'] === 'string' ? req.params['id'] : '';
      const fault = faults.take(operation, book.findIntent(id)?.metadata['booking_id']);
      if (fault?.kind === 'drop_request' || fault?.kind === 'drop_answer') return drop(req);
      if (fault?.kind === 'error_500')
        throw new Refusal(500, 'api_error', 'An unknown error occurred (asked for by a fault switch).');
      if (fault?.kind === 'delay') await pause(fault.ms);
      const body = read(req, id);
      await settled();
      if (fault?.kind === 'delay_answer') await pause(fault.ms);
      answer(res, body);
    });
  }

  function found<T>(record: T | undefined, kind: string, id: string): T {
    if (record === undefined) throw noSuch(kind, id, 'id');
    return record;
  }

  const wire = (intent: Intent, expand: readonly string[]) => intentWire(intent, { baseUrl: baseUrl(), expand });
  const ofIntent = (wanted: string | undefined) => (id: string) => wanted === undefined || wanted === id;

  get('/payment_intents', 'list', (req) => {
    const query = parseParameters(listSchema, req.query);
    const { page, hasMore } = pageOf(book.listIntents(), query);
    const expand = query.expand.map((name) => name.replace(/^data\./, ''));
    return listWire(
      '/v1/payment_intents',
      page.map((intent) => wire(intent, expand)),
      hasMore,
    );
  });
  get('/payment_intents/:id', 'retrieve', (req, id) => {
    const { expand } = parseParameters(retrieveSchema, req.query);
    return wire(found(book.findIntent(id), 'payment_intent', id), expand);
  });
  get('/refunds', 'list', (req) => {
    const query = parseParameters(listSchema, req.query);
    const matches = ofIntent(query.payment_intent);
    const { page, hasMore } = pageOf(
      book.listRefunds().filter((refund) => matches(refund.intentId)),
      query,
    );
    return listWire('/v1/refunds', page.map(refundWire), hasMore);
  });
  get('/refunds/:id', 'retrieve', (_, id) => refundWire(found(book.findRefund(id), 'refund', id)));
  get('/charges', 'list', (req) => {
    const query = parseParameters(listSchema, req.query);
    const matches = ofIntent(query.payment_intent);
    const charged = book
      .listIntents()
      .flatMap((intent) => (intent.chargeId && matches(intent.id) ? { ...intent, intent, id: intent.chargeId } : []));
    const { page, hasMore } = pageOf(charged, query);
    return listWire(
      '/v1/charges',
      page.map(({ intent }) => chargeWire(intent)),
      hasMore,
    );
  });
  get('/charges/:id', 'retrieve', (_, id) => chargeWire(found(book.findIntentByCharge(id), 'charge', id)));
  get('/events', 'list', (req) => {
    const query = parseParameters(listSchema, req.query);
    const events = book.listEvents().filter(({ type }) => query.type === undefined || query.type === type);
    const { page, hasMore } = pageOf(
      events.map((event) => ({ ...event, createdAt: event.at })),
      query,
    );
    return listWire(
      '/v1/events',
      page.map((event) => eventWire(event, apiVersion, baseUrl())),
      hasMore,
    );
  });
  get('/events/:id', 'retrieve', (_, id) => eventWire(found(book.findEvent(id), 'event', id), apiVersion, baseUrl()));
  return router;
}

function drop(req: Request): void {
  req.socket.destroy();
}

function answer(res: Response, body: unknown): void {
  res.status(200).json(body);
}
