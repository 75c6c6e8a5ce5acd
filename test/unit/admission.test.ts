import { createAdmission } from '../../src/api/admission';
import type { FlightId } from '../../src/domain/flights';

const leg = 'X7-1-2031-05-10-LIS' as FlightId;
const seats = [{ segment: 0, passenger: 'p1', designator: '4A', legs: [leg] }];
const look = async () => () => ({ seats });
const later = () => performance.now() + 60_000;
const tooLong = () => new Error('that took too long');

test('one at a time tries for a seat, and the next looks again before it does', async () => {
  const admission = createAdmission(tooLong);
  const said: string[] = [];
  let finish: () => void = () => undefined;
  const first = admission.whenQuiet(look, () => new Promise<void>((resolve) => (finish = resolve)), later());
  const second = admission.whenQuiet(
    async () => {
      said.push('look');
      return () => ({ seats });
    },
    async () => void said.push('try'),
    later(),
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(said).toEqual(['look']);
  finish();
  await Promise.all([first, second]);
  expect(said).toEqual(['look', 'look', 'try']);
});

test('whoever waits too long for the outcome of others is told so, has tried for nothing and keeps nobody waiting', async () => {
  const admission = createAdmission(tooLong);
  let finish: () => void = () => undefined;
  const first = admission.whenQuiet(look, () => new Promise<void>((resolve) => (finish = resolve)), later());
  const tried = jest.fn(async () => 'tried');
  await expect(admission.whenQuiet(look, tried, performance.now() + 5)).rejects.toThrow('too long');
  expect(tried).not.toHaveBeenCalled();
  finish();
  await first;
  expect(await admission.whenQuiet(look, tried, later())).toBe('tried');
});
