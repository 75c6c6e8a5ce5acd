import { ApplicationFailure } from '@temporalio/common';
import type { WorkerInterceptors } from '@temporalio/worker';
import { DomainError } from '../domain/problems';

/**
 * The one place that turns a refusal into a failure that is never retried. Its message is the code alone: the detail may
 * name what a customer typed, and workflow histories keep nothing personal.
 */
export const refusalInterceptors: WorkerInterceptors = {
  activity: [
    () => ({
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
    }),
  ],
};
