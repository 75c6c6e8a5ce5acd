import type { Launch } from './processes';
import type { Patience } from './waiting';

/** Every process of the stack. */
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

/** The order of stopping: who asks before who answers; those of one group at the same time. */
export const stopOrder: readonly (readonly PartName[])[] = [
  ['api'],
  ['worker:booking', 'worker:search'],
  ['provider', 'identity', 'temporal'],
  ['dynamodb', 'neo4j'],
];

/** How long a part may take to end by itself. The groups together stay within ten seconds. */
export const stopWithinMs: Readonly<Record<PartName, number>> = {
  api: 3000,
  'worker:booking': 3500,
  'worker:search': 3500,
  provider: 1200,
  identity: 1200,
  temporal: 1200,
  dynamodb: 2200,
  neo4j: 2200,
};

/** A process of the stack: how it is started, how one knows it is ready. */
export interface Part {
  readonly name: PartName;
  readonly title: string;
  /** Where others find it, for people and for the state file. */
  readonly address: string;
  readonly needs: readonly PartName[];
  /** A server is kept when found running and sound; a program of ours is started anew, with today's code and settings. */
  readonly kind: 'server' | 'program';
  /** Makes ready what the launch needs (fetches, writes files) and says how to launch. May be called without launching. */
  readonly prepare: (report: (message: string) => void) => Promise<Launch>;
  /** One question in the part's own protocol. An error means "not yet". */
  readonly isReady: (pid: number) => Promise<boolean>;
  readonly ready: Patience;
}

/** What every server of the stack is made with. */
export interface ServerSettings {
  readonly cache: string;
  readonly javaHome: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
