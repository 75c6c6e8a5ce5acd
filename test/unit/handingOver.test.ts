import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handOver } from '../../scripts/handingOver';
import { structuralFaults } from '../../src/api/http/bodies';

const folder = mkdtempSync(join(tmpdir(), 'skyhold-imports-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('files for an import are handed over under names that the API takes, whatever the time', () => {
  const file = join(folder, 'winter 26.ssim');
  writeFileSync(file, 'a timetable');
  const base = Date.parse('2026-11-29T18:22:41.025Z');
  const names = Array.from({ length: 40 }, (_, n) => handOver([file], folder, new Date(base + n * 977)));
  expect(structuralFaults({ format: 'ssim', files: names.flat() })).toEqual([]);
  expect(new Set(names.flat()).size).toBe(40);
  for (const [name = ''] of names) expect(readFileSync(join(folder, name), 'utf8')).toBe('a timetable');
});

test('a file that is not there is named', () => {
  expect(() => handOver([join(folder, 'none.ssim')], folder, new Date())).toThrow('none.ssim is not there.');
});
