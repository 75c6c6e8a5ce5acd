import { z } from 'zod';
import { toRfc3339 } from '../../domain/instants';
import type { ReconcileReport } from '../../domain/reconciliations';
import type { Reconciliations } from '../reconciliations';
import { route, type Route } from './route';
import { instantSchema, listMetaSchema, queryIntegerSchema } from './schemas';

export interface ReconciliationRouteDeps {
  readonly reconciliations: Reconciliations;
}

const settledSchema = z.object({
  booking_id: z.string(),
  was: z.string().meta({ description: "State of the booking's row in which nothing went on with it" }),
  did: z.string().meta({
    description:
      '`expired`, `cancelled` or `refused`: closed for this reason; `ticket`; `clear`: what an earlier close left behind was freed; `leave`: looked at again later; `failed`: tried again later',
  }),
  because: z.string(),
});
const straySchema = z.object({
  booking_id: z.string(),
  payment_id: z.string(),
  provider_id: z.string(),
  state: z.string().meta({ description: 'As the provider told it' }),
});
const reconciliationSchema = z
  .object({
    id: z.string(),
    payments: z.enum(['recent', 'all']).meta({ description: 'How far back payments were looked at' }),
    started_at: instantSchema,
    finished_at: instantSchema,
    settled_count: z.int(),
    stray_count: z.int(),
    settled: z.array(settledSchema).meta({ description: 'Bookings on which nothing worked any more; the first fifty' }),
    strays: z.array(straySchema).meta({
      description:
        'Payments that no booking stood for, each handed to a workflow that sells or gives back; the first fifty',
    }),
  })
  .meta({ id: 'Reconciliation' });

const example = {
  id: '0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c12',
  payments: 'recent',
  started_at: '2026-12-01T10:00:30.000Z',
  finished_at: '2026-12-01T10:00:30.240Z',
  settled_count: 1,
  stray_count: 1,
  settled: [
    { booking_id: 'bkg_vcpT5cSQ2lYwGqzX0p0GIA', was: 'HELD', did: 'cancelled', because: 'nothing goes on with it' },
  ],
  strays: [
    {
      booking_id: 'bkg_vcpT5cSQ2lYwGqzX0p0GIA',
      payment_id: 'pay_3v8cVt3v4bq7m1cVw0PZ6A',
      provider_id: 'pi_1',
      state: 'authorised',
    },
  ],
};

function shape({ startedAt, finishedAt, ...report }: ReconcileReport) {
  return { ...report, startedAt: toRfc3339(startedAt), finishedAt: toRfc3339(finishedAt) };
}

/** What the product brought to an end by itself, for operators. */
export function reconciliationRoutes({ reconciliations }: ReconciliationRouteDeps): Route[] {
  return [
    route(
      {
        tag: 'operations',
        access: 'operator',
        lane: 'searching',
        method: 'get',
        path: '/v1/ops/reconciliations',
        operationId: 'listReconciliations',
        summary: 'What the reconciler did about bookings and payments that nothing worked on, and why',
        idempotency: 'none',
        query: z.strictObject({ limit: queryIntegerSchema(1, 200).optional() }),
        answers: {
          200: {
            description: 'Runs that did something, newest first, of the last day',
            schema: z.object({ data: z.array(reconciliationSchema), meta: listMetaSchema }),
            example: { data: [example], meta: { after: null } },
          },
        },
        problems: [],
      },
      async ({ query }) => {
        const reports = await reconciliations.listReconciliations(query.limit ?? 50);
        return { status: 200, body: { data: reports.map(shape), meta: { after: null } } };
      },
    ),
  ];
}
