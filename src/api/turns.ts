/**
 * Lets at most `atOnce` pieces of work go on side by side; the others wait in the order in which they came. A thousand
 * requests that came together would else be worked at in one turn of the event loop, behind which the answers for everybody
 * else wait, and the timers of requests that were answered long ago go off.
 */
export function createTurns(atOnce: number) {
  const waiting: (() => void)[] = [];
  let underWay = 0;

  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (underWay < atOnce) underWay++;
    // Whoever ends hands the turn on, so it is never counted as free in between.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else underWay--;
    }
  };
}
