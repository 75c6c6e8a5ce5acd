import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { factsOf } from './http/requests';

/** Numbers of one API node. Labels are route patterns and statuses, never ids or people. */
export function createMetrics() {
  const registry = new Registry();
  const durations = new Histogram({
    name: 'skyhold_http_request_duration_seconds',
    help: 'Duration of HTTP requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'skyhold_http_refusals_total',
    help: 'Answers of 4xx and 5xx by route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });

  /** Times every request from its first byte read to its last byte written. */
  const observe: RequestHandler = (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.once('close', () => {
      const labels = {
        method: request.method,
        route: factsOf(request).routePath ?? 'unknown',
        status: response.statusCode,
      };
      durations.observe(labels, Number(process.hrtime.bigint() - startedAt) / 1e9);
      if (response.statusCode >= 400) refusals.inc(labels);
    });
    next();
  };

  return {
    /** A number that is read whenever somebody asks. */
    gauge(name: string, help: string, read: () => number): void {
      const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read()) });
    },
    registry,
    observe,
    /** Event loop, memory and garbage collection of this process; once per process. */
    collectProcess: () => collectDefaultMetrics({ register: registry }),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
