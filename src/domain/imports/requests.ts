import type { EpochMs } from '../instants';
import type { ImportFault } from './faults';
import type { Finding } from './findings';

/** `demo` is the fictional network, which needs no files. */
export const importFormats = ['ssim', 'openflights', 'opentraveldata', 'csv', 'demo'] as const;
export type ImportFormat = (typeof importFormats)[number];

export interface ImportRequest {
  readonly format: ImportFormat;
  /** Names within the folder of imports, by which each file's part is told. */
  readonly files: readonly string[];
}

/** `unchanged`: what stands is the same; `refused`: it looks broken; `faulty`: the files have faults. Only `imported` wrote anything. */
export type ImportOutcome = 'imported' | 'unchanged' | 'refused' | 'faulty';

export interface ImportReport {
  readonly outcome: ImportOutcome;
  /** What was imported, as people know it. */
  readonly name: string;
  /** Why it was refused. */
  readonly reason?: string;
  /** The first faults, and how many there are in all. */
  readonly faults: readonly ImportFault[];
  readonly faultCount: number;
  readonly findings: readonly Finding[];
  readonly flightsRead: number;
  readonly airports: number;
  readonly carriers: number;
  readonly schedules: number;
  readonly legs: number;
  /** Ordered pairs of airports whose flights are others than before. */
  readonly pairsChanged: number;
  /** Whether searches have routes to look up, from this network or an earlier one. */
  readonly hasSnapshot: boolean;
}

/** One import as operators see it. */
export interface ImportRun extends ImportReport {
  readonly id: string;
  readonly startedAt: EpochMs;
  /** When searches went over to the network; missing where they did not. */
  readonly inUseAt?: EpochMs;
  readonly finishedAt: EpochMs;
}

/** How far a running import is. */
export interface ImportProgress {
  readonly phase: 'reading' | 'writing' | 'routes' | 'done';
  /** Lines read, pairs of airports written, or origins whose routes are stored; out of how many, where that is known. */
  readonly done?: number;
  readonly of?: number;
  /** Since when searches use the network, while its routes are being stored. */
  readonly inUseAt?: EpochMs;
}
