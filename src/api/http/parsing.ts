import type { Request } from 'express';
import { z } from 'zod';
import { DomainError, type Fault } from '../../domain/problems';
import { structuralFaults } from './bodies';
import { faultsOf, pointerOf } from './faults';
import { factsOf } from './requests';
import type { Route } from './route';
import { toCamel } from './spelling';

const nothing = z.strictObject({});

export interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Query parameters as text. The API knows lists only as `a,b,c`, so a repeated name is a fault. */
function queryOf(request: Request): { values: Record<string, string>; faults: Fault[] } {
  const given = [...new URL(request.originalUrl, 'http://door').searchParams];
  const names = given.map(([name]) => name);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  const faults = [...repeated].map((pointer) => ({ pointer, code: 'repeated', message: 'Give this parameter once.' }));
  return { values: Object.fromEntries(given), faults };
}

function parseQuery(route: Route, request: Request): { value: unknown; faults: Fault[] } {
  const { values, faults } = queryOf(request);
  const parsed = (route.spec.query ?? nothing).safeParse(values);
  if (parsed.success) return { value: parsed.data, faults };
  const found = faultsOf(parsed.error.issues, { input: values, pointer: (path) => path.map(String).join('.') });
  return { value: undefined, faults: [...faults, ...found] };
}

function parseBody(route: Route, request: Request): { value: unknown; faults: Fault[] } {
  const { spec } = route;
  if (spec.raw || spec.method === 'get') return { value: {}, faults: [] };
  const input: unknown = factsOf(request).rawBody?.length ? request.body : undefined;
  const structural = structuralFaults(input);
  if (structural.length > 0) return { value: undefined, faults: structural };
  // An operation without a body takes none or an empty object.
  const parsed = spec.body ? spec.body.safeParse(input) : nothing.safeParse(input ?? {});
  if (parsed.success) return { value: parsed.data, faults: [] };
  const faults = faultsOf(parsed.error.issues, { input, pointer: pointerOf, example: spec.bodyExample });
  return { value: undefined, faults };
}

/**
 * Parses path, query and body by the operation's schemas and respells them for the domain. Throws `not_found` for an id
 * that cannot exist, and `validation_failed` with all faults of query and body at once.
 */
export function parseInput(route: Route, request: Request): Input {
  const params = (route.spec.params ?? z.looseObject({})).safeParse({ ...request.params });
  if (!params.success) throw new DomainError('not_found', 'There is nothing under this id.');
  const query = parseQuery(route, request);
  const body = parseBody(route, request);
  const errors = [...query.faults, ...body.faults];
  if (errors.length > 0) {
    const detail = errors.length === 1 ? 'The request has a fault.' : `The request has ${errors.length} faults.`;
    throw new DomainError('validation_failed', detail, { errors });
  }
  return { params: toCamel(params.data), query: toCamel(query.value), body: toCamel(body.value) };
}
