import { type Airport, type AirportDirectory, createAirportDirectory } from './airports';

/** The directory of the network that stands, or stood some seconds ago; loaded when first asked for, and each time while it is empty. */
export type AirportSource = () => Promise<AirportDirectory>;

export interface AirportSourceDeps {
  readonly load: () => Promise<readonly Airport[]>;
  /** Tells one network from the next: cheaper than reading all airports to find them unchanged. */
  readonly revision: () => Promise<number | undefined>;
  readonly now: () => number;
}

/** So old a directory is looked after when somebody asks: soon after an import its airports are known. */
const lookAfterMs = 5_000;

/**
 * However many ask at once, it is looked once, and nobody who can have a directory waits for that. A look that fails keeps the
 * directory that was there; the next caller tries again.
 */
export function createAirportSource({ load, revision, now }: AirportSourceDeps): AirportSource {
  let known: { directory: AirportDirectory; revision: number | undefined; at: number } | undefined;
  let looking: Promise<AirportDirectory> | undefined;

  async function look(): Promise<AirportDirectory> {
    // Before the airports: those of an import between the two are read again, not taken for the ones before.
    const current = await revision();
    const directory = known?.revision === current ? known?.directory : undefined;
    const found = directory ?? createAirportDirectory(await load());
    if (found.all.length > 0) known = { directory: found, revision: current, at: now() };
    return found;
  }

  return () => {
    if (known && now() - known.at < lookAfterMs) return Promise.resolve(known.directory);
    looking ??= look().finally(() => {
      looking = undefined;
    });
    if (!known) return looking;
    // Airports change rarely: an old directory is nearly always as good, also during an outage.
    looking.catch(() => undefined);
    return Promise.resolve(known.directory);
  };
}
