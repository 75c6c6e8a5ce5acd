import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** Files that break one door each, as they would stand in the tree. */
const planted: readonly { rule: string; file: string; code: string }[] = [
  {
    rule: 'domain-imports-itself-only',
    file: 'src/domain/planted.ts',
    code: "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
  },
  {
    rule: 'domain-imports-itself-only',
    file: 'src/domain/planted.ts',
    code: "import { loadConfig } from '../config';\nexport const x = loadConfig;\n",
  },
  {
    rule: 'workflows-stay-deterministic',
    file: 'src/workflows/planted.ts',
    code: "import { createHash } from 'node:crypto';\nexport const x = createHash;\n",
  },
  {
    rule: 'workflows-import-only-types-of-activities',
    file: 'src/workflows/planted.ts',
    code: "import { createSeatActivities } from '../activities/seats';\nexport const x = createSeatActivities;\n",
  },
  {
    rule: 'activities-get-their-stores-as-arguments',
    file: 'src/activities/planted.ts',
    code: "import { createHoldStore } from '../stores/dynamodb/holds';\nexport const x = createHoldStore;\n",
  },
  {
    rule: 'stores-know-their-driver-only',
    file: 'src/stores/dynamodb/planted.ts',
    code: "import { Client } from '@temporalio/client';\nexport const x = Client;\n",
  },
  {
    rule: 'dynamodb-does-not-know-neo4j',
    file: 'src/stores/dynamodb/planted.ts',
    code: "import neo4j from 'neo4j-driver';\nexport const x = neo4j;\n",
  },
  {
    rule: 'redis-wakes-and-counts-only',
    file: 'src/stores/redis/planted.ts',
    code: "import { createChannelStore } from '../dynamodb/channels';\nexport const x = createChannelStore;\n",
  },
  {
    rule: 'audit-gets-its-sources-as-arguments',
    file: 'src/audit/planted.ts',
    code: "import { createHoldStore } from '../stores/dynamodb/holds';\nexport const x = createHoldStore;\n",
  },
  {
    rule: 'api-holds-no-driver',
    file: 'src/api/http/planted.ts',
    code: "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nexport const x = DynamoDBClient;\n",
  },
  {
    rule: 'api-knows-messages-only',
    file: 'src/api/planted.ts',
    code: "import { booking } from '../workflows/booking';\nexport const x = booking;\n",
  },
  {
    rule: 'nobody-imports-the-provider',
    file: 'src/gateways/planted.ts',
    code: "import { createProvider } from '../provider/provider';\nexport const x = createProvider;\n",
  },
  {
    rule: 'client-knows-the-document-only',
    file: 'src/client/planted.ts',
    code: "import { problemKinds } from '../domain/problems';\nexport const x = problemKinds;\n",
  },
];

/** The tree with all of them planted, cruised once by the command that `npm run lint` runs. */
function cruisePlanted(): { from: string; rule: { name: string } }[] {
  const scratch = mkdtempSync(join(tmpdir(), 'skyhold-doors-'));
  try {
    for (const part of ['src', 'data', 'tsconfig.json', '.dependency-cruiser.cjs'])
      cpSync(join(root, part), join(scratch, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));
    planted.forEach(({ file, code }, i) => writeFileSync(join(scratch, fileOf(file, i)), code));
    const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
    const { stdout } = spawnSync(join(root, 'node_modules', '.bin', 'depcruise'), args, {
      cwd: scratch,
      encoding: 'utf8',
      maxBuffer: 64e6,
    });
    return (JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } }).summary
      .violations;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

const fileOf = (file: string, i: number) => file.replace('planted', `planted${i}`);

describe('the doors between the rooms', () => {
  let violations: ReturnType<typeof cruisePlanted>;
  beforeAll(() => {
    violations = cruisePlanted();
  });

  it.each(planted.map((plant, i) => ({ ...plant, at: fileOf(plant.file, i) })))(
    '$rule rejects a violation planted in $at',
    ({ rule, at }) => {
      expect(violations.filter((v) => v.from === at).map((v) => v.rule.name)).toContain(rule);
    },
  );

  it('finds nothing wrong with the tree itself', () => {
    expect(violations.filter((v) => !v.from.includes('planted'))).toEqual([]);
  });
});
