import fc from 'fast-check';
import { type IsoDate, isoDate, plusDays } from '../../src/domain/instants';
import { datedFlight, demandPercent, everyDay, fliesOn, type LegSchedule } from '../../src/domain/schedules';
import { instantOfLocal, localTime, offsetMinutes } from '../../src/domain/zones';

/** Wall-clock time by the platform's own calendar, without any of our arithmetic. */
function platformLocal(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

const zones = [
  'Europe/Lisbon',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'America/Nuuk',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Auckland',
  'Pacific/Apia',
  'Africa/Cairo',
  'UTC',
];
const someInstant = fc
  .integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2029, 0, 1) })
  .map((at) => Math.floor(at / 60_000) * 60_000);

test('local time is what the platform shows, in every zone and at every minute', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), someInstant, (zone, at) => {
      expect(localTime(zone, at)).toBe(platformLocal(zone, at));
    }),
    { numRuns: 400 },
  );
});

test('a local time leads back to its instant, or to the first of the two it names', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), someInstant, (zone, at) => {
      const back = instantOfLocal(zone, localTime(zone, at));
      expect(localTime(zone, back)).toBe(localTime(zone, at));
      expect(back).toBeLessThanOrEqual(at);
      expect(at - back).toBeLessThanOrEqual(3_600_000);
    }),
    { numRuns: 400 },
  );
});

test('an unknown zone and a time that is none are refused', () => {
  expect(() => offsetMinutes('Europe/Atlantis', 0)).toThrow(RangeError);
  expect(() => instantOfLocal('Europe/Lisbon', '2026-02-30')).toThrow(RangeError);
});

function schedule(changes: Partial<LegSchedule>): LegSchedule {
  return {
    carrier: 'K0',
    number: '100',
    operating: { carrier: 'K0', number: '100' },
    origin: { airport: 'LHR', zone: 'Europe/London' },
    destination: { airport: 'JFK', zone: 'America/New_York' },
    departLocal: '10:00',
    elapsedMinutes: 480,
    days: everyDay,
    validFrom: isoDate('2026-01-01'),
    validTo: isoDate('2027-12-31'),
    aircraft: '789',
    seatPlanId: '789-283',
    fares: [{ cabin: 'economy', fareBrand: 'economy_light', bookingClass: 'L', fareBasis: 'LLGTK0', cents: 20_000 }],
    demandSeed: 7,
    ...changes,
  };
}

function times(changes: Partial<LegSchedule>, on: string): string {
  const flight = datedFlight(schedule(changes), isoDate(on));
  return flight ? `${flight.depart.local} ${flight.arrive.local}` : 'none';
}

describe('when the clocks change', () => {
  const berlin = { airport: 'FRA', zone: 'Europe/Berlin' };

  test('a departure inside the hour that spring skips leaves that hour later', () => {
    expect(times({ origin: berlin, destination: berlin, departLocal: '02:30', elapsedMinutes: 60 }, '2026-03-29')).toBe(
      '2026-03-29T03:30 2026-03-29T04:30',
    );
  });

  test('a departure inside the hour that autumn repeats leaves in the first of the two', () => {
    const flight = datedFlight(schedule({ origin: berlin, departLocal: '02:30' }), isoDate('2026-10-25'));
    expect(flight?.depart.at).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(flight?.depart.local).toBe('2026-10-25T02:30');
  });

  test('a flight through the night of the change arrives an hour later or earlier by the clock', () => {
    expect(
      times({ origin: berlin, destination: berlin, departLocal: '23:00', elapsedMinutes: 300 }, '2026-03-28'),
    ).toBe('2026-03-28T23:00 2026-03-29T05:00');
    expect(
      times({ origin: berlin, destination: berlin, departLocal: '23:00', elapsedMinutes: 300 }, '2026-10-24'),
    ).toBe('2026-10-24T23:00 2026-10-25T03:00');
  });

  test('between zones that change on different days the difference is right on each day', () => {
    expect(times({}, '2026-03-07')).toBe('2026-03-07T10:00 2026-03-07T13:00');
    expect(times({}, '2026-03-10')).toBe('2026-03-10T10:00 2026-03-10T14:00');
    expect(times({}, '2026-03-30')).toBe('2026-03-30T10:00 2026-03-30T13:00');
  });

  test('half an hour is half an hour on Lord Howe Island', () => {
    const lordHowe = { airport: 'LDH', zone: 'Australia/Lord_Howe' };
    expect(
      times({ origin: lordHowe, destination: lordHowe, departLocal: '02:15', elapsedMinutes: 60 }, '2026-10-04'),
    ).toBe('2026-10-04T02:45 2026-10-04T03:45');
  });
});

test('across the date line a flight can arrive on the day before, and on the day after next', () => {
  const apia = { airport: 'APW', zone: 'Pacific/Apia' };
  const honolulu = { airport: 'HNL', zone: 'Pacific/Honolulu' };
  expect(times({ origin: apia, destination: honolulu, departLocal: '08:00', elapsedMinutes: 330 }, '2026-12-10')).toBe(
    '2026-12-10T08:00 2026-12-09T14:30',
  );
  expect(times({ origin: honolulu, destination: apia, departLocal: '23:30', elapsedMinutes: 360 }, '2026-12-10')).toBe(
    '2026-12-10T23:30 2026-12-12T04:30',
  );
});

test('a schedule flies on its weekdays and between its dates only', () => {
  const mondaysAndSundays = { days: 0b1000001, validFrom: isoDate('2026-12-07'), validTo: isoDate('2026-12-20') };
  const flown = Array.from({ length: 30 }, (_, day): IsoDate => plusDays(isoDate('2026-12-01'), day)).filter((on) =>
    fliesOn(mondaysAndSundays, on),
  );
  expect(flown).toEqual(['2026-12-07', '2026-12-13', '2026-12-14', '2026-12-20']);
  expect(times({ days: 1 }, '2026-12-08')).toBe('none');
});

test('the price of a flight on a date is the same for everybody who asks, a whole number of euro, and near the average', () => {
  const flight = datedFlight(schedule({}), isoDate('2026-12-10'));
  expect(flight).toEqual(datedFlight(schedule({}), isoDate('2026-12-10')));
  for (let day = 0; day < 361; day++) {
    const percent = demandPercent(7, plusDays(isoDate('2026-12-01'), day));
    expect(percent).toBeGreaterThanOrEqual(65);
    expect(percent).toBeLessThanOrEqual(170);
  }
  for (const { base } of flight?.fares ?? []) expect(base.amount % 100).toBe(0);
});
