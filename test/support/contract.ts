import { isDeepStrictEqual } from 'node:util';
import type { Route } from '../../src/api/http/route';
import { problemCodesOf } from '../../src/api/http/refusals';
import { problemSchema } from '../../src/api/http/schemas';
import { isProblemCode } from '../../src/domain/problems';

/** Holds real answers against what the operations declare. */
export function createContract(routes: readonly Route[]) {
  const unmet = new Set(routes.map(({ spec }) => spec.operationId));

  function routeOf(method: string, path: string): Route | undefined {
    const here = path.split('?', 1)[0] ?? '';
    return [...routes]
      .sort((a, b) => Number(a.spec.path.includes(':')) - Number(b.spec.path.includes(':')))
      .find(
        ({ spec }) =>
          spec.method === method.toLowerCase() && new RegExp(`^${spec.path.replace(/:\w+/g, '[^/]+')}$`).test(here),
      );
  }

  /** Where two values differ, as pointers: members that the schema does not name are lost when it parses. */
  function differences(given: unknown, kept: unknown, pointer = ''): string[] {
    if (isDeepStrictEqual(given, kept)) return [];
    if (typeof given !== 'object' || given === null || typeof kept !== 'object' || kept === null) return [pointer];
    return Object.entries(given).flatMap(([key, value]) =>
      differences(value, Reflect.get(kept, key), `${pointer}/${key}`),
    );
  }

  return {
    /** What an answer has that its operation does not declare, and lacks that it does. Empty when it is as documented. */
    faultsOf(method: string, path: string, status: number, body: unknown): string[] {
      const route = routeOf(method, path);
      if (!route) return ['no such operation'];
      const declared = route.spec.answers[status];
      if (!declared) return problemFaults(route, status, body);
      unmet.delete(route.spec.operationId);
      const parsed = declared.schema.safeParse(body);
      if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('/')}: ${issue.message}`);
      return differences(body, parsed.data).map((pointer) => `not declared: ${pointer}`);
    },

    operationOf: (method: string, path: string): string | undefined => routeOf(method, path)?.spec.operationId,

    /** Operations of which no successful answer has been seen. */
    unmet: (): string[] => [...unmet].sort(),
  };

  function problemFaults(route: Route, status: number, body: unknown): string[] {
    const problem = problemSchema.safeParse(body);
    if (!problem.success) return [`status ${status} is not declared, and this is no problem document`];
    const { code } = problem.data;
    if (!isProblemCode(code) || !problemCodesOf(route).includes(code)) return [`code ${code} is not declared`];
    return problem.data.status === status ? [] : [`status ${problem.data.status} in the document, ${status} in HTTP`];
  }
}
