/**
 * Lets at most `atOnce` pieces of work go on side by side; the others wait in the order in which they came. A thousand
 * requests that came together would else be worked at in one turn of the event loop, behind which the answers for everybody
 * else wait, and the timers of requests that were answered long ago go off. Whoever has waited for `patienceMs`, or as long as it
 * says itself, is told what `tooLong` says, and its work is not begun.
 */
export function createTurns(atOnce: number, patienceMs: number, tooLong: () => Error) {
  // In the order of their arrival, as sets keep it.
  const waiting = new Set<() => void>();
  let underWay = 0;

  async function turn(waitMs: number): Promise<void> {
    if (underWay < atOnce) {
      underWay++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(begin);
        reject(tooLong());
      }, waitMs);
      waiting.add(begin);
    });
  }

  return async function inTurn<T>(work: () => Promise<T>, waitMs = patienceMs): Promise<T> {
    await turn(waitMs);
    try {
      return await work();
    } finally {
      // Whoever ends hands the turn on, so it is never counted as free in between.
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        next();
      } else underWay--;
    }
  };
}
