import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Logger } from 'pino';
import { auditView } from './audit';
import { demandKey } from './authentication';
import type { Book } from './book';
import { challengeRoutes, type Decide } from './challenges';
import type { Desk } from './desk';
import { faultSchema, type Faults } from './faults';
import type { NewId } from './ids';
import type { Operations } from './operations';
import { parseParameters } from './parameters';
import { readingRoutes } from './readingRoutes';
import { Refusal } from './refusals';
import { changingRoutes } from './routes';
import { refusalWire } from './wire';

interface Dependencies {
  readonly book: Book;
  readonly desk: Desk;
  readonly operations: Operations;
  readonly faults: Faults;
  readonly faultSwitches: boolean;
  readonly decide: Decide;
  readonly settled: () => Promise<void>;
  readonly secretKey: string;
  readonly apiVersion: string;
  readonly baseUrl: () => string;
  readonly newId: NewId;
  readonly logger: Logger;
}

/** Everything this provider answers over HTTP. */
export function createApplication(deps: Dependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'extended');
  app.use((req, res, next) => {
    res.set('request-id', deps.newId('req'));
    const version = req.get('stripe-version');
    if (version) res.set('stripe-version', version);
    next();
  });
  app.get('/health', async (_, res) => {
    // Rejects for good once the disk has failed.
    await deps.settled();
    res.json({ status: 'ok' });
  });
  app.get('/ledger', async (req, res) => {
    const { booking_id: bookingId, payment_id: paymentId } = req.query;
    await deps.settled();
    res.json(
      auditView(deps.book, {
        ...(typeof bookingId === 'string' ? { bookingId } : {}),
        ...(typeof paymentId === 'string' ? { paymentId } : {}),
      }),
    );
  });
  app.use('/3ds', challengeRoutes(deps));
  if (deps.faultSwitches) app.use('/faults', faultRoutes(deps.faults));
  app.use('/v1', (req, _, next) => {
    demandKey(req.get('authorization'), deps.secretKey);
    next();
  });
  app.use('/v1', express.urlencoded({ extended: true, limit: '64kb' }), changingRoutes(deps), readingRoutes(deps));
  app.use((req) => {
    const message = `Unrecognized request URL (${req.method}: ${req.path}).`;
    throw new Refusal(404, 'invalid_request_error', message);
  });
  app.use(errorHandler(deps.logger));
  return app;
}

function faultRoutes(faults: Faults): express.Router {
  const router = express.Router();
  router.get('/', (_, res) => void res.json({ faults: faults.list() }));
  router.post('/', express.json(), (req, res) => {
    faults.add(parseParameters(faultSchema, req.body));
    res.status(201).json({ faults: faults.list() });
  });
  router.delete('/', (_, res) => {
    faults.clear();
    res.json({ faults: [] });
  });
  return router;
}

function isHttpError(error: unknown): error is { readonly status: number; readonly message: string } {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;
}

function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    if (error instanceof Refusal) return void res.status(error.status).json(refusalWire(error));
    if (isHttpError(error)) {
      const refusal = new Refusal(error.status, 'invalid_request_error', error.message);
      return void res.status(error.status).json(refusalWire(refusal));
    }
    logger.error({ err: error, path: req.path }, 'request failed');
    return void res.status(500).json(refusalWire(new Refusal(500, 'api_error', 'An unknown error occurred.')));
  };
}
