import type { Lease } from '../stores/dynamodb/leases';
import type { StreamRecord } from '../stores/dynamodb/streams';
import { pause } from '../waiting';
import { createAuditor } from './auditing';
import { createAvailability } from './availability';
import { type Checkpoint, formatCheckpoint, usableCheckpoint } from './checkpoints';
import { followStream, type StreamFollower, StreamLost } from './following';
import { type StreamName, writtenAt } from './progress';
import type { ProjectorDeps } from './projector';
import { rebuild } from './rebuilding';
import { createBookingHandler, createSeatHandler, type RebuiltSpan } from './records';
import { createSeatMaps, Fenced } from './seatMaps';

/** Streams round the time of a record down: AWS to the second, the local one to the minute; and clocks differ. */
const roundingMs = 90_000;
const clockMarginMs = 5000;
const longestPauseMs = 2000;

/** One holding of the lease, from its taking to its loss or the signal. Never throws: whatever ends it, the lease is asked for again. */
export async function serveTerm(deps: ProjectorDeps, lease: Lease, outer: AbortSignal): Promise<void> {
  const { leases, logger, times, now, watch } = deps;
  const ended = new AbortController();
  const signal = AbortSignal.any([outer, ended.signal]);
  const availability = createAvailability(deps);
  const seatMaps = createSeatMaps({ log: deps.seatMapLog, epoch: lease.epoch, now, onLeg: availability.noteLeg });
  const auditor = createAuditor(deps);
  let followers: StreamFollower[] = [];
  let rebuilt: RebuiltSpan = { since: 0, until: 0 };

  /** Keeps trying, because the records cannot be passed by; only the fence ends it. */
  const patiently =
    (stream: StreamName, handle: (records: readonly StreamRecord[]) => Promise<void>) =>
    async (records: readonly StreamRecord[]): Promise<boolean> => {
      watch.waiting(stream, now());
      for (let wait = 50; !signal.aborted; wait = Math.min(wait * 2, longestPauseMs)) {
        try {
          await handle(records);
          watch.waiting(stream, undefined);
          for (const at of writtenAt(stream, records)) watch.handled(stream, now() - at);
          return true;
        } catch (error) {
          if (error instanceof Fenced) throw error;
          logger.warn({ err: error }, 'what was written could not be told yet; trying again');
          await pause(wait, signal);
        }
      }
      return false;
    };

  /** What was handled up to here, availability included; undefined while there is nothing to say. */
  async function settle(): Promise<string | undefined> {
    const checkpoint: Checkpoint = { at: now(), rebuilt, streams: followers.map((follower) => follower.position()) };
    await availability.flush();
    return followers.length > 0 ? formatCheckpoint(checkpoint) : undefined;
  }

  async function keepBeating(): Promise<void> {
    while (!signal.aborted) {
      try {
        const memo = await settle().catch((error: unknown) =>
          logger.warn({ err: error }, 'availability could not be written yet'),
        );
        const at = now();
        if (!(await leases.renewLease(lease, memo ?? undefined))) throw new Fenced("the lease is another projector's");
        if (memo !== undefined) watch.checkpointed(at);
      } catch (error) {
        if (error instanceof Fenced) throw error;
        logger.warn({ err: error }, 'the lease could not be renewed; trying again');
      }
      await pause(times.beatMs, signal);
    }
  }

  async function keepAvailability(): Promise<void> {
    while (!signal.aborted) {
      await pause(times.availabilityMs, signal);
      await availability
        .flush()
        .catch((error: unknown) => logger.warn({ err: error }, 'availability could not be written yet'));
    }
  }

  async function rebuildFromTables(): Promise<void> {
    const begun = now();
    logger.info('telling what the tables say, because the streams may no longer have what happened');
    const legs = await rebuild({ ...deps.seats, ...deps.scans, seatMaps, signal });
    // Where the tables told nothing, the streams have it all.
    rebuilt = legs > 0 ? { since: begun - roundingMs, until: now() + clockMarginMs } : { since: 0, until: 0 };
  }

  async function keepFollowing(): Promise<void> {
    const streams = [deps.seatStream, deps.bookingStream] as const;
    const arns = await Promise.all(streams.map((stream) => stream.findStream()));
    let checkpoint = usableCheckpoint(lease.memo, arns, now() - times.checkpointKeptMs);
    while (!signal.aborted) {
      if (checkpoint) ({ rebuilt } = checkpoint);
      else await rebuildFromTables();
      const handleSeats = createSeatHandler({ ...deps, ...deps.seats, seatMaps, auditor, rebuilt });
      const handleBookings = createBookingHandler({ auditor });
      followers = streams.map((stream, n) => {
        const streamArn = arns[n] ?? '';
        const from = checkpoint?.streams.find((position) => position.stream === streamArn);
        return followStream({
          stream,
          streamArn,
          from,
          pace: n === 0 ? times.pace : times.auditPace,
          logger,
          handle: patiently(n === 0 ? 'seats' : 'bookings', n === 0 ? handleSeats : handleBookings),
        });
      });
      const lost = await followAll(followers, signal);
      if (lost) logger.error({ err: lost }, 'records were lost between the checkpoint and now');
      checkpoint = undefined;
    }
  }

  await Promise.all(
    [keepBeating, keepAvailability, keepFollowing].map((keep) =>
      keep().catch((error: unknown) => {
        if (!signal.aborted) logger.warn({ err: error, epoch: lease.epoch }, 'this process stops projecting');
        ended.abort();
      }),
    ),
  );
  if (outer.aborted) await stepDown();

  async function stepDown(): Promise<void> {
    try {
      if (await leases.renewLease(lease, await settle())) await leases.releaseLease(lease);
    } catch (error) {
      logger.warn({ err: error }, 'the lease could not be given back; it runs out by itself');
    }
  }
}

/** Follows all until the signal or the first end; answers the loss of a stream and throws anything else. */
async function followAll(followers: readonly StreamFollower[], outer: AbortSignal): Promise<StreamLost | undefined> {
  const ended = new AbortController();
  const signal = AbortSignal.any([outer, ended.signal]);
  const failures: unknown[] = [];
  await Promise.all(
    followers.map((follower) =>
      follower.run(signal).catch((error: unknown) => {
        failures.push(error);
        ended.abort();
      }),
    ),
  );
  const fault = failures.find((failure) => !(failure instanceof StreamLost));
  if (fault instanceof Error) throw fault;
  return failures.find((failure) => failure instanceof StreamLost);
}
