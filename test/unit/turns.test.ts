import { createTurns } from '../../src/api/turns';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('let so many work side by side and no more, in the order in which they came', async () => {
    const inTurn = createTurns(3);
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
    const inTurn = createTurns(1);
    const fails = async () => Promise.reject(new Error('refused'));
    const answers = await Promise.allSettled([inTurn(fails), inTurn(fails), inTurn(async () => 'done')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(await inTurn(async () => 'later')).toBe('later');
  });
});
