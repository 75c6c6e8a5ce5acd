import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ImportProgress } from '../../src/domain/imports/requests';
import { isoDate } from '../../src/domain/instants';
import { datedFlight, flightsPerWeek } from '../../src/domain/schedules';
import { createNetworkReader } from '../../src/workers/networkReader';

const sample = path.join(__dirname, '../data/winter.ssim');
const data = process.env['SKYHOLD_DATA'] ?? path.join(__dirname, '../../../shared/data');
const world = {
  openflights: ['airports.dat', 'airlines.dat', 'routes.dat'],
  opentraveldata: ['optd_airline_segs_mthly_201608.csv'],
} as const;
const hasWorld = existsSync(path.join(data, 'openflights', 'routes.dat'));
if (!hasWorld) console.warn(`SKIPPED: no data in ${data}; set SKYHOLD_DATA to import the whole world`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'imports-'));
  copyFileSync(sample, path.join(folder, 'winter.ssim'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const readFrom = (importFolder: string, progress: (state: ImportProgress) => void = () => undefined) => {
  const reader = createNetworkReader({ demoSeed: 1, importFolder, now: () => Date.parse('2026-12-01') });
  return (format: 'ssim' | 'csv' | 'openflights' | 'opentraveldata', ...files: string[]) =>
    reader({ format, files }, progress);
};

test('a sample timetable comes in with its counts, its local times, and what was noticed', async () => {
  const source = await readFrom(folder)('ssim', 'winter.ssim');
  if (source.outcome === 'faulty') throw new Error(JSON.stringify(source.faults));
  const { network } = source;
  expect([network.flightsRead, network.schedules.length, network.legs.length, network.carriers.length]).toEqual([
    5, 6, 6, 2,
  ]);
  const seen = network.schedules.flatMap((one) => datedFlight(one, isoDate('2026-12-11')) ?? []);
  expect(seen.map(({ flightId, depart, arrive }) => [flightId, depart.local, arrive.local, arrive.zone])).toEqual([
    ['X2-20-2026-12-11-AKL', '2026-12-11T08:00', '2026-12-10T18:00', 'Pacific/Honolulu'],
    ['X1-1-2026-12-11-LHR', '2026-12-11T20:30', '2026-12-12T17:35', 'Asia/Singapore'],
    ['X1-1-2026-12-11-LHR', '2026-12-11T20:30', '2026-12-13T06:10', 'Australia/Sydney'],
    ['X1-11-2026-12-11-SYD', '2026-12-11T10:00', '2026-12-11T05:50', 'America/Los_Angeles'],
  ]);
  expect(network.findings.map(({ kind, count }) => [kind, count])).toEqual([
    ['codeshare', 1],
    ['not_for_passengers', 1],
    ['aircraft_unknown', 1],
    // SYD-LAX arrives in American summer time in the first week, and the file has one period for all of the winter.
    ['offset_differs', 1],
    ['carrier_unknown', 2],
  ]);
  expect(await readFrom(folder)('ssim', 'winter.ssim')).toEqual(source);
});

test('one fault anywhere refuses all the files, with every fault told', async () => {
  const lines = readFileSync(sample, 'utf8').split('\n');
  writeFileSync(
    path.join(folder, 'broken.ssim'),
    lines.map((line) => line.replace('3 X1   11', '3 X1   1!')).join('\n'),
  );
  const source = await readFrom(folder)('ssim', 'winter.ssim', 'broken.ssim', 'missing.ssim', '../escape.ssim');
  expect(source.outcome === 'faulty' && source.faults.map(({ file, field }) => `${file} ${field}`)).toEqual([
    'broken.ssim flight designator (columns 3-9)',
    'missing.ssim file',
    '../escape.ssim file',
  ]);
});

test('files without any flights are refused', async () => {
  writeFileSync(path.join(folder, 'airports.csv'), 'code,latitude,longitude\nQQQ,1,1\n');
  expect(await readFrom(folder)('csv', 'airports.csv')).toMatchObject({ outcome: 'faulty', count: 1 });
});

test('airports given with a timetable stand before ours, which stay known', async () => {
  writeFileSync(path.join(folder, 'airports.csv'), 'code,name,zone,latitude,longitude\nQQQ,Ours,Europe/Lisbon,39,-9\n');
  writeFileSync(
    path.join(folder, 'f.csv'),
    'carrier,number,origin,destination,departs,arrives\nX1,1,QQQ,LHR,10:00,12:30\n',
  );
  const source = await readFrom(folder)('csv', 'f.csv', 'airports.csv');
  expect(source.outcome === 'read' && source.network.schedules[0]?.elapsedMinutes).toBe(150);
});

const onWorld = hasWorld ? test : test.skip;

onWorld(
  'the routes of OpenFlights make the legs that its own files count',
  async () => {
    const source = await readFrom(path.join(data, 'openflights'))('openflights', ...world.openflights);
    if (source.outcome === 'faulty') throw new Error(JSON.stringify(source.faults));
    // Counted with nothing but the files: nonstop rows between two airports that have a code.
    const text = (name: string) => readFileSync(path.join(data, 'openflights', name), 'utf8');
    const codes = new Set([...text('airports.dat').matchAll(/^\d+,.*?,"([A-Z]{3})",/gm)].map(([, code]) => code));
    const rows = text('routes.dat')
      .split(/\r?\n/)
      .map((line) => line.split(','));
    const pairs = rows.filter((row) => row[7] === '0' && row[2] !== row[4] && codes.has(row[2]) && codes.has(row[4]));
    expect(source.network.legs.length).toBe(new Set(pairs.map((row) => `${row[2]}-${row[4]}`)).size);
    expect(source.network.airports.every(({ zone, country }) => zone !== '' && country.length === 2)).toBe(true);
  },
  300_000,
);

onWorld(
  'the segments of a month keep their number of flights',
  async () => {
    const progress: ImportProgress[] = [];
    const [file] = world.opentraveldata;
    const source = await readFrom(path.join(data, 'opentraveldata'), (state) => progress.push(state))(
      'opentraveldata',
      file,
    );
    if (source.outcome === 'faulty') throw new Error(JSON.stringify(source.faults));
    const known = new Set(source.network.airports.map(({ code }) => code));
    const rows = readFileSync(path.join(data, 'opentraveldata', file), 'utf8')
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(';'));
    const flown = rows.filter(([from = '', to = '']) => from !== to && known.has(from) && known.has(to));
    const daily = flown.reduce((sum, row) => sum + Number(row[5]), 0) / 31;
    const ours = source.network.schedules.reduce((sum, one) => sum + flightsPerWeek(one), 0) / 7;
    // Each route is rounded to whole flights a week, and has at least one.
    expect(Math.abs(ours / daily - 1)).toBeLessThan(0.02);
    expect(source.network.legs.length).toBe(new Set(flown.map(([from, to]) => `${from}-${to}`)).size);
    expect(progress.at(-1)).toMatchObject({ phase: 'reading', done: 65_000 });
  },
  120_000,
);
