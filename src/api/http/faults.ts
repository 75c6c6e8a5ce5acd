import type { z } from 'zod';
import type { Fault } from '../../domain/problems';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** The member at a path of parsed JSON; undefined where the path leaves it. Own members only, so `__proto__` finds nothing. */
function memberAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    return Reflect.get(at, key);
  }, value);
}

/** JSON pointer (RFC 6901) of a path; the empty pointer is the whole body. */
export function pointerOf(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The value an example document has where the fault is. Elements of a list are taken as alike. */
function exampleAt(example: unknown, path: Path): unknown {
  const alike = path.map((key) => (typeof key === 'number' ? 0 : key));
  return memberAt(example, path) ?? memberAt(example, alike);
}

/**
 * Every fault zod found, in the API's words. `input` is what was parsed (it tells missing members from wrong ones);
 * `pointer` writes a path as the caller knows it, a JSON pointer for bodies, the bare name for query parameters.
 */
export function faultsOf(
  issues: readonly Issue[],
  { input, pointer, example }: { input: unknown; pointer: (path: Path) => string; example?: unknown },
): Fault[] {
  const fault = (path: Path, code: string, message: string): Fault => {
    const shown = code === 'unknown_field' ? undefined : exampleAt(example, path);
    return { pointer: pointer(path), code, message, ...(shown === undefined ? {} : { example: shown }) };
  };
  return flatten(issues).flatMap(({ issue, path }) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => fault([...path, key], 'unknown_field', 'This member is not known here.'));
    }
    if (memberAt(input, path) === undefined && isAboutPresence(issue)) {
      return [fault(path, 'required', 'This member is required.')];
    }
    return [fault(path, codeOf(issue), issue.message)];
  });
}

function isAboutPresence(issue: Issue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union';
}

/** A code of the API for each kind of issue. A refinement names its own in `params.code`. */
function codeOf(issue: Issue): string {
  if (issue.code === 'custom') {
    const named: unknown = issue.params?.['code'];
    return typeof named === 'string' ? named : 'invalid_value';
  }
  if (issue.code === 'invalid_union' || issue.code === 'not_multiple_of') return 'invalid_value';
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') return 'invalid_value';
  return issue.code;
}

/** Issues with their whole path. Of a union's branches the one that came closest is reported, not all of them. */
function flatten(issues: readonly Issue[], above: Path = []): { issue: Issue; path: Path }[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const closest = [...issue.errors].sort((a, b) => distance(a) - distance(b))[0];
      if (closest) return flatten(closest, path);
    }
    if (issue.code === 'invalid_key' || issue.code === 'invalid_element') return flatten(issue.issues, path);
    return [{ issue, path }];
  });
}

/** How far a branch of a union is from the input. A wrong discriminating literal or base type outweighs all else. */
function distance(issues: readonly Issue[]): number {
  const weigh = (issue: Issue) => {
    if (issue.code === 'invalid_value' && issue.values.length === 1) return 100;
    if (issue.code === 'invalid_type' && issue.path.length === 0) return 100;
    return issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
  };
  return issues.reduce((sum, issue) => sum + weigh(issue), 0);
}
