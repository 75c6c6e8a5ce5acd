import { Router } from 'express';
import {
  DomainError,
  isProblemCode,
  type ProblemCode,
  problemKinds,
  type Retryable,
  unreachable,
} from '../../domain/problems';
import { escapeHtml, page } from './pages';
import { problemCodesOf } from './refusals';
import type { Route } from './route';

const problemCodes = Object.keys(problemKinds).filter(isProblemCode);

/** What a client does about it, in words. */
function retryAdvice(retryable: Retryable): string {
  switch (retryable) {
    case 'never':
      return 'The same request will be refused again. Change it, or tell the customer.';
    case 'same_key':
      return 'Send the same request again with the same Idempotency-Key: nothing can happen twice.';
    case 'after':
      return 'Wait as long as Retry-After says, then send the same request again.';
    default:
      return unreachable(retryable);
  }
}

interface ProblemPage {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly retryable: Retryable;
  readonly advice: string;
  readonly operations: readonly string[];
}

function describe(code: ProblemCode, routes: readonly Route[]): ProblemPage {
  const { status, title, retryable } = problemKinds[code];
  const operations = routes
    .filter((route) => problemCodesOf(route).includes(code))
    .map(({ spec }) => `${spec.method.toUpperCase()} ${spec.path.replace(/:(\w+)/g, '{$1}')}`);
  return { code, status, title, retryable, advice: retryAdvice(retryable), operations };
}

function onePage({ code, status, title, advice, operations }: ProblemPage): string {
  const given = operations.map((operation) => `<tr><td><code>${escapeHtml(operation)}</code></td></tr>`).join('');
  return page(
    title,
    `<p class="quiet"><a href="/problems">All problems</a></p><h1>${escapeHtml(title)}</h1>
<p><code>${code}</code> · HTTP ${status}</p><p>${escapeHtml(advice)}</p>
${given ? `<h2>Given by</h2><table>${given}</table>` : ''}`,
  );
}

function listPage(pages: readonly ProblemPage[]): string {
  const rows = pages.map(
    ({ code, status, title }) =>
      `<tr><td>${status}</td><td><a href="/problems/${code}"><code>${code}</code></a></td><td>${escapeHtml(title)}</td></tr>`,
  );
  return page(
    'Problems',
    `<h1>Problems</h1><p>Every refusal this API can give (RFC 9457).</p><table>${rows.join('')}</table>`,
  );
}

/** `/problems` and `/problems/<code>`, where the `type` of every problem document leads: for people, or as JSON. */
export function problemPages(routes: readonly Route[]): Router {
  const router = Router();
  const pages = problemCodes.map((code) => describe(code, routes));
  router.get('/problems', (request, response) => {
    if (request.accepts(['html', 'json']) === 'json') response.json({ data: pages });
    else response.type('html').send(listPage(pages));
  });
  router.get('/problems/:code', (request, response) => {
    const found = pages.find(({ code }) => code === request.params.code);
    if (!found) throw new DomainError('not_found', 'There is no problem with this code.');
    if (request.accepts(['html', 'json']) === 'json') response.json(found);
    else response.type('html').send(onePage(found));
  });
  return router;
}
