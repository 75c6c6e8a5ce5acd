import type { ListQuery } from './parameters';
import { badParameter } from './refusals';

interface Listed {
  readonly id: string;
  readonly createdAt: number;
}

/** One page of a list: newest first, after or before a given id, by time of creation. `all` is in order of creation. */
export function pageOf<T extends Listed>(
  all: readonly T[],
  query: ListQuery,
): { readonly page: readonly T[]; readonly hasMore: boolean } {
  const { gt, gte, lt, lte } = { gt: undefined, gte: undefined, lt: undefined, lte: undefined, ...query.created };
  // `created` counts in whole seconds, as the wire shows it.
  const second = (item: Listed) => Math.floor(item.createdAt / 1000) * 1000;
  const wanted = all
    .filter(
      (item) =>
        (gt === undefined || second(item) > gt) &&
        (gte === undefined || second(item) >= gte) &&
        (lt === undefined || second(item) < lt) &&
        (lte === undefined || second(item) <= lte),
    )
    .reverse();
  if (query.ending_before !== undefined) {
    const end = indexOf(wanted, query.ending_before, 'ending_before');
    const start = Math.max(0, end - query.limit);
    return { page: wanted.slice(start, end), hasMore: start > 0 };
  }
  const start = query.starting_after === undefined ? 0 : indexOf(wanted, query.starting_after, 'starting_after') + 1;
  return { page: wanted.slice(start, start + query.limit), hasMore: wanted.length > start + query.limit };
}

function indexOf(items: readonly Listed[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw badParameter(param, `No such object to page from in ${param}.`, 'resource_missing');
  return index;
}
