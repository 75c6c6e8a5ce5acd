import { dirname } from 'node:path';
import { Router } from 'express';
import { page } from './pages';

const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

// Scripts stand in files of their own, so the content security policy needs no exception.
const start = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui', deepLinking: true, displayRequestDuration: true, validatorUrl: null });`;

const docsPage = page('Skyhold API', '<div id="ui"></div>').replace(
  '</head>',
  '<link rel="stylesheet" href="/docs/swagger-ui.css"><link rel="icon" href="/docs/favicon-32x32.png">' +
    '<style>body{max-width:none;padding:0}:root{color-scheme:light}</style>' +
    '<script defer src="/docs/swagger-ui-bundle.js"></script><script defer src="/docs/start.js"></script></head>',
);

/** `/docs` (self-hosted, no third party), `/openapi.json` and `/asyncapi.json`. */
export function docsPages({ openApi, asyncApi }: { openApi: () => unknown; asyncApi: () => unknown }): Router {
  const router = Router();
  const folder = dirname(require.resolve('swagger-ui-dist/package.json'));
  router.get(['/docs', '/docs/'], (_request, response) => {
    response.type('html').send(docsPage);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('text/javascript').send(start);
  });
  for (const asset of assets) {
    router.get(`/docs/${asset}`, (_request, response) => response.sendFile(asset, { root: folder, maxAge: '1d' }));
  }
  router.get('/openapi.json', (_request, response) => {
    response.json(openApi());
  });
  router.get('/asyncapi.json', (_request, response) => {
    response.json(asyncApi());
  });
  return router;
}
