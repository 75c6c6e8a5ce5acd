import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory, WorkerInterceptors } from '@temporalio/worker';
import { DomainError } from '../domain/problems';
import type { Failpoints } from '../failpoints';

/**
 * The one place that turns a refusal into a failure that is never retried. Its message is the code alone: the detail may
 * name what a customer typed, and workflow histories keep nothing personal.
 */
const refusals: ActivityInterceptorsFactory = () => ({
  inbound: {
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        if (error instanceof DomainError) throw ApplicationFailure.nonRetryable(error.code, error.code);
        throw error;
      }
    },
  },
});

/** What every activity runs inside of: its refusals, and its failpoints `<activity type>.before` and `.after`. */
export function activityInterceptors(failpoints: Failpoints): WorkerInterceptors {
  const points: ActivityInterceptorsFactory = ({ info }) => ({
    inbound: {
      execute: (input, next) =>
        failpoints.around(info.activityType, (...args: unknown[]) => next({ ...input, args }))(...input.args),
    },
  });
  return { activity: [refusals, points] };
}
