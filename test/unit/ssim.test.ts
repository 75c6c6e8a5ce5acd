import fc from 'fast-check';
import { isoDate, plusDays } from '../../src/domain/instants';
import { datedFlight, fliesOn, type LegSchedule } from '../../src/domain/schedules';
import { readSsim as read } from '../support/ssimReading';
import { type WrittenLeg, writeSsim } from '../support/ssimWriter';

/** The one flight between two airports on a date, as a passenger sees it. */
function flown({ schedules }: { schedules: readonly LegSchedule[] }, pair: string, on: string) {
  const [origin, destination] = pair.split('-');
  const found = schedules
    .filter((one) => one.origin.airport === origin && one.destination.airport === destination)
    .flatMap((one) => datedFlight(one, isoDate(on)) ?? []);
  const [flight] = found;
  if (!flight || found.length > 1) throw new Error(`${found.length} flights ${pair} on ${on}`);
  return flight;
}
const shown = (network: { schedules: readonly LegSchedule[] }, pair: string, on: string) => {
  const { depart, arrive } = flown(network, pair, on);
  const minutes = (arrive.at - depart.at) / 60_000;
  return `${depart.local} ${arrive.local} ${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}`;
};

const winter = { from: '25OCT26', to: '27MAR27' };
const london = { origin: 'LHR', departOffset: '+0000' };

test('local times are those of the file, over the date line and in zones of half hours', () => {
  const network = read(
    writeSsim([
      {
        carrier: 'QF',
        number: 11,
        ...winter,
        origin: 'SYD',
        departs: '1000',
        departOffset: '+1100',
        destination: 'LAX',
        arrives: '0550',
        arriveOffset: '-0800',
        aircraft: '388',
      },
      {
        carrier: 'QF',
        number: 12,
        ...winter,
        origin: 'LAX',
        departs: '2230',
        departOffset: '-0800',
        destination: 'SYD',
        arrives: '0835',
        arriveOffset: '+1100',
        dateVariation: '02',
        aircraft: '388',
      },
      {
        carrier: 'QF',
        number: 3,
        ...winter,
        origin: 'AKL',
        departs: '0800',
        departOffset: '+1300',
        destination: 'HNL',
        arrives: '1800',
        arriveOffset: '-1000',
        dateVariation: '0A',
        aircraft: '332',
      },
      {
        carrier: 'QF',
        number: 4,
        ...winter,
        origin: 'DEL',
        departs: '0235',
        departOffset: '+0530',
        destination: 'KTM',
        arrives: '0430',
        arriveOffset: '+0545',
        aircraft: '73H',
      },
    ]),
  );
  expect(network.faults).toEqual([]);
  expect(shown(network, 'SYD-LAX', '2026-12-10')).toBe('2026-12-10T10:00 2026-12-10T05:50 14h50');
  expect(shown(network, 'LAX-SYD', '2026-12-10')).toBe('2026-12-10T22:30 2026-12-12T08:35 15h05');
  expect(shown(network, 'AKL-HNL', '2026-12-10')).toBe('2026-12-10T08:00 2026-12-09T18:00 9h00');
  expect(shown(network, 'DEL-KTM', '2026-12-10')).toBe('2026-12-10T02:35 2026-12-10T04:30 1h40');
});

test('times in UTC become local ones, and a date that is another one there takes its days of the week along', () => {
  const network = read(
    writeSsim(
      [
        {
          carrier: 'NZ',
          number: 1,
          from: '02NOV26',
          to: '13MAR27',
          days: '1      ',
          origin: 'AKL',
          departs: '1900',
          departOffset: '+1300',
          destination: 'SYD',
          arrives: '2235',
          arriveOffset: '+1100',
          aircraft: '789',
        },
        {
          carrier: 'NZ',
          number: 2,
          from: '02NOV26',
          to: '13MAR27',
          days: '1      ',
          origin: 'LAX',
          departs: '0600',
          departOffset: '-0800',
          destination: 'AKL',
          arrives: '1900',
          arriveOffset: '+1300',
          aircraft: '789',
        },
      ],
      'U',
    ),
  );
  expect(network.faults).toEqual([]);
  // Monday 19:00 in UTC is Tuesday 08:00 in Auckland; Monday 06:00 is Sunday 22:00 in Los Angeles.
  expect(shown(network, 'AKL-SYD', '2026-12-08')).toBe('2026-12-08T08:00 2026-12-08T09:35 3h35');
  expect(shown(network, 'LAX-AKL', '2026-12-06')).toBe('2026-12-06T22:00 2026-12-08T08:00 13h00');
  expect(network.schedules.map(({ days, validFrom }) => [days, validFrom])).toEqual([
    [0b0000010, '2026-11-03'],
    [0b1000000, '2026-11-01'],
  ]);
  expect(network.findings.filter(({ kind }) => kind === 'offset_differs')).toEqual([]);
});

test('periods split at a change of the clocks keep the local times of both halves', () => {
  const summer = { carrier: 'BA', number: 117, origin: 'LHR', destination: 'JFK', aircraft: '77W' };
  const network = read(
    writeSsim([
      // Europe changes on 28 March, America on 14 March: for two weeks the difference is an hour less.
      {
        ...summer,
        from: '25OCT26',
        to: '13MAR27',
        departs: '0825',
        departOffset: '+0000',
        arrives: '1110',
        arriveOffset: '-0500',
      },
      {
        ...summer,
        variation: 2,
        from: '14MAR27',
        to: '27MAR27',
        departs: '0825',
        departOffset: '+0000',
        arrives: '1210',
        arriveOffset: '-0400',
      },
      {
        ...summer,
        variation: 3,
        from: '28MAR27',
        to: '30OCT27',
        departs: '0825',
        departOffset: '+0100',
        arrives: '1110',
        arriveOffset: '-0400',
      },
    ]),
  );
  expect(network.faults).toEqual([]);
  expect(shown(network, 'LHR-JFK', '2027-03-13')).toBe('2027-03-13T08:25 2027-03-13T11:10 7h45');
  expect(shown(network, 'LHR-JFK', '2027-03-14')).toBe('2027-03-14T08:25 2027-03-14T12:10 7h45');
  expect(shown(network, 'LHR-JFK', '2027-03-28')).toBe('2027-03-28T08:25 2027-03-28T11:10 7h45');
  // On 25 October America is still in summer time, and the file's first week says nothing of it.
  expect(network.findings).toContainEqual(
    expect.objectContaining({ kind: 'offset_differs', count: 1, examples: ['BA117 LHR-JFK 2026-10-25'] }),
  );
});

const kangaroo = (changes: { second?: Partial<WrittenLeg>; first?: Partial<WrittenLeg> } = {}): WrittenLeg[] => [
  {
    carrier: 'QF',
    number: 2,
    ...winter,
    ...london,
    departs: '2030',
    destination: 'SIN',
    arrives: '1735',
    arriveOffset: '+0800',
    dateVariation: '01',
    aircraft: '388',
    ...changes.first,
  },
  {
    carrier: 'QF',
    number: 2,
    ...winter,
    sequence: 2,
    origin: 'SIN',
    departs: '1920',
    departOffset: '+0800',
    destination: 'SYD',
    arrives: '0610',
    arriveOffset: '+1100',
    dateVariation: '12',
    aircraft: '388',
    ...changes.second,
  },
];

test('the legs of a flight are sold one by one and together, on the date on which the flight began', () => {
  const network = read(writeSsim(kangaroo()));
  expect(network.faults).toEqual([]);
  expect(shown(network, 'LHR-SIN', '2026-12-10')).toBe('2026-12-10T20:30 2026-12-11T17:35 13h05');
  expect(shown(network, 'SIN-SYD', '2026-12-11')).toBe('2026-12-11T19:20 2026-12-12T06:10 7h50');
  expect(shown(network, 'LHR-SYD', '2026-12-10')).toBe('2026-12-10T20:30 2026-12-12T06:10 22h40');
  expect(flown(network, 'LHR-SYD', '2026-12-10').legs).toEqual(['QF-2-2026-12-10-LHR', 'QF-2-2026-12-10-SIN']);
  expect(flown(network, 'SIN-SYD', '2026-12-11').legs).toEqual(['QF-2-2026-12-10-SIN']);
});

test('a later leg may have the period of the whole flight or one of its own', () => {
  const own = kangaroo({
    first: { from: '26OCT26', to: '26MAR27', days: '1   5  ' },
    second: { from: '27OCT26', to: '27MAR27', days: ' 2   6 ', dateVariation: '01' },
  });
  const whole = kangaroo({
    first: { from: '26OCT26', to: '26MAR27', days: '1   5  ' },
    second: { from: '26OCT26', to: '26MAR27', days: '1   5  ' },
  });
  expect(read(writeSsim(own)).schedules).toEqual(read(writeSsim(whole)).schedules);
});

test('without its day an arrival is the first such time after the departure, and a later leg goes on from there', () => {
  const east = { departOffset: '+0400', arriveOffset: '+0400' };
  const undated = { carrier: 'UU', ...winter, ...east, dateVariation: '', aircraft: '738' };
  const network = read(
    writeSsim([
      { ...undated, number: 102, origin: 'RUN', departs: '0800', destination: 'MRU', arrives: '0840' },
      { ...undated, number: 109, origin: 'MRU', departs: '2355', destination: 'RUN', arrives: '0035' },
      {
        ...undated,
        ...{ number: 800, origin: 'AKL', departs: '0800', departOffset: '+1300' },
        ...{ destination: 'HNL', arrives: '1800', arriveOffset: '-1000' },
      },
      {
        ...undated,
        ...{ number: 975, origin: 'DZA', departs: '2130', departOffset: '+0300', destination: 'RUN', arrives: '0030' },
      },
      {
        ...undated,
        ...{ number: 975, sequence: 2, origin: 'RUN', departs: '0130' },
        ...{ destination: 'CDG', arrives: '0940', arriveOffset: '+0100' },
      },
    ]),
  );
  expect(network.faults).toEqual([]);
  expect(shown(network, 'RUN-MRU', '2026-12-08')).toBe('2026-12-08T08:00 2026-12-08T08:40 0h40');
  expect(shown(network, 'MRU-RUN', '2026-12-08')).toBe('2026-12-08T23:55 2026-12-09T00:35 0h40');
  expect(shown(network, 'AKL-HNL', '2026-12-08')).toBe('2026-12-08T08:00 2026-12-07T18:00 9h00');
  expect(shown(network, 'DZA-CDG', '2026-12-08')).toBe('2026-12-08T21:30 2026-12-09T09:40 14h10');
  expect(network.findings.find(({ kind }) => kind === 'arrival_day_not_given')?.examples).toEqual([
    'UU109 MRU-RUN',
    'UU800 AKL-HNL',
    'UU975 DZA-RUN',
  ]);
});

test('a segment without local traffic is not sold, and the flight over it is', () => {
  const network = read(writeSsim(kangaroo({ second: { restrictions: 'A' } })));
  expect(network.legs.map(({ origin, destination }) => `${origin}-${destination}`)).toEqual(['LHR-SIN', 'LHR-SYD']);
  expect(network.findings).toContainEqual(
    expect.objectContaining({ kind: 'not_sold', count: 1, examples: ['QF2 SIN-SYD'] }),
  );
});

test('with another aircraft on the way the legs are flights of their own', () => {
  const network = read(writeSsim(kangaroo({ second: { aircraft: '333' } })));
  expect(network.legs.map(({ origin, destination }) => `${origin}-${destination}`)).toEqual(['LHR-SIN', 'SIN-SYD']);
  expect(flown(network, 'SIN-SYD', '2026-12-11').legs).toEqual(['QF-2-2026-12-11-SIN']);
});

const frankfurt = {
  ...winter,
  origin: 'FRA',
  departs: '1305',
  departOffset: '+0100',
  destination: 'JFK',
  arrives: '1555',
  arriveOffset: '-0500',
  aircraft: '74H',
};

test('a codeshare is shown once, under the number of who flies it, whichever of the two says so', () => {
  const byDuplicate = [
    { carrier: 'LH', number: 400, ...frankfurt },
    { carrier: 'UA', number: 8840, ...frankfurt, data: [['050', 'FRA', 'JFK', 'LH 0400']] as const },
  ];
  const byOperator = [
    { carrier: 'LH', number: 400, ...frankfurt, data: [['010', 'FRA', 'JFK', 'UA 8840/AC 9100']] as const },
    { carrier: 'UA', number: 8840, ...frankfurt },
  ];
  for (const legs of [byDuplicate, byOperator]) {
    const network = read(writeSsim(legs));
    expect(network.faults).toEqual([]);
    expect(network.schedules.map(({ carrier, number }) => `${carrier}${number}`)).toEqual(['LH400']);
    expect(network.findings).toContainEqual(expect.objectContaining({ kind: 'codeshare', count: 1 }));
  }
});

test('a codeshare whose operating flight is nowhere is sold under its number, on the seats of the operating flight', () => {
  const network = read(
    writeSsim([{ carrier: 'UA', number: 8840, ...frankfurt, data: [['050', 'FRA', 'JFK', 'LH 0400']] }]),
  );
  expect(flown(network, 'FRA-JFK', '2026-12-10')).toMatchObject({
    carrier: 'UA',
    number: '8840',
    operating: { carrier: 'LH', number: '400' },
    legs: ['LH-400-2026-12-10-FRA'],
  });
});

test('cargo is left out, suffixes, fortnights and three-letter carriers are kept', () => {
  const network = read(
    writeSsim([
      { carrier: 'DLH', number: 400, suffix: 'D', frequency: '2', days: '   4   ', ...frankfurt, from: '29OCT26' },
      { carrier: 'LH', number: 8160, serviceType: 'F', ...frankfurt },
    ]),
  );
  const [only, ...others] = network.schedules;
  if (!only) throw new Error('one is kept');
  expect(others).toEqual([]);
  expect(flown(network, 'FRA-JFK', '2026-10-29').flightId).toBe('DLH-400D-2026-10-29-FRA');
  const thursdays = [0, 7, 14, 21].map((days) => plusDays(isoDate('2026-10-29'), days));
  expect(thursdays.map((on) => fliesOn(only, on))).toEqual([true, false, true, false]);
});

test('each fault is told with its line, its columns, its value and what belongs there', () => {
  const good = writeSsim([{ carrier: 'LH', number: 400, ...frankfurt }]);
  const at = good.findIndex((line) => line.startsWith('3'));
  const broken = (column: number, text: string) =>
    good.map((line, index) =>
      index === at ? line.slice(0, column - 1) + text + line.slice(column - 1 + text.length) : line,
    );
  const line = `winter.ssim:${at + 1}`;
  expect(read(broken(15, '32DEC26')).faults).toEqual([
    `${line}: period from (columns 15-21) is "32DEC26", expected a date DDMMMYY`,
  ]);
  expect(read(broken(29, '2345671')).faults).toEqual([
    `${line}: days of operation (columns 29-35) is "2345671", expected digits 1 to 7 each in its place`,
  ]);
  expect(read(broken(48, '+1:00')).faults).toEqual([
    `${line}: time variation of departure (columns 48-52) is "+1:00", expected hours and minutes +HHMM`,
  ]);
  expect(read(broken(40, '2561')).faults).toEqual([
    `${line}: passenger departure time (columns 40-43) is "2561", expected a time HHMM`,
  ]);
  expect(read(broken(6, '   0')).faults[0]).toContain('flight designator (columns 3-9) is "LH    0"');
  expect(read(broken(194, 'A')).faults[0]).toContain(
    'arrival is "955 minutes", expected a time after the departure and within 30 hours of it',
  );
  expect(read(good.slice(0, -1)).faults).toEqual([
    `winter.ssim:${good.length - 1}: last record is "no trailer", expected a trailer (record type 5): the file may be cut off`,
  ]);
  expect(read(good.map((one, index) => (index === at ? one.slice(0, 150) : one))).faults).toEqual([
    `${line}: record is "150 characters", expected 200 characters`,
  ]);
});

const zones = [
  { code: 'FRA', offset: '+0100', minutes: 60 },
  { code: 'NRT', offset: '+0900', minutes: 540 },
  { code: 'BOM', offset: '+0530', minutes: 330 },
  { code: 'BOG', offset: '-0500', minutes: -300 },
  { code: 'ACC', offset: '+0000', minutes: 0 },
  { code: 'HNL', offset: '-1000', minutes: -600 },
] as const;

const digits = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;

test('whatever is written by the manual is read as it was meant: dates, days and instants', () => {
  const anyLeg = fc.record({
    from: fc.constantFrom(...zones),
    to: fc.constantFrom(...zones),
    departs: fc.integer({ min: 0, max: 1439 }),
    elapsed: fc.integer({ min: 30, max: 18 * 60 }),
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    mode: fc.constantFrom('U' as const, 'L' as const),
  });
  fc.assert(
    fc.property(anyLeg, ({ from, to, departs, elapsed, days, mode }) => {
      fc.pre(from.code !== to.code);
      const arrives = departs + elapsed + (mode === 'L' ? to.minutes - from.minutes : 0);
      const day = Math.floor(arrives / 1440);
      const written = {
        carrier: 'X1',
        number: 7,
        from: '01DEC26',
        to: '31JAN27',
        days: [1, 2, 3, 4, 5, 6, 7].map((one) => (days.includes(one) ? String(one) : ' ')).join(''),
        origin: from.code,
        departs: digits(departs),
        departOffset: from.offset,
        destination: to.code,
        arrives: digits(arrives - day * 1440),
        arriveOffset: to.offset,
        dateVariation: `0${day < 0 ? 'A' : String(day)}`,
      };
      const network = read(writeSsim([written], mode));
      expect(network.faults).toEqual([]);
      // By arithmetic alone: each date of the period on a day of operation is one departure.
      const expected: number[] = [];
      for (let at = Date.UTC(2026, 11, 1); at <= Date.UTC(2027, 0, 31); at += 86_400_000)
        if (days.includes(new Date(at).getUTCDay() || 7))
          expected.push(at + (departs - (mode === 'L' ? from.minutes : 0)) * 60_000);
      const dates = Array.from({ length: 70 }, (_, n) => plusDays(isoDate('2026-11-28'), n));
      const flights = dates.flatMap((on) => network.schedules.flatMap((one) => datedFlight(one, on) ?? []));
      expect(flights.map(({ depart }) => depart.at)).toEqual(expected);
      expect(flights.map(({ arrive }) => arrive.at)).toEqual(expected.map((at) => at + elapsed * 60_000));
    }),
    { numRuns: 300 },
  );
});
