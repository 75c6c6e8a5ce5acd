/** Epoch milliseconds, the only form in which an instant is stored or compared. Seconds and strings do not compile. */
export type EpochMs = number & { readonly __unit: 'epoch-ms' };

/** A calendar date `YYYY-MM-DD`, local to some airport. */
export type IsoDate = string & { readonly __unit: 'iso-date' };

// 2001-09-09 in seconds is below this bound and any plausible instant in milliseconds above it.
const smallestPlausible = 1_000_000_000_000;
const largestPlausible = 100_000_000_000_000;

/** Brands a number as epoch milliseconds. Throws a RangeError on seconds, microseconds, fractions and NaN. */
export function epochMs(value: number): EpochMs {
  if (!Number.isSafeInteger(value) || value < smallestPlausible || value > largestPlausible) {
    throw new RangeError(`${value} is not an instant in epoch milliseconds`);
  }
  return value as EpochMs;
}

/** Adds a duration in seconds to an instant. */
export function plusSeconds(at: EpochMs, seconds: number): EpochMs {
  return epochMs(at + Math.round(seconds * 1000));
}

/** RFC 3339 in UTC, as the API writes instants. */
export function toRfc3339(at: EpochMs): string {
  return new Date(at).toISOString();
}

/** Brands a string as a calendar date. Throws a RangeError unless it is a real date in the form `YYYY-MM-DD`. */
export function isoDate(value: string): IsoDate {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== value) {
    throw new RangeError(`${value} is not a calendar date YYYY-MM-DD`);
  }
  return value as IsoDate;
}

/** The calendar date `days` after (or before, if negative) `date`. */
export function plusDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as IsoDate;
}

/** Days from one calendar date to another; negative when the other is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Day of week of a calendar date, ISO 8601: Monday is 1, Sunday is 7. */
export function isoWeekday(date: IsoDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
