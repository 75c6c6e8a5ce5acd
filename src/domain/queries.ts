import type { AirportDirectory } from './airports';
import { isCurrency, ratesPerEuroMillionths } from './exchangeRates';
import { checkFlexible, type FlexibleDates, journeysOf } from './flexibleDates';
import { type EpochMs, isoDate, plusDays } from './instants';
import { instantOfLocal, localDate } from './zones';
import { findLocation, type Location, suggestLocations } from './locations';
import { childFromAge, isResponsible, mostSeated, partyOf, seatsFor } from './parties';
import { DomainError, type Fault, type ProblemCode } from './problems';
import type { SearchPassenger, SearchQuery, SearchSlice } from './searches';

/** A slice as a caller writes it: a date, or a window of wall-clock times at the origin. */
export interface WantedSlice {
  readonly origin: string;
  readonly destination: string;
  readonly date?: string | undefined;
  readonly depart?: { readonly from: string; readonly to: string } | undefined;
}

/** A search with the right types in the right places, whose meaning has not been looked at yet. */
export interface WantedSearch extends Omit<SearchQuery, 'slices' | 'otherDates'> {
  readonly slices: readonly WantedSlice[];
  readonly flexibleDates?: FlexibleDates | undefined;
}

export interface QueryContext {
  readonly airports: AirportDirectory;
  readonly now: EpochMs;
  readonly horizonDays: number;
}

/** Widest window of departure of one slice. */
const widestWindowDays = 3;

interface Checked {
  readonly slice: SearchSlice;
  /** Bounds of the window as instants at the origin; undefined when the origin is unknown or a time is no time. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/**
 * Turns a wanted search into a query, or throws one DomainError with every fault of it. The error's code is the faults'
 * when they share one, else `validation_failed`. Codes of the query are upper case; a city stays a city.
 */
export function checkSearch(wanted: WantedSearch, context: QueryContext): SearchQuery {
  const faults: Fault[] = [];
  const checked = wanted.slices.map((slice, index) => checkSlice(slice, `/slices/${index}`, context, faults));
  checkOrder(checked, faults);
  checkParty(wanted.passengers, faults);
  const currency = wanted.currency.toUpperCase();
  if (!isCurrency(currency)) {
    const message = `no exchange rate for ${currency}; known are ${Object.keys(ratesPerEuroMillionths).join(', ')}`;
    faults.push({ pointer: '/currency', code: 'unsupported_currency', message, example: 'EUR' });
  }
  const { flexibleDates, ...query } = wanted;
  if (flexibleDates) checkFlexible(wanted.slices, faults);
  if (faults.length > 0) throw refusal(faults);
  const slices = checked.map(({ slice }) => slice);
  const otherDates = flexibleDates && journeysOf(slices, flexibleDates, context);
  return { ...query, currency, slices, ...(otherDates && { otherDates }) };
}

function refusal(faults: readonly Fault[]): DomainError {
  const codes = new Set(faults.map((fault) => fault.code));
  const [only] = codes;
  const code = codes.size === 1 && only !== undefined && isSearchProblem(only) ? only : 'validation_failed';
  return new DomainError(code, faults.map((fault) => fault.message).join('; '), { errors: faults });
}

const searchProblems = [
  'unknown_location',
  'same_origin_destination',
  'departure_in_past',
  'beyond_booking_horizon',
  'slices_out_of_order',
  'invalid_range',
  'adult_required',
  'too_many_passengers',
  'infant_ratio',
] as const satisfies readonly ProblemCode[];

function isSearchProblem(code: string): code is (typeof searchProblems)[number] {
  return searchProblems.some((known) => known === code);
}

function checkSlice(wanted: WantedSlice, pointer: string, context: QueryContext, faults: Fault[]): Checked {
  const origin = locate(wanted.origin, `${pointer}/origin`, context.airports, faults);
  const destination = locate(wanted.destination, `${pointer}/destination`, context.airports, faults);
  if (origin && destination && overlap(origin, destination)) {
    const message = `${origin.code} and ${destination.code} are the same place`;
    faults.push({ pointer: `${pointer}/destination`, code: 'same_origin_destination', message });
  }
  const window = windowOf(wanted, pointer, faults);
  const codes = { origin: origin?.code ?? wanted.origin, destination: destination?.code ?? wanted.destination };
  const slice: SearchSlice = { ...codes, ...window };
  if (!origin) return { slice, from: undefined, to: undefined };
  const from = instantOfLocal(origin.zone, window.departFrom);
  const to = instantOfLocal(origin.zone, window.departTo);
  checkWindow(
    { slice, from, to },
    pointer,
    wanted.date === undefined ? '/depart/to' : '/date',
    origin.zone,
    context,
    faults,
  );
  return { slice, from, to };
}

function locate(code: string, pointer: string, airports: AirportDirectory, faults: Fault[]): Location | undefined {
  const location = findLocation(airports, code);
  if (location) return location;
  const suggestions = suggestLocations(airports, code, 3).map(({ kind, code: known, name, city }) => ({
    kind,
    code: known,
    name,
    city,
  }));
  const hint =
    suggestions.length === 0 ? '' : `; did you mean ${suggestions.map((s) => `${s.code} (${s.name})`).join(', ')}?`;
  const message = `no airport or city has the code ${code.toUpperCase()}${hint}`;
  faults.push({ pointer, code: 'unknown_location', message, example: suggestions[0]?.code ?? 'LIS', suggestions });
  return undefined;
}

function overlap(a: Location, b: Location): boolean {
  return a.airports.some((airport) => b.airports.some((other) => other.code === airport.code));
}

function windowOf(
  wanted: WantedSlice,
  pointer: string,
  faults: Fault[],
): Pick<SearchSlice, 'on' | 'departFrom' | 'departTo'> {
  if (wanted.date !== undefined) {
    const on = isoDate(wanted.date);
    return { on, departFrom: `${on}T00:00`, departTo: `${on}T23:59` };
  }
  if (!wanted.depart) throw new Error('a slice has a date or a window');
  const { from, to } = wanted.depart;
  const on = isoDate(from.slice(0, 10));
  if (to < from) {
    faults.push({
      pointer: `${pointer}/depart`,
      code: 'invalid_range',
      message: `the window ends (${to}) before it begins (${from})`,
    });
  } else if (to.slice(0, 10) > plusDays(on, widestWindowDays - 1)) {
    const message = `the window of departure is wider than ${widestWindowDays} days`;
    faults.push({ pointer: `${pointer}/depart`, code: 'range_too_wide', message });
  }
  return { on, departFrom: from, departTo: to };
}

function checkWindow(
  checked: Checked,
  pointer: string,
  member: string,
  zone: string,
  context: QueryContext,
  faults: Fault[],
): void {
  const { slice, to } = checked;
  const today = localDate(zone, context.now);
  if (to !== undefined && to < context.now) {
    const message = `${slice.departTo.slice(0, 10)} is over at ${slice.origin}, where it is ${today}`;
    faults.push({ pointer: `${pointer}${member}`, code: 'departure_in_past', message, example: plusDays(today, 30) });
  }
  const last = plusDays(today, context.horizonDays);
  if (slice.departTo.slice(0, 10) > last) {
    const message = `flights are on sale until ${last}, ${context.horizonDays} days ahead`;
    faults.push({ pointer: `${pointer}${member}`, code: 'beyond_booking_horizon', message, example: last });
  }
}

/** Windows are compared as instants: flying east over the date line, a later slice may carry the earlier date. */
function checkOrder(checked: readonly Checked[], faults: Fault[]): void {
  for (let index = 1; index < checked.length; index++) {
    const before = checked[index - 1];
    const after = checked[index];
    if (before?.from === undefined || after?.to === undefined || after.to >= before.from) continue;
    const message = `slice ${index} departs ${after.slice.departTo}, before slice ${index - 1} (${before.slice.departFrom})`;
    faults.push({ pointer: `/slices/${index}`, code: 'slices_out_of_order', message });
  }
}

function checkParty(passengers: readonly SearchPassenger[], faults: Fault[]): void {
  const party = partyOf(passengers);
  const pointer = '/passengers';
  if (!passengers.some(isResponsible)) {
    faults.push({
      pointer,
      code: 'adult_required',
      message: 'children and infants travel with an adult',
      example: [{ type: 'adult' }],
    });
  }
  if (seatsFor(party) > mostSeated) {
    faults.push({
      pointer,
      code: 'too_many_passengers',
      message: `${seatsFor(party)} seats asked for; a booking has at most ${mostSeated}`,
    });
  }
  const laps = party.filter((type) => type === 'infant_lap').length;
  const adults = passengers.filter(isResponsible).length;
  if (laps > adults)
    faults.push({ pointer, code: 'infant_ratio', message: `${laps} infants on laps, but ${adults} adults` });
  passengers.forEach((passenger, index) => {
    if ('type' in passenger || passenger.seat !== 'lap' || passenger.age < childFromAge) return;
    const message = `a passenger of ${passenger.age} needs a seat; only infants under ${childFromAge} travel on a lap`;
    faults.push({ pointer: `${pointer}/${index}/seat`, code: 'lap_not_allowed', message, example: 'own' });
  });
}
