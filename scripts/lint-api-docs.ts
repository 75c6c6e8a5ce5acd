import { createConfig, lint } from '@redocly/openapi-core';
import { join } from 'node:path';
import { apiDocsFolder } from './write-api-docs';

/**
 * Lints the API's documents with the rules of Redocly: structure by the specifications of OpenAPI and AsyncAPI, and what
 * makes a document usable for those who generate clients from it. Exits with 1 when a rule is broken.
 */
const openApiRules = {
  // Our own tests send every example; the linter holds the rest to its strictest set.
  'no-invalid-media-type-examples': 'error',
  'no-invalid-schema-examples': 'error',
  'no-server-example.com': 'off',
  // The document names the machine it was made on; a running API puts its own address there.
  'no-empty-servers': 'error',
  // The health checks answer 503 and nothing of the 4xx, and no token is needed.
  'operation-4xx-response': 'off',
  'info-license-url': 'off',
} as const;

async function faultsOf(name: string): Promise<number> {
  const config = await createConfig({ extends: ['recommended'], rules: openApiRules });
  const problems = await lint({ ref: join(apiDocsFolder, name), config });
  for (const { ruleId, severity, message, location } of problems) {
    process.stdout.write(`${name} ${severity} ${ruleId} ${location[0]?.pointer ?? ''}: ${message}\n`);
  }
  return problems.length;
}

async function main(): Promise<void> {
  const counts = await Promise.all(['openapi.json', 'asyncapi.json'].map(faultsOf));
  const faults = counts.reduce((sum, count) => sum + count, 0);
  process.stdout.write(faults === 0 ? 'The documents break no rule.\n' : `${faults} faults\n`);
  if (faults > 0) process.exitCode = 1;
}

void main();
