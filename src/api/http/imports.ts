import { z } from 'zod';
import { importFormats, type ImportRun } from '../../domain/imports/requests';
import { type EpochMs, toRfc3339 } from '../../domain/instants';
import type { Importing, RunningImport } from '../importing';
import { route, type Route } from './route';
import { instantSchema, listMetaSchema, queryIntegerSchema } from './schemas';

const faultSchema = z.object({
  file: z.string(),
  line: z.int(),
  field: z.string(),
  value: z.string(),
  expected: z.string(),
});
const findingSchema = z.object({
  kind: z.string(),
  what: z.string().meta({ description: 'What was noticed, and what was done about it' }),
  count: z.int(),
  examples: z.array(z.string()),
});

export const importSchema = z
  .object({
    id: z.string(),
    status: z.enum(['running', 'ended']),
    started_at: instantSchema,
    in_use_at: instantSchema
      .optional()
      .meta({ description: 'When searches went over to the network, which may be before all its routes are stored' }),
    finished_at: instantSchema.optional(),
    progress: z
      .object({
        phase: z.enum(['reading', 'writing', 'routes', 'done']),
        done: z.int().optional(),
        of: z.int().optional(),
      })
      .optional()
      .meta({
        description: 'While running: lines read, pairs of airports written, or origins whose routes are stored',
      }),
    outcome: z.enum(['imported', 'unchanged', 'refused', 'faulty']).optional().meta({
      description: 'Only `imported` wrote anything; `faulty`: see `faults`; `refused`: the network looked broken',
    }),
    name: z.string().optional(),
    reason: z.string().optional(),
    faults: z.array(faultSchema).optional().meta({ description: 'The first fifty' }),
    fault_count: z.int().optional(),
    findings: z.array(findingSchema).optional(),
    flights_read: z.int().optional().meta({ description: 'As the files have them, codeshares included' }),
    airports: z.int().optional(),
    carriers: z.int().optional(),
    schedules: z.int().optional().meta({ description: 'Segments on sale' }),
    legs: z.int().optional().meta({ description: 'Ordered pairs of airports with flights' }),
    pairs_changed: z.int().optional(),
    has_snapshot: z.boolean().optional().meta({ description: 'Whether searches had routes to look up before' }),
  })
  .meta({ id: 'Import' });

const fileName = /^[A-Za-z0-9_][\w.-]*(\/[A-Za-z0-9_][\w.-]*)*$/;
const bodySchema = z.strictObject({
  format: z.enum(importFormats).meta({ description: '`demo` brings the fictional network back and takes no files' }),
  files: z
    .array(z.string().max(200).regex(fileName, 'expected a name within the folder of imports'))
    .max(50)
    .default([])
    .meta({ description: 'Names within IMPORT_FOLDER of the search workers', examples: [['winter.ssim']] }),
  force: z
    .boolean()
    .default(false)
    .meta({ description: 'Also a network that looks broken: empty, or with 30 % of the legs gone' }),
});

const runningExample = {
  id: '0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c12',
  status: 'running',
  started_at: '2026-12-01T10:00:00.000Z',
  in_use_at: '2026-12-01T10:01:12.000Z',
  progress: { phase: 'routes', done: 128, of: 3257 },
};
const endedExample = {
  id: '0198f0a4-6a51-7d0e-8a4a-0d6d6f1f7c11',
  status: 'ended',
  started_at: '2026-12-01T04:00:00.000Z',
  in_use_at: '2026-12-01T04:00:39.000Z',
  finished_at: '2026-12-01T04:00:41.000Z',
  outcome: 'imported',
  name: 'ssim: winter.ssim',
  faults: [],
  fault_count: 0,
  findings: [
    { kind: 'codeshare', what: 'sold under another number: shown once', count: 12, examples: ['UA8840 FRA-JFK'] },
  ],
  flights_read: 1204,
  airports: 6072,
  carriers: 1,
  schedules: 1292,
  legs: 188,
  pairs_changed: 14,
  has_snapshot: true,
};
const operation = { tag: 'operations', access: 'operator', lane: 'searching' } as const;

function runningShape({ id, startedAt, progress }: RunningImport) {
  if (!progress) return { id, status: 'running', startedAt: toRfc3339(startedAt) };
  const { inUseAt, ...shown } = progress;
  return { id, status: 'running', startedAt: toRfc3339(startedAt), ...inUseShape(inUseAt), progress: shown };
}

function endedShape({ startedAt, inUseAt, finishedAt, ...run }: ImportRun) {
  const times = { startedAt: toRfc3339(startedAt), ...inUseShape(inUseAt), finishedAt: toRfc3339(finishedAt) };
  return { ...run, status: 'ended', ...times };
}

function inUseShape(inUseAt: EpochMs | undefined) {
  return inUseAt === undefined ? {} : { inUseAt: toRfc3339(inUseAt) };
}

/** Networks from files: how operators bring them in and see what became of them. */
export function importRoutes({ importing }: { readonly importing: Importing }): Route[] {
  return [
    route(
      {
        ...operation,
        method: 'post',
        path: '/v1/ops/imports',
        operationId: 'startImport',
        cost: 60,
        summary: 'Import a network from files: check all of it, write the difference, compute its routes',
        idempotency: 'stored',
        body: bodySchema,
        bodyExample: { format: 'ssim', files: ['winter.ssim'], force: false },
        answers: { 202: { description: 'Under way', schema: importSchema, example: runningExample } },
        problems: ['import_in_progress'],
      },
      async ({ body: { format, files, force } }) => {
        const run = await importing.startImport({ format, files }, force);
        return { status: 202, body: runningShape(run), headers: { Location: '/v1/ops/imports' } };
      },
    ),
    route(
      {
        ...operation,
        method: 'get',
        path: '/v1/ops/imports',
        operationId: 'listImports',
        summary: 'Imports: the one under way with its progress, then the latest that ended with their reports',
        idempotency: 'none',
        query: z.strictObject({ limit: queryIntegerSchema(1, 50).optional() }),
        answers: {
          200: {
            description: 'Newest first',
            schema: z.object({ data: z.array(importSchema), meta: listMetaSchema }),
            example: { data: [runningExample, endedExample], meta: { after: null } },
          },
        },
        problems: [],
      },
      async ({ query }) => {
        const { running, ended } = await importing.listImports(query.limit ?? 20);
        return {
          status: 200,
          body: { data: [...running.map(runningShape), ...ended.map(endedShape)], meta: { after: null } },
        };
      },
    ),
  ];
}
