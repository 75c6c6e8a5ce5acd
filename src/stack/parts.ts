import type { Launch } from './processes';
import type { Patience } from './waiting';

/** Every process of the stack, in the order in which they are stopped. */
export const partNames = [
  'api',
  'worker:booking',
  'worker:search',
  'provider',
  'identity',
  'temporal',
  'dynamodb',
  'neo4j',
] as const;
export type PartName = (typeof partNames)[number];

export function isPartName(name: string): name is PartName {
  return partNames.some((known) => known === name);
}

/** A process of the stack: how it is started, how one knows it is ready, how long it may take to stop. */
export interface Part {
  readonly name: PartName;
  readonly title: string;
  /** Where others find it, for people and for the state file. */
  readonly address: string;
  readonly needs: readonly PartName[];
  /** A server is kept when found running and sound; a program of ours is started anew, with today's code and settings. */
  readonly kind: 'server' | 'program';
  /** Makes ready what the launch needs (fetches, writes files) and says how to launch. Not called for a part that is kept. */
  readonly prepare: (report: (message: string) => void) => Promise<Launch>;
  /** One question in the part's own protocol. An error means "not yet". */
  readonly isReady: (pid: number) => Promise<boolean>;
  readonly ready: Patience;
  readonly stopWithinMs: number;
}

/** What every server of the stack is made with. */
export interface ServerSettings {
  readonly cache: string;
  readonly javaHome: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
