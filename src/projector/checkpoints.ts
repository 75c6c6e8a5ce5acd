import { z } from 'zod';
import type { StreamPosition } from './following';
import type { RebuiltSpan } from './records';

/** How far a projector has come: the memo that it leaves in the lease. */
const checkpointSchema = z.object({
  at: z.number(),
  rebuilt: z.object({ since: z.number(), until: z.number() }),
  streams: z.array(z.object({ stream: z.string(), shards: z.record(z.string(), z.string()) })),
});

export interface Checkpoint {
  readonly at: number;
  readonly rebuilt: RebuiltSpan;
  readonly streams: readonly StreamPosition[];
}

export function formatCheckpoint(checkpoint: Checkpoint): string {
  return JSON.stringify(checkpoint);
}

/**
 * The checkpoint, if the streams still have everything that came after it: it is young enough, and about these very
 * streams. Undefined otherwise, whatever the reason: the tables then say what there is to tell.
 */
export function usableCheckpoint(
  memo: string | undefined,
  streamArns: readonly string[],
  oldest: number,
): Checkpoint | undefined {
  if (memo === undefined) return undefined;
  const parsed = checkpointSchema.safeParse(JSON.parse(memo));
  if (!parsed.success || parsed.data.at < oldest) return undefined;
  const known = new Set(parsed.data.streams.map(({ stream }) => stream));
  return streamArns.every((arn) => known.has(arn)) ? parsed.data : undefined;
}
