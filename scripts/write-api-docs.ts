import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../src/api/openapi';
import type { Route } from '../src/api/http/route';
import { asyncApiDocument } from '../src/api/socket/asyncapi';
import { allRoutes, type RouteDeps } from '../src/api/routes';

/** Stands for any dependency while operations are only described: it can be taken apart, but using it throws. */
function standIn(refuse: () => never): unknown {
  return new Proxy(refuse, { get: () => standIn(refuse) });
}

/** Every operation, to be read. One that is run all the same comes as far as its first dependency. */
export function describedRoutes(
  refuse = (): never => {
    throw new Error('operations are described here, not run');
  },
): Route[] {
  return allRoutes(standIn(refuse) as RouteDeps);
}

export const apiDocsFolder = join(__dirname, '..', 'docs');

/** The committed documents, as they must be for today's code: file name -> text. */
export function apiDocs(): Readonly<Record<string, string>> {
  const openApi = openApiDocument(describedRoutes(), { publicUrl: 'http://127.0.0.1:3000' });
  const asyncApi = asyncApiDocument({ publicUrl: 'http://127.0.0.1:3000' });
  return {
    'openapi.json': `${JSON.stringify(openApi, null, 2)}\n`,
    'asyncapi.json': `${JSON.stringify(asyncApi, null, 2)}\n`,
  };
}

async function main(): Promise<void> {
  for (const [name, text] of Object.entries(apiDocs())) {
    writeFileSync(join(apiDocsFolder, name), text);
    process.stdout.write(`docs/${name}: ${text.length} characters\n`);
  }
  // Loaded only here: tests read the documents in a runtime that cannot load the generator.
  const { clientTypes, clientTypesFile } = await import('./clientTypes');
  const types = await clientTypes(apiDocs()['openapi.json'] ?? '');
  writeFileSync(clientTypesFile, types);
  process.stdout.write(`src/client/schema.ts: ${types.length} characters\n`);
}

if (require.main === module) void main();
