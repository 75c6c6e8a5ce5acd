import fc from 'fast-check';
import { assembleNetwork } from '../../src/domain/imports/assembling';
import {
  completeAirports,
  createAirportsReader,
  createOpenFlightsAirportsReader,
} from '../../src/domain/imports/airportLists';
import { createFaults, describeFault } from '../../src/domain/imports/faults';
import { createFindings } from '../../src/domain/imports/findings';
import { createFlightTableReader } from '../../src/domain/imports/flightTable';
import { createAirlinesReader, createRoutesReader } from '../../src/domain/imports/openflights';
import { createSegmentsReader } from '../../src/domain/imports/opentraveldata';
import { splitValues } from '../../src/domain/imports/separatedValues';
import type { DraftTimetable } from '../../src/domain/imports/drafts';
import { isoDate, plusDays } from '../../src/domain/instants';
import { datedFlight, fliesOn, flightsPerWeek } from '../../src/domain/schedules';
import { offsetMinutes } from '../../src/domain/zones';
import { readWorldAirports } from '../../src/workers/worldAirports';

const airports = new Map(readWorldAirports().map((airport) => [airport.code, airport]));

type Reader = { line(text: string, number: number): void; end(): DraftTimetable };

function read(
  text: string,
  open: (faults: ReturnType<typeof createFaults>, findings: ReturnType<typeof createFindings>) => Reader,
) {
  const [faults, findings] = [createFaults(), createFindings()];
  const reader = open(faults, findings);
  text
    .trim()
    .split('\n')
    .forEach((line, index) => reader.line(line.trim(), index + 1));
  const network = assembleNetwork([reader.end()], airports, { faults, findings });
  return { ...network, faults: faults.listed.map(describeFault) };
}
const table = (text: string) =>
  read(text, (faults, findings) => createFlightTableReader('flights.csv', faults, findings));
const routes = (text: string) => read(text, (faults, findings) => createRoutesReader('routes.dat', faults, findings));
const segments = (text: string) => read(text, (faults, findings) => createSegmentsReader('segs.csv', faults, findings));
const header = '#legori;legdes;operating_airline;deptdtYYYYMM;capacity;frequency';

describe('a table of flights', () => {
  test('local times are enough: what is missing follows from the zones, on either side of the date line', () => {
    const { schedules, faults } =
      table(`carrier,number,origin,destination,departs,arrives,valid_from,valid_to,days,aircraft
      X1,0007,SYD,HNL,21:00,09:30,2026-12-01,2026-12-31,1234567,789
      X1,8,HNL,SYD,10:30,17:45,2026-12-01,2026-12-31,135,789`);
    expect(faults).toEqual([]);
    const [back, out] = schedules.map((one) => datedFlight(one, isoDate('2026-12-09')));
    expect(out).toMatchObject({
      number: '7',
      depart: { local: '2026-12-09T21:00' },
      arrive: { local: '2026-12-09T09:30' },
    });
    expect(back).toMatchObject({ depart: { local: '2026-12-09T10:30' }, arrive: { local: '2026-12-10T17:45' } });
    expect(schedules[0]).toMatchObject({ days: 0b0010101, validFrom: '2026-12-01', validTo: '2026-12-31' });
  });

  test('a row with a date is a flight of that day, and rows that go on are its later legs', () => {
    const { schedules } = table(`carrier,number,origin,destination,departs,elapsed_minutes,date,leg,departs_day
      X1,9,LHR,DXB,22:00,420,2026-12-10,1,0
      X1,9,DXB,SIN,10:30,450,2026-12-10,2,1`);
    const flights = schedules.flatMap((one) => ['2026-12-10', '2026-12-11'].map((on) => datedFlight(one, isoDate(on))));
    expect(flights.flatMap((flight) => (flight ? [flight.legs.join(' ')] : []))).toEqual([
      'X1-9-2026-12-10-DXB',
      'X1-9-2026-12-10-LHR',
      'X1-9-2026-12-10-LHR X1-9-2026-12-10-DXB',
    ]);
  });

  test('every fault is told with line, field, value and expected form', () => {
    expect(
      table(`carrier,number,origin,destination,departs,arrives,date
        X1,7,LIS,LHR,7h00,09:30,
        X1,7,LISBON,LHR,07:00,09:30,2026-02-30
        X1,70000,LIS,LHR,07:00,,
        X1,8,LIS,LHR,07:00,06:00`).faults,
    ).toEqual([
      'flights.csv:2: departs is "7h00", expected a local time HH:MM',
      'flights.csv:3: origin is "LISBON", expected three letters',
      'flights.csv:3: date is "2026-02-30", expected a date YYYY-MM-DD that exists',
      'flights.csv:4: number is "70000", expected up to four digits and a suffix letter',
      'flights.csv:4: arrives is "", expected a local time HH:MM here, or minutes in elapsed_minutes',
      'flights.csv:5: row is "X1,8,LIS,LHR,07:00,06:00", expected 7 fields',
    ]);
    expect(table('carrier,number,origin,destination').faults[0]).toContain('expected a column departs');
    expect(
      table(`carrier,number,origin,destination,departs,arrives,arrives_day\nX1,7,LIS,MAD,12:00,11:00,0`).faults,
    ).toEqual([
      'flights.csv:2: arrives is "11:00", expected a time after the departure on 2020-01-01 and within 30 hours of it, both local',
    ]);
  });

  const dated = ({ schedules }: ReturnType<typeof table>, ...days: string[]) =>
    schedules.flatMap((one) =>
      days.flatMap((on) => {
        const flight = datedFlight(one, isoDate(on));
        return flight ? [`${flight.flightId} ${flight.depart.local} ${flight.arrive.local}`] : [];
      }),
    );

  test.each([
    ['semicolons', 'Airline;Flight No;From;To;Departure;Arrival;Date\nX1;7;LIS;LHR;7:05;0950;2026-12-10'],
    ['tabs', 'carrier\tnumber\torigin\tdest\tdeparts\tarrives\tdate\nX1\t0007\tLIS\tLHR\t705\t950\t20261210'],
    [
      'quotes',
      '"carrier","flight","orig","dest","STD","STA","date"\n"X1","X17","LIS","LHR","07:05:00","09:50","2026-12-10"',
    ],
    ['parts of a date', 'carrier,flight,origin,dest,std,sta,year,month,day\nX1,7,LIS,LHR,0705,0950,2026,12,10'],
  ])('a table with %s is the same table', (_, text) => {
    expect(table(text).faults).toEqual([]);
    expect(dated(table(text), '2026-12-09', '2026-12-10')).toEqual([
      'X1-7-2026-12-10-LIS 2026-12-10T07:05 2026-12-10T09:50',
    ]);
  });

  const onTime = `FL_DATE,OP_UNIQUE_CARRIER,TAIL_NUM,OP_CARRIER_FL_NUM,ORIGIN,DEST,CRS_DEP_TIME,DEP_TIME,CRS_ARR_TIME,CANCELLED
    3/12/2027 12:00:00 AM,AA,N1,31,PHX,LAX,0005,0017,0032,0.00
    3/13/2027 12:00:00 AM,AA,N2,31,PHX,LAX,0005,0004,0032,0.00
    3/14/2027 12:00:00 AM,AA,N2,31,PHX,LAX,0005,0004,0032,0.00
    3/15/2027 12:00:00 AM,AA,N2,31,PHX,LAX,0005,0004,0132,0.00
    3/15/2027 12:00:00 AM,AA,N2,32,LAX,PHX,2400,0004,0105,0.00
    3/15/2027 12:00:00 AM,AA,,33,PHX,LAX,1005,,1032,1.00`;

  test('a record of operated flights comes in as it is: scheduled times, without what was cancelled', () => {
    const read = table(onTime);
    expect(read.faults).toEqual([]);
    // Los Angeles changes its clocks on the 14th at two, Phoenix does not; the days that are alike are one schedule.
    expect(dated(read, '2027-03-12', '2027-03-13', '2027-03-14', '2027-03-15', '2027-03-16')).toEqual([
      'AA-32-2027-03-16-LAX 2027-03-16T00:00 2027-03-16T01:05',
      'AA-31-2027-03-12-PHX 2027-03-12T00:05 2027-03-12T00:32',
      'AA-31-2027-03-13-PHX 2027-03-13T00:05 2027-03-13T00:32',
      'AA-31-2027-03-14-PHX 2027-03-14T00:05 2027-03-14T00:32',
      'AA-31-2027-03-15-PHX 2027-03-15T00:05 2027-03-15T01:32',
    ]);
    expect(read.schedules).toHaveLength(2);
    const noticed = new Map(read.findings.map(({ kind, examples }) => [kind, examples]));
    expect(noticed.get('cancelled')).toEqual(['AA33 2027-03-15']);
    expect(noticed.get('column_ignored')).toEqual(['TAIL_NUM', 'DEP_TIME']);
  });

  test('a record that has no column for cancelled flights leaves out those that never left', () => {
    const read =
      table(`year,month,day,dep_time,sched_dep_time,arr_time,sched_arr_time,carrier,flight,tailnum,origin,dest,time_hour
      2027,1,1,517,515,830,819,UA,1545,N14228,EWR,IAH,2027-01-01 05:00:00
      2027,1,2,NA,515,NA,819,UA,1545,NA,EWR,IAH,2027-01-02 05:00:00
      2027,1,3,,515,,819,UA,1545,,EWR,IAH,2027-01-03 05:00:00`);
    expect(read.faults).toEqual([]);
    expect(dated(read, '2027-01-01', '2027-01-02', '2027-01-03')).toEqual([
      'UA-1545-2027-01-01-EWR 2027-01-01T05:15 2027-01-01T08:19',
    ]);
    const noticed = new Map(read.findings.map(({ kind, examples }) => [kind, examples]));
    expect(noticed.get('cancelled')).toEqual(['UA1545 2027-01-02', 'UA1545 2027-01-03']);
    expect(noticed.get('column_ignored')).toEqual(['arr_time', 'tailnum', 'time_hour']);
  });

  test.each([
    [
      'the airline by name and by code',
      `FL_DATE,AIRLINE,AIRLINE_DOT,AIRLINE_CODE,DOT_CODE,FL_NUMBER,ORIGIN,DEST,CRS_DEP_TIME,DEP_TIME,CRS_ARR_TIME,CANCELLED,CRS_ELAPSED_TIME
       2027-01-01,United Air Lines Inc.,United Air Lines Inc.: UA,UA,19977,1545,EWR,IAH,515,517.0,819,0.0,244.0`,
    ],
    [
      'who sells a flight and who flies it',
      `FlightDate,Airline,Origin,Dest,Cancelled,CRSDepTime,DepTime,CRSArrTime,Marketing_Airline_Network,Flight_Number_Marketing_Airline,"Operating_Airline ",IATA_Code_Operating_Airline,Flight_Number_Operating_Airline
       2027-01-01,United Air Lines Inc.,EWR,IAH,False,515,517.0,819,LH,7000,UA,UA,1545`,
    ],
  ])('a record of operated flights with %s is that of who flies', (_, text) => {
    const read = table(text);
    expect(read.faults).toEqual([]);
    expect(dated(read, '2027-01-01')).toEqual(['UA-1545-2027-01-01-EWR 2027-01-01T05:15 2027-01-01T08:19']);
  });

  test('a number that leaves an airport twice a day is two flights with seats of their own', () => {
    const read = table(`carrier,number,origin,destination,departs,arrives,date
      X1,7,LIS,LHR,19:00,21:45,2026-12-10
      X1,7,LIS,MAD,08:00,10:20,2026-12-10
      X1,7,MAD,LIS,12:00,12:20,2026-12-10
      X1,7,LIS,LHR,19:00,21:45,2026-12-11
      X1,7,LIS,OPO,07:00,08:00,2026-12-12
      X1,7A,LIS,CDG,07:00,10:30,2026-12-10
      X1,8,LIS,MAD,08:00,10:20,2026-12-10
      X1,8,LIS,LHR,19:00,21:45,2026-12-11`);
    expect(read.faults).toEqual([]);
    expect(dated(read, '2026-12-10', '2026-12-11', '2026-12-12').map((one) => one.split(' ')[0])).toEqual([
      'X1-7A-2026-12-10-LIS',
      'X1-7B-2026-12-10-LIS',
      'X1-7B-2026-12-11-LIS',
      'X1-8-2026-12-11-LIS',
      'X1-7-2026-12-10-LIS',
      'X1-8-2026-12-10-LIS',
      'X1-7-2026-12-12-LIS',
      'X1-7-2026-12-10-MAD',
    ]);
    expect(read.findings).toContainEqual(
      expect.objectContaining({ kind: 'number_twice', examples: ['X17 LIS-LHR is X17B'] }),
    );
  });

  test('days put together are the days that were given, whatever they are', () => {
    const dates = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(dates, (days) => {
        const given = days.map((day) => plusDays(isoDate('2026-12-01'), day));
        const { schedules } = table(
          ['carrier,number,origin,destination,departs,arrives,date']
            .concat(given.map((on) => `X1,7,LIS,LHR,07:05,09:50,${on}`))
            .join('\n'),
        );
        const all = Array.from({ length: 60 }, (_, day) => plusDays(isoDate('2026-11-25'), day));
        expect(all.filter((on) => schedules.some((one) => fliesOn(one, on)))).toEqual([...given].sort());
        for (const on of all) expect(schedules.filter((one) => fliesOn(one, on)).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([
    ['departs', '2561', 'a local time HH:MM'],
    ['departs', '7pm', 'a local time HH:MM'],
    ['date', '12/31/2026', 'a date YYYY-MM-DD that exists'],
    ['date', '2027-02-29', 'a date YYYY-MM-DD that exists'],
    ['origin', 'LPPT', 'three letters'],
    ['carrier', 'TAP Air', 'a code of two or three characters'],
  ])('%s "%s" is refused with what belongs there', (column, value, expected) => {
    const row = {
      carrier: 'X1',
      number: '7',
      origin: 'LIS',
      destination: 'LHR',
      departs: '07:05',
      arrives: '09:50',
      date: '2026-12-10',
    };
    const text = [Object.keys(row).join(), Object.values({ ...row, [column]: value }).join()].join('\n');
    expect(table(text).faults).toEqual([`flights.csv:2: ${column} is ${JSON.stringify(value)}, expected ${expected}`]);
  });

  test('a column that is none of ours is refused in a table of our own, and one that is missing in any', () => {
    expect(table('carrier,number,origin,destination,departs,arrives,gate\n').faults[0]).toContain(
      'header is "gate", expected one of carrier',
    );
    expect(table('FL_DATE,OP_CARRIER_FL_NUM,ORIGIN,DEST,CRS_DEP_TIME\n').faults[0]).toContain(
      'expected a column carrier',
    );
  });

  test('a flight to an airport that nobody knows is left out, and said so', () => {
    const { legs, findings } = table(
      `carrier,number,origin,destination,departs,elapsed_minutes\nX1,7,LIS,QQQ,07:00,60\nX1,8,LIS,OPO,07:00,60`,
    );
    expect(legs.map(({ destination }) => destination)).toEqual(['OPO']);
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'airport_unknown', count: 1, examples: ['QQQ'] }));
  });
});

describe('OpenFlights', () => {
  test('codeshares of flown routes are left out, those nobody else flies are kept', () => {
    const { schedules, findings } = routes(`LH,3320,FRA,340,JFK,3797,,0,744
      UA,5209,FRA,340,JFK,3797,Y,0,744
      UA,5209,FRA,340,ORD,3830,Y,0,744
      AC,330,ABJ,253,BRU,302,,1,333`);
    expect(
      schedules.map(({ carrier, origin, destination }) => `${carrier} ${origin.airport}-${destination.airport}`),
    ).toEqual(['LH FRA-JFK', 'UA FRA-ORD']);
    const kinds = new Map(findings.map(({ kind, count }) => [kind, count]));
    expect([kinds.get('codeshare'), kinds.get('codeshare_alone'), kinds.get('goes_nowhere')]).toEqual([1, 1, 1]);
  });

  test('its airports get the zone of their nearest neighbour when they have none, and each code once', () => {
    const [faults, findings] = [createFaults(), createFindings()];
    const reader = createOpenFlightsAirportsReader('airports.dat', faults, new Map([['ORY', 'PAR']]));
    const rows = [
      `1,"Charles de Gaulle","Paris","France","CDG","LFPG",49.01,2.55,392,1,"E","Europe/Paris","airport","OurAirports"`,
      `2,"Orly \\"Sud\\"","Paris","France","ORY","LFPO",48.72,2.38,291,\\N,\\N,\\N,"airport","OurAirports"`,
      `3,"Twice","Nowhere","France","ORY","LFXX",48.72,2.38,291,1,"E","Europe/Paris","airport","OurAirports"`,
      `4,"Gatwick","London","United Kingdom","LGW","EGKK",51.15,-0.19,202,0,"E","Europe/London","airport","OurAirports"`,
      `5,"No code","Somewhere","France","\\N","LFYY",48.72,2.38,291,1,"E","Europe/Paris","airport","OurAirports"`,
    ];
    rows.forEach((row, index) => reader.line(row, index + 1));
    const found = completeAirports([reader.end()], findings);
    expect([...found.keys()]).toEqual(['CDG', 'ORY', 'LGW']);
    expect(found.get('ORY')).toMatchObject({
      name: 'Orly "Sud"',
      zone: 'Europe/Paris',
      country: 'FR',
      cityCode: 'PAR',
    });
    expect(findings.list().map(({ kind, examples }) => [kind, ...examples])).toEqual([
      ['airport_without_zone', 'ORY: Europe/Paris'],
      ['airport_twice', 'ORY'],
    ]);
    reader.line(`6,"Bad","Bad","France","BAD","LFZZ",148.72,2.38,291,1,"E","Europe/Paris","airport","OurAirports"`, 6);
    expect(faults.listed.map(describeFault)).toEqual([
      'airports.dat:6: latitude is "148.72", expected degrees from -90 to 90',
    ]);
  });

  test('of two airlines with one code the active one gives the name', () => {
    const reader = createAirlinesReader('airlines.dat', createFaults());
    [
      `1,"Old Air",\\N,"XA","OLD","OLD","Nowhere","N"`,
      `2,"New Air",\\N,"XA","NEW","NEW","Nowhere","Y"`,
      `3,"Gone Air",\\N,"XA","GON","GON","Nowhere","N"`,
    ].forEach((line, index) => reader.line(line, index + 1));
    expect(reader.end().carriers.get('XA')).toBe('New Air');
  });
});

describe('OpenTravelData', () => {
  test('the flights of a month are spread over each week, in an aircraft of about the size', () => {
    const { schedules } = segments(`${header}\nLIS;OPO;X1;201608;9720;62\nLIS;FNC;X1;201608;1660;10`);
    const weekly = (destination: string) =>
      schedules
        .filter((one) => one.destination.airport === destination)
        .reduce((sum, one) => sum + flightsPerWeek(one), 0);
    expect([weekly('OPO'), weekly('FNC')]).toEqual([14, 2]);
    expect(new Set(schedules.map(({ seatPlanId }) => seatPlanId))).toEqual(new Set(['320-166']));
    expect(segments(`${header}\nLIS;OPO;X1;201613;1;1`).faults).toEqual([
      'segs.csv:2: deptdtYYYYMM is "201613", expected a month YYYYMM',
    ]);
  });

  test('another route in the file leaves the flights of the rest as they were', () => {
    const lines = Array.from({ length: 40 }, (_, n) => `LIS;${[...airports.keys()][n * 50 + 7]};X1;201608;5000;31`);
    const before = segments([header, ...lines].join('\n')).schedules;
    const after = segments([header, ...lines, 'LIS;OPO;X1;201608;5000;31'].join('\n')).schedules;
    const kept = new Set(after.map((one) => JSON.stringify(one)));
    expect(before.filter((one) => !kept.has(JSON.stringify(one)))).toEqual([]);
  });
});

test('airports without any neighbour get the zone of their longitude', () => {
  const [faults, findings] = [createFaults(), createFindings()];
  const reader = createAirportsReader('airports.csv', faults);
  ['code,latitude,longitude', 'AAA,10,46', 'BBB,10,-76', 'CCC,91,0'].forEach((line, index) =>
    reader.line(line, index + 1),
  );
  expect([...completeAirports([reader.end()], findings).values()].map(({ zone }) => zone)).toEqual([
    'Etc/GMT-3',
    'Etc/GMT+5',
  ]);
  expect(faults.listed.map(describeFault)).toEqual([
    'airports.csv:4: latitude is "91", expected degrees from -90 to 90',
  ]);
});

test('quotes may hold the separator, and a quote that is never closed is noticed', () => {
  expect(splitValues('a,"b,c","d ""e"" \\"f\\"",', ',')).toEqual(['a', 'b,c', 'd "e" "f"', '']);
  expect(splitValues('a,"b', ',')).toBeUndefined();
});

describe('the airports that are known anyway', () => {
  test('every country is one of today', () => {
    const codes = new Set([...airports.values()].map(({ country }) => country).filter((code) => code !== ''));
    const gone = [...codes].filter((code) => Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`);
    expect([gone, airports.get('CGN')?.country, airports.get('FRA')?.country]).toEqual([[], 'DE', 'DE']);
  });

  test('regions that left the zone of their neighbours are in their own', () => {
    const offset = (code: string, on: string) => offsetMinutes(airports.get(code)?.zone ?? '', Date.parse(on)) / 60;
    const [january, july] = ['2027-01-15', '2027-07-15'];
    const at = (code: string) => [offset(code, january), offset(code, july)];
    expect(['CXI', 'YXY', 'PUQ', 'AWK', 'CJS', 'FEN', 'YGR'].map(at)).toEqual([
      [14, 14],
      [-7, -7],
      [-3, -3],
      [12, 12],
      [-7, -6],
      [-2, -2],
      [-4, -3],
    ]);
  });
});
