import { Router } from 'express';
import { escapeHtml, page } from './pages';

export interface Welcome {
  readonly publicUrl: string;
  readonly temporalUiUrl: string | undefined;
}

function linksOf({ publicUrl, temporalUiUrl }: Welcome): readonly { name: string; url: string; about: string }[] {
  return [
    { name: 'docs', url: `${publicUrl}/docs`, about: 'Every operation, to read and to try' },
    { name: 'openapi', url: `${publicUrl}/openapi.json`, about: 'The same for machines (OpenAPI 3.1)' },
    {
      name: 'asyncapi',
      url: `${publicUrl}/asyncapi.json`,
      about: 'The events: searches, bookings, seat maps (AsyncAPI 3.0)',
    },
    { name: 'problems', url: `${publicUrl}/problems`, about: 'Every refusal and what to do about it' },
    { name: 'health', url: `${publicUrl}/health/ready`, about: 'Whether everything behind is there' },
    ...(temporalUiUrl ? [{ name: 'temporal', url: temporalUiUrl, about: 'Each booking as a workflow' }] : []),
  ];
}

/** The root: where to go from here, as a page or as JSON. */
export function welcomePage(welcome: Welcome): Router {
  const links = linksOf(welcome);
  const next = `curl '${welcome.publicUrl}/v1/airports?q=lis'`;
  const rows = links.map(
    ({ name, url, about }) => `<tr><td><a href="${escapeHtml(url)}">${name}</a></td><td>${escapeHtml(about)}</td></tr>`,
  );
  const html = page(
    'Skyhold',
    `<h1>Skyhold</h1><p>An airline booking system. This is its API; the network it serves is fictional.</p>
<table>${rows.join('')}</table><h2>Try</h2><pre>${escapeHtml(next)}</pre>`,
  );
  const router = Router();
  router.get('/', (request, response) => {
    if (request.accepts(['json', 'html']) === 'html') response.type('html').send(html);
    else response.json({ name: 'Skyhold', next, links: Object.fromEntries(links.map(({ name, url }) => [name, url])) });
  });
  return router;
}
