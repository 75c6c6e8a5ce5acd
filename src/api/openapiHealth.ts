import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';

const readiness = z
  .object({
    status: z.enum(['ready', 'not_ready', 'stopping']),
    missing: z.array(z.string()).meta({ description: 'Names of the parts that are not there' }),
    checks: z.record(z.string(), z.string()).meta({ description: '`ok`, or what is missing, by part' }),
  })
  .meta({ id: 'Readiness' });

const json = (schema: z.ZodType, example: unknown) => ({ content: { 'application/json': { schema, example } } });

/** The operations the door answers by itself. */
export const healthPaths: ZodOpenApiPathsObject = {
  '/health/live': {
    get: {
      operationId: 'getLiveness',
      summary: 'Whether this process answers',
      tags: ['health'],
      security: [{}],
      responses: {
        '200': { description: 'It does', ...json(z.object({ status: z.literal('live') }), { status: 'live' }) },
      },
    },
  },
  '/health/ready': {
    get: {
      operationId: 'getReadiness',
      summary: 'Whether everything this process needs is there',
      tags: ['health'],
      security: [{}],
      responses: {
        '200': {
          description: 'Ready to serve',
          ...json(readiness, {
            status: 'ready',
            missing: [],
            checks: { temporal: 'ok', dynamodb: 'ok', network: 'ok' },
          }),
        },
        '503': {
          description: 'Not ready, or stopping',
          ...json(readiness, {
            status: 'not_ready',
            missing: ['network'],
            checks: { temporal: 'ok', dynamodb: 'ok', network: 'no routes computed yet' },
          }),
        },
      },
    },
  },
};
