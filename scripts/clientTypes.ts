import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

/** Where the types of a client stand; `npm run docs:api` makes them, and a test holds them to the document. */
export const clientTypesFile = join(__dirname, '..', 'src', 'client', 'schema.ts');

export async function clientTypes(document: string): Promise<string> {
  // A member with a default may be left out of a request.
  const text = astToString(await openapiTS(document, { defaultNonNullable: false }));
  return `// Made from docs/openapi.json by \`npm run docs:api\`. Not to be edited by hand.\n${text}`;
}

/** `npx tsx scripts/clientTypes.ts`: exits with 1 when the committed types are not those of the committed document. */
async function check(): Promise<void> {
  const made = await clientTypes(readFileSync(join(__dirname, '..', 'docs', 'openapi.json'), 'utf8'));
  if (made !== readFileSync(clientTypesFile, 'utf8')) process.exitCode = 1;
}

if (require.main === module) void check();
