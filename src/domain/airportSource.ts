import { type Airport, type AirportDirectory, createAirportDirectory } from './airports';

/** The directory as of now; loaded when first asked for, again when it is older than `keepMs`, and each time while it is empty. */
export type AirportSource = () => Promise<AirportDirectory>;

export interface AirportSourceDeps {
  readonly load: () => Promise<readonly Airport[]>;
  readonly now: () => number;
  readonly keepMs?: number;
}

const fiveMinutes = 5 * 60_000;

/** However many ask at once, the airports are loaded once. A failed reload keeps the directory that was there; the next caller tries again. */
export function createAirportSource({ load, now, keepMs = fiveMinutes }: AirportSourceDeps): AirportSource {
  let known: { directory: AirportDirectory; at: number } | undefined;
  let loading: Promise<AirportDirectory> | undefined;

  async function reload(): Promise<AirportDirectory> {
    const directory = createAirportDirectory(await load());
    if (directory.all.length > 0) known = { directory, at: now() };
    return directory;
  }

  return () => {
    if (known && now() - known.at < keepMs) return Promise.resolve(known.directory);
    loading ??= reload().finally(() => {
      loading = undefined;
    });
    const standing = known?.directory;
    // Airports change rarely: during an outage an old directory is as good as a new one.
    return standing ? loading.catch(() => standing) : loading;
  };
}
