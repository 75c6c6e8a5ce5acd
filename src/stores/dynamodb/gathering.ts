import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from './batches';

type Item = Record<string, unknown>;

interface Waiting {
  readonly promise: Promise<Item | undefined>;
  readonly resolve: (item: Item | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** While a request is under way the next begins this much after it: of a crowd some hundred reads a second go out, not thousands. */
const gatherMs = 5;

export interface GatheringOptions {
  readonly db: DynamoDBDocumentClient;
  readonly table: string;
  readonly keyOf: (id: string) => Item;
  /** Which of the asked-for ids an item belongs to. */
  readonly idOf: (item: Item) => string;
}

/**
 * Strong reads of single items, gathered: a request costs more than what it reads, and of a crowd each has a row to look
 * for. Those of one turn of the event loop go together, and while another request is under way those of some milliseconds.
 * A read that stands alone is a plain GetItem at once. Every read begins after it was asked for, so it sees what was written
 * before.
 */
export function createGatheredReads({ db, table, keyOf, idOf }: GatheringOptions) {
  let waiting = new Map<string, Waiting>();
  let underWay = 0;
  let begunAt = 0;

  async function readAll(ids: readonly string[]): Promise<Map<string, Item>> {
    const [only] = ids;
    if (ids.length > 1 || only === undefined) {
      const items = await batchGet(db, table, ids.map(keyOf), { ConsistentRead: true });
      return new Map(items.map((item) => [idOf(item), item]));
    }
    const { Item } = await db.send(new GetCommand({ TableName: table, Key: keyOf(only), ConsistentRead: true }));
    return new Map(Item ? [[only, Item]] : []);
  }

  function flush(): void {
    const asked = waiting;
    waiting = new Map();
    underWay++;
    begunAt = performance.now();
    readAll([...asked.keys()])
      .then(
        (items) => asked.forEach(({ resolve }, id) => resolve(items.get(id))),
        (error: unknown) => asked.forEach(({ reject }) => reject(error)),
      )
      .finally(() => underWay--);
  }

  return function read(id: string): Promise<Item | undefined> {
    const known = waiting.get(id);
    if (known) return known.promise;
    if (waiting.size === 0) {
      const wait = underWay === 0 ? 0 : begunAt + gatherMs - performance.now();
      if (wait > 0) setTimeout(flush, wait);
      else setImmediate(flush);
    }
    const entry = promised();
    waiting.set(id, entry);
    return entry.promise;
  };
}

function promised(): Waiting {
  let resolve: Waiting['resolve'] = () => undefined;
  let reject: Waiting['reject'] = () => undefined;
  const promise = new Promise<Item | undefined>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
}
