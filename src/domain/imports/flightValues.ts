import { isoDate, type IsoDate } from '../instants';

/** `07:05`, `7:05`, `07:05:00`, `0705`, `705` or `5` as minutes after midnight; `2400` is 1440. Undefined when it is no time. */
export function minutesOf(text: string): number | undefined {
  const match = /^(?:(\d{1,2}):(\d\d)(?::00)?|(\d{0,2}?)(\d{1,2}))(?:\.0+)?$/.exec(text);
  if (!match) return undefined;
  const [hours, minutes] = [Number(match[1] ?? match[3] ?? 0), Number(match[2] ?? match[4])];
  const total = hours * 60 + minutes;
  return minutes < 60 && total <= 1440 ? total : undefined;
}

/**
 * `2026-12-10`, also without hyphens or with a midnight behind it, and month first (`12/10/2026`) where a table is known to
 * write it so. Undefined when there is no such date.
 */
export function dateOf(text: string, isMonthFirst: boolean): IsoDate | undefined {
  const [day = ''] = text.split(/[ T]/);
  const american = isMonthFirst ? /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})$/.exec(day) : null;
  const { y, m, d } = (american ?? /^(?<y>\d{4})(-?)(?<m>\d\d)\2(?<d>\d\d)$/.exec(day))?.groups ?? {};
  if (y === undefined || m === undefined || d === undefined) return undefined;
  const date = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === date ? isoDate(date) : undefined;
}

/** `400`, `0400A`, `400.0` or, with its carrier before it, `LH400`, without leading zeros; undefined when it is no flight number. */
export function numberOf(text: string, carrier: string): string | undefined {
  const own = text.startsWith(carrier) ? text.slice(carrier.length).trim() : text;
  return /^0*([1-9]\d{0,3}[A-Z]?)(\.0+)?$/.exec(own)?.[1];
}
