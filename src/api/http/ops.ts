import { z } from 'zod';
import { type EpochMs, toRfc3339 } from '../../domain/instants';
import type { RecomputeReport } from '../../domain/recomputes';
import type { Importing } from '../importing';
import type { Recomputing, RunningRecompute } from '../recomputing';
import { importRoutes } from './imports';
import { route, type Route } from './route';
import { instantSchema, listMetaSchema, queryIntegerSchema } from './schemas';

export interface OpsRouteDeps {
  readonly recomputing: Recomputing;
  readonly importing: Importing;
}

const progressSchema = z.object({
  phase: z.enum(['loading', 'waiting', 'computing', 'flipping', 'done']),
  sources_done: z.int().meta({ description: 'Origins whose routes are computed and written' }),
  sources: z.int(),
  written: z.int().meta({ description: 'Pairs whose routes changed' }),
  opened_at: instantSchema.optional().meta({
    description: 'Since when searches use the new network and compute those of its routes that are not written yet',
  }),
});

const recomputeSchema = z
  .object({
    id: z.string(),
    status: z.enum(['running', 'ended']),
    started_at: instantSchema,
    progress: progressSchema.optional().meta({ description: 'While running; missing while no worker can be asked' }),
    opened_at: instantSchema.optional().meta({
      description: 'When searches went over to the new network, where that was before its routes were written',
    }),
    finished_at: instantSchema.optional(),
    outcome: z.string().optional().meta({
      description:
        '`flipped`: searches use the new routes; `unchanged`; `refused`: the network looked broken; `superseded`',
    }),
    reason: z.string().optional().meta({ description: 'Why the network was refused' }),
    snapshot: z.int().optional(),
    airports: z.int().optional(),
    legs: z.int().optional(),
    pairs: z.int().optional().meta({ description: 'Ordered pairs with at least one route' }),
    paths: z.int().optional(),
    written: z.int().optional(),
  })
  .meta({ id: 'Recompute' });

const runningExample = {
  id: '0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c11',
  status: 'running',
  started_at: '2026-12-01T10:00:00.000Z',
  progress: {
    phase: 'computing',
    sources_done: 128,
    sources: 293,
    written: 5120,
    opened_at: '2026-12-01T10:00:02.000Z',
  },
};
const endedExample = {
  id: '0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c10',
  status: 'ended',
  started_at: '2026-12-01T04:00:00.000Z',
  finished_at: '2026-12-01T04:00:03.000Z',
  outcome: 'flipped',
  snapshot: 7,
  airports: 293,
  legs: 1460,
  pairs: 85000,
  paths: 1200000,
  written: 412,
};
const operation = { tag: 'operations', access: 'operator', lane: 'searching' } as const;

function runningShape({ id, startedAt, progress }: RunningRecompute) {
  const shown = progress && { ...progress, ...openedShape(progress) };
  return { id, status: 'running', startedAt: toRfc3339(startedAt), progress: shown };
}

function endedShape({ startedAt, finishedAt, ...report }: RecomputeReport) {
  const times = { startedAt: toRfc3339(startedAt), ...openedShape(report), finishedAt: toRfc3339(finishedAt) };
  return { ...report, status: 'ended', ...times };
}

function openedShape({ openedAt }: { readonly openedAt?: EpochMs }) {
  return openedAt === undefined ? {} : { openedAt: toRfc3339(openedAt) };
}

/** What operators do by hand. */
export function opsRoutes({ recomputing, importing }: OpsRouteDeps): Route[] {
  return [
    ...importRoutes({ importing }),
    route(
      {
        ...operation,
        method: 'post',
        path: '/v1/ops/recomputes',
        operationId: 'startRecompute',
        cost: 60,
        summary: 'Compute all routes anew, now; or join the recompute that is under way',
        idempotency: 'stored',
        body: z
          .strictObject({
            force: z
              .boolean()
              .default(false)
              .meta({ description: 'Also from a network that looks broken: empty, or with 30 % of its legs gone' }),
          })
          .default({ force: false }),
        bodyExample: { force: false },
        answers: {
          202: { description: 'Under way', schema: recomputeSchema, example: runningExample },
        },
        problems: [],
      },
      async ({ body }) => {
        const run = await recomputing.startRecompute(body);
        return { status: 202, body: runningShape(run), headers: { Location: '/v1/ops/recomputes' } };
      },
    ),
    route(
      {
        ...operation,
        method: 'get',
        path: '/v1/ops/recomputes',
        operationId: 'listRecomputes',
        summary: 'Recomputes: those under way with their progress, then the latest that ended',
        idempotency: 'none',
        query: z.strictObject({ limit: queryIntegerSchema(1, 200).optional() }),
        answers: {
          200: {
            description: 'Newest first',
            schema: z.object({ data: z.array(recomputeSchema), meta: listMetaSchema }),
            example: { data: [runningExample, endedExample], meta: { after: null } },
          },
        },
        problems: [],
      },
      async ({ query }) => {
        const { running, ended } = await recomputing.listRecomputes(query.limit ?? 50);
        return {
          status: 200,
          body: { data: [...running.map(runningShape), ...ended.map(endedShape)], meta: { after: null } },
        };
      },
    ),
  ];
}
