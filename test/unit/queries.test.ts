import { isoDate } from '../../src/domain/instants';
import { DomainError, type Fault } from '../../src/domain/problems';
import { checkSearch, type WantedSearch } from '../../src/domain/queries';
import { instant, someDirectory } from '../support/timetable';

const context = { airports: someDirectory, now: instant('2026-11-22T12:00'), horizonDays: 361 };

function search(change: Partial<WantedSearch> = {}): WantedSearch {
  return {
    slices: [{ origin: 'LIS', destination: 'JFK', date: '2026-12-10' }],
    passengers: [{ type: 'adult' }],
    cabin: 'economy',
    maxConnections: 2,
    currency: 'EUR',
    sort: 'best',
    filters: {},
    explain: false,
    ...change,
  };
}

function refusal(change: Partial<WantedSearch>): DomainError {
  try {
    checkSearch(search(change), context);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('the search was accepted');
}

const faults = (error: DomainError): readonly Fault[] => error.extras.errors ?? [];
const from = (origin: string, destination: string, date: string) => ({ slices: [{ origin, destination, date }] });

describe('a search that means something', () => {
  it('keeps cities as cities and turns a date into the whole local day', () => {
    const query = checkSearch(search(from('lon', 'par', '2026-12-10')), context);
    expect(query.slices).toEqual([
      {
        origin: 'LON',
        destination: 'PAR',
        on: '2026-12-10',
        departFrom: '2026-12-10T00:00',
        departTo: '2026-12-10T23:59',
      },
    ]);
  });

  it('accepts today as long as it is today at the origin, whatever the date is elsewhere', () => {
    const late = { ...context, now: instant('2026-11-23T07:00') };
    expect(checkSearch(search(from('HNL', 'LAX', '2026-11-22')), late).slices[0]?.on).toBe('2026-11-22');
    expect(() => checkSearch(search(from('AKL', 'SYD', '2026-11-22')), late)).toThrow('departure_in_past');
  });

  it('accepts a later slice with an earlier date when the traveller flies over the date line', () => {
    const slices = [
      { origin: 'AKL', destination: 'HNL', date: '2026-12-10' },
      { origin: 'HNL', destination: 'LAX', date: '2026-12-09' },
    ];
    expect(checkSearch(search({ slices }), context).slices).toHaveLength(2);
  });

  it('accepts the last day of the horizon', () => {
    expect(checkSearch(search(from('LIS', 'JFK', '2027-11-18')), context).slices[0]?.on).toBe(isoDate('2027-11-18'));
  });
});

describe('a search that means nothing is refused with the code of its fault', () => {
  const window = (from: string, to: string) => ({
    slices: [{ origin: 'LIS', destination: 'JFK', depart: { from, to } }],
  });
  const party = (...passengers: WantedSearch['passengers']) => ({ passengers });
  const adult = { type: 'adult' } as const;

  it.each<[string, string, Partial<WantedSearch>, string]>([
    ['unknown_location', 'an unknown origin', from('QQQ', 'JFK', '2026-12-10'), '/slices/0/origin'],
    ['unknown_location', 'an unknown destination', from('LIS', 'QQQ', '2026-12-10'), '/slices/0/destination'],
    ['same_origin_destination', 'the same airport', from('LIS', 'LIS', '2026-12-10'), '/slices/0/destination'],
    [
      'same_origin_destination',
      'an airport and its own city',
      from('LHR', 'LON', '2026-12-10'),
      '/slices/0/destination',
    ],
    ['departure_in_past', 'yesterday', from('LIS', 'JFK', '2026-11-21'), '/slices/0/date'],
    ['departure_in_past', 'the last century', from('LIS', 'JFK', '1999-01-01'), '/slices/0/date'],
    ['departure_in_past', 'the year nought', from('LIS', 'JFK', '0000-01-01'), '/slices/0/date'],
    ['beyond_booking_horizon', 'the last year there is', from('LIS', 'JFK', '9999-12-31'), '/slices/0/date'],
    ['beyond_booking_horizon', 'the day after the horizon', from('LIS', 'JFK', '2027-11-19'), '/slices/0/date'],
    [
      'invalid_range',
      'a window that ends before it begins',
      window('2026-12-10T22:00', '2026-12-10T06:00'),
      '/slices/0/depart',
    ],
    [
      'slices_out_of_order',
      'a return before the way out',
      {
        slices: [
          { origin: 'LIS', destination: 'JFK', date: '2026-12-10' },
          { origin: 'JFK', destination: 'LIS', date: '2026-12-08' },
        ],
      },
      '/slices/1',
    ],
    ['adult_required', 'children alone', party({ age: 9 }, { age: 15 }), '/passengers'],
    ['too_many_passengers', 'ten seats', party(...Array.from({ length: 10 }, () => adult)), '/passengers'],
    ['infant_ratio', 'two infants on one lap', party(adult, { age: 1 }, { age: 0, seat: 'lap' }), '/passengers'],
  ])('%s: %s', (code, _what, change, pointer) => {
    const error = refusal(change);
    expect(error.code).toBe(code);
    expect(faults(error).map((fault) => fault.pointer)).toContain(pointer);
  });

  it('takes nine seats and nine infants on nine laps', () => {
    const passengers = [...Array.from({ length: 9 }, () => adult), ...Array.from({ length: 9 }, () => ({ age: 1 }))];
    expect(checkSearch(search({ passengers }), context).passengers).toHaveLength(18);
  });

  it('suggests up to three locations for an unknown one', () => {
    const [fault] = faults(refusal(from('LUS', 'JFK', '2026-12-10')));
    expect(fault?.suggestions).toContainEqual(expect.objectContaining({ code: 'LIS' }));
    expect(fault?.suggestions?.length).toBeLessThanOrEqual(3);
  });

  it('tells all faults at once', () => {
    const error = refusal({
      ...from('QQQ', 'LIS', '2026-12-10'),
      passengers: [{ age: 3, seat: 'lap' }],
      currency: 'XXX',
    });
    expect(error.code).toBe('validation_failed');
    expect(
      faults(error)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['adult_required', 'lap_not_allowed', 'unknown_location', 'unsupported_currency']);
  });

  it('refuses a window wider than three days', () => {
    expect(faults(refusal(window('2026-12-10T22:00', '2026-12-13T00:00')))[0]?.code).toBe('range_too_wide');
  });
});
