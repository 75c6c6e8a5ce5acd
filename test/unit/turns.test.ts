import { createTurns } from '../../src/api/turns';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const tooLong = () => new Error('too long');

describe('turns', () => {
  it('let so many work side by side and no more, in the order in which they came', async () => {
    const inTurn = createTurns(3, 60_000, tooLong);
    const begun: number[] = [];
    let [underWay, most] = [0, 0];
    const work = (n: number) => async () => {
      begun.push(n);
      most = Math.max(most, ++underWay);
      await nextTurn();
      underWay--;
      return n;
    };
    const ids = Array.from({ length: 20 }, (_, n) => n);
    expect(await Promise.all(ids.map((n) => inTurn(work(n))))).toEqual(ids);
    expect(begun).toEqual(ids);
    expect(most).toBe(3);
  });

  it('pass on from work that fails, and from work that ends before it pauses', async () => {
    const inTurn = createTurns(1, 60_000, tooLong);
    const fails = async () => Promise.reject(new Error('refused'));
    const answers = await Promise.allSettled([inTurn(fails), inTurn(fails), inTurn(async () => 'done')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(await inTurn(async () => 'later')).toBe('later');
  });

  it.each([
    ['everybody', 5, undefined],
    ['this one', 60_000, 5],
  ])('are waited for no longer than %s wants to, and what was given up is never begun', async (_, patience, own) => {
    const inTurn = createTurns(1, patience, tooLong);
    let goOn: () => void = () => undefined;
    const first = inTurn(() => new Promise<void>((resolve) => (goOn = resolve)));
    const begun: string[] = [];
    await expect(inTurn(async () => begun.push('second'), own)).rejects.toThrow('too long');
    goOn();
    await first;
    expect(await inTurn(async () => 'third')).toBe('third');
    expect(begun).toEqual([]);
  });
});
