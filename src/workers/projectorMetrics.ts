import { Gauge, Histogram, type Registry } from 'prom-client';
import type { ProjectorWatch } from '../projector/progress';

const streams = ['seats', 'bookings'] as const;

/**
 * How far what is told lags behind what was written, in seconds. All are there from the start, so that an alert can be made of
 * each: `active` summed over the workers is 1, the others stay near 0. `now` is the data store's clock in epoch ms, by which
 * events are dated.
 */
export function createProjectorMetrics(registry: Registry, now: () => number): ProjectorWatch {
  const registers = [registry];
  const lag = new Histogram({
    name: 'skyhold_projection_lag_seconds',
    help: 'From a write until the projector has handled it: seats are told, bookings audited. Seats by the rounded times of their stream',
    labelNames: ['stream'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  });
  for (const stream of streams) lag.zero({ stream });
  const isActive = new Gauge({
    name: 'skyhold_projector_active',
    help: '1 where this process tells what was written; over all workers it is 1',
    registers,
  });
  const waits = new Map<string, number>();
  new Gauge({
    name: 'skyhold_projection_waiting_seconds',
    help: 'For how long this process has been trying to tell the same records of a stream',
    labelNames: ['stream'],
    registers,
    collect() {
      for (const stream of streams) this.set({ stream }, secondsSince(waits.get(stream)));
    },
  });
  let checkpointAt: number | undefined;
  new Gauge({
    name: 'skyhold_projector_checkpoint_age_seconds',
    help: 'Since when nothing was kept of how far this process has come; 0 where it does not project',
    registers,
    collect() {
      this.set(secondsSince(checkpointAt));
    },
  });
  const secondsSince = (at: number | undefined) => (at === undefined ? 0 : Math.max(0, now() - at) / 1000);

  return {
    active: (is) => {
      isActive.set(is ? 1 : 0);
      checkpointAt = is ? now() : undefined;
      waits.clear();
    },
    handled: (stream, lagMs) => lag.observe({ stream }, Math.max(0, lagMs) / 1000),
    waiting: (stream, since) => {
      if (since === undefined) waits.delete(stream);
      else waits.set(stream, since);
    },
    checkpointed: (at) => void (checkpointAt = at),
  };
}
