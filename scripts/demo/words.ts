import type { z } from 'zod';
import type { offerSchema, segmentSchema } from '../../src/api/http/offerSchemas';

export type Offer = z.output<typeof offerSchema>;
export type Segment = z.output<typeof segmentSchema>;

/** `GBP 221.78`: as many decimals as the currency has. */
export function moneyText({ amount, currency }: { readonly amount: number; readonly currency: string }): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return `${currency} ${(amount / 10 ** digits).toFixed(digits)}`;
}

/** `22 h 05` of minutes. */
export function minutesText(minutes: number): string {
  const rest = String(minutes % 60).padStart(2, '0');
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${rest}`;
}

/** `22 h 05` of the ISO 8601 duration `PT22H5M`, `P1DT2H` included. */
export function durationText(iso: string): string {
  const part = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(iso)?.[1] ?? 0);
  return minutesText(part('D') * 1440 + part('H') * 60 + part('M'));
}

export function segmentsOf(offer: Offer): readonly Segment[] {
  return offer.slices.flatMap((slice) => slice.segments);
}

/** `LIS-CMN-LHR-NRT`. */
export function wayText(offer: Offer): string {
  const segments = segmentsOf(offer);
  return [segments[0]?.depart.airport, ...segments.map((segment) => segment.arrive.airport)].join('-');
}

/** `nonstop`, `1 stop`, `2 stops`. */
export function stopsText(count: number): string {
  return count === 0 ? 'nonstop' : `${count} stop${count === 1 ? '' : 's'}`;
}

/** `10 Dec 07:05` of a wall-clock time. */
export function localText(local: string): string {
  const date = new Date(`${local}Z`);
  const month = date.toLocaleString('en', { month: 'short', timeZone: 'UTC' });
  return `${date.getUTCDate()} ${month} ${local.slice(11)}`;
}

/** `14:59` of milliseconds; never below nought. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
