import { z } from 'zod';
import { offerSchema } from '../../src/api/http/offerSchemas';
import type { Requests } from './requests';
import { fit, type Terminal, widthOf } from './terminal';
import { localText, minutesText, moneyText, type Offer, segmentsOf, wayText } from './words';

const axisSchema = z.object({
  axis: z.string(),
  unit: z.string(),
  values: z.array(z.union([z.number(), z.string()])),
  best: z.array(z.string()),
});
type Axis = z.output<typeof axisSchema>;
const comparisonSchema = z.looseObject({
  offers: z.array(offerSchema),
  currency: z.string(),
  axes: z.array(axisSchema),
});

/** The best offers of different flights: fare brands of one itinerary would say little beside each other. */
export function bestOf(offers: readonly Offer[], count: number): readonly Offer[] {
  const byFlights = new Map<string, Offer>();
  for (const offer of offers) {
    const flights = segmentsOf(offer)
      .map((segment) => segment.flight_id)
      .join(' ');
    if (!byFlights.has(flights)) byFlights.set(flights, offer);
  }
  return [...byFlights.values()].slice(0, count);
}

/** Puts offers side by side, as the API compares them; the best on each axis is marked. */
export async function compareOffers(api: Requests, terminal: Terminal, offers: readonly Offer[]): Promise<void> {
  if (offers.length < 2) return;
  const ids = offers.map((offer) => offer.id).join(',');
  const comparison = await api.get(`/v1/offers/compare?ids=${ids}`, comparisonSchema);
  const heads = ['', ...comparison.offers.map((offer, n) => `${n + 1}  ${wayText(offer)}`)];
  const rows = comparison.axes.map((axis) => [
    axis.axis.replace('_', ' '),
    ...comparison.offers.map((offer, n) => {
      const text = valueText(axis, n, comparison.currency);
      return axis.best.includes(offer.id) ? terminal.good(`${text} ★`) : text;
    }),
  ]);
  const brands = ['fare', ...comparison.offers.map((offer) => offer.fare_brand_name)];
  for (const [n, row] of columns([heads, brands, ...rows]).entries())
    terminal.line(`   ${n === 0 ? terminal.bold(row) : row}`);
  const [first] = comparison.offers;
  if (first) terminal.line(`   ${terminal.dim(`First, because: ${first.why_ranked.join(', ')}.`)}`);
}

function valueText({ unit, values }: Axis, n: number, currency: string): string {
  const value = values[n] ?? '';
  if (typeof value === 'string') return unit === 'local_time' ? localText(value) : value;
  if (unit === 'money') return moneyText({ amount: value, currency });
  return unit === 'minutes' ? minutesText(value) : String(value);
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, n) => Math.max(...rows.map((row) => widthOf(row[n] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, n) => fit(cell, widths[n] ?? 0))
      .join('   ')
      .trimEnd(),
  );
}
