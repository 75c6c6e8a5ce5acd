import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { DomainError } from '../../domain/problems';
import { problemDocument, refusalOf } from '../http/problems';
import type { Problem } from './events';

/** What was thrown, as the same problem document that HTTP gives. `instance`: a channel, or the namespace. */
export type DescribeProblem = (error: unknown, instance: string) => Problem;

export function createProblems({ publicUrl, logger }: { publicUrl: string; logger: Logger }): DescribeProblem {
  return (error, instance) => {
    const requestId = `req_${randomBytes(16).toString('base64url')}`;
    const refusal = refusalOf(error);
    if (!refusal) logger.error({ err: error, requestId, instance }, 'a message met a mistake of ours');
    const shown = refusal ?? new DomainError('internal_error', 'This is our mistake. Please quote the request id.');
    return problemDocument(shown, { publicUrl, instance, requestId });
  };
}
