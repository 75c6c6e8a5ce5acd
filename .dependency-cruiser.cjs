/** The doors between the rooms: what each room may not import. `test/unit/doors.test.ts` plants a violation of each. */
const typeOnly = ['type-only'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-imports-itself-only',
      comment: 'No Node, no SDK, no clock, no random. luxon is pure arithmetic on zones: the time is passed in.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', 'node_modules/(@types/)?luxon/', '^data/.*\\.json$'] },
    },
    {
      name: 'workflows-stay-deterministic',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: { pathNot: ['^src/(domain|workflows)/', '^src/activities/', 'node_modules/@temporalio/(workflow|common)/'] },
    },
    {
      name: 'workflows-import-only-types-of-activities',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: { path: '^src/activities/', dependencyTypesNot: typeOnly },
    },
    {
      name: 'activities-get-their-stores-as-arguments',
      severity: 'error',
      from: { path: '^src/activities/' },
      to: { path: '^src/(stores|gateways|api|workers|projector|stack)/', dependencyTypesNot: typeOnly },
    },
    {
      name: 'activities-do-not-know-workflows',
      severity: 'error',
      from: { path: '^src/activities/' },
      to: { path: '^src/workflows/' },
    },
    {
      name: 'stores-know-their-driver-only',
      severity: 'error',
      from: { path: '^src/stores/' },
      to: {
        path: [
          '^src/(activities|workflows|api|gateways|workers|projector|stack|provider)/',
          'node_modules/(@temporalio|express|socket\\.io|stripe)/',
        ],
      },
    },
    {
      name: 'dynamodb-does-not-know-neo4j',
      severity: 'error',
      from: { path: '^src/stores/dynamodb/' },
      to: { path: ['^src/stores/(neo4j|redis)/', 'node_modules/(neo4j-driver|ioredis)'] },
    },
    {
      name: 'neo4j-does-not-know-dynamodb',
      severity: 'error',
      from: { path: '^src/stores/neo4j/' },
      to: { path: ['^src/stores/(dynamodb|redis)/', 'node_modules/(@aws-sdk|ioredis)/'] },
    },
    {
      name: 'redis-wakes-and-counts-only',
      comment: 'It knows no table and no graph: what happened stands elsewhere.',
      severity: 'error',
      from: { path: '^src/stores/redis/' },
      to: { path: ['^src/stores/(dynamodb|neo4j)/', 'node_modules/(@aws-sdk|neo4j-driver)/'] },
    },
    {
      name: 'gateways-know-other-peoples-services-only',
      severity: 'error',
      from: { path: '^src/gateways/' },
      to: {
        path: [
          '^src/(stores|activities|workflows|api|workers|projector|stack|provider)/',
          'node_modules/(@temporalio|express)/',
        ],
      },
    },
    {
      name: 'projector-gets-its-stores-as-arguments',
      severity: 'error',
      from: { path: '^src/projector/' },
      to: {
        path: ['^src/(stores|api|workers|activities|workflows|gateways|stack)/', 'node_modules/(@temporalio|express)/'],
        dependencyTypesNot: typeOnly,
      },
    },
    {
      name: 'audit-gets-its-sources-as-arguments',
      comment: 'It judges the product from outside, so it shares no code with those who write.',
      severity: 'error',
      from: { path: '^src/audit/', pathNot: '^src/audit/(main|connecting)\\.ts$' },
      to: {
        path: [
          '^src/(stores|gateways|api|workers|projector|activities|workflows|stack)/',
          'node_modules/(@aws-sdk|express|stripe)/',
        ],
        dependencyTypesNot: typeOnly,
      },
    },
    {
      name: 'api-holds-no-driver',
      comment: 'Only the files that the main puts together construct clients and stores.',
      severity: 'error',
      from: { path: '^src/api/', pathNot: '^src/api/(main|clients|stores)\\.ts$' },
      to: {
        path: [
          '^src/(stores|activities|projector)/',
          'node_modules/(@aws-sdk|neo4j-driver|ioredis|rate-limit-redis|@temporalio/worker)/',
        ],
        dependencyTypesNot: typeOnly,
      },
    },
    {
      name: 'api-knows-messages-only',
      severity: 'error',
      from: { path: '^src/api/' },
      to: { path: '^src/workflows/(?!messages|networkMessages|erasureMessages)', dependencyTypesNot: typeOnly },
    },
    {
      name: 'provider-is-a-program-of-its-own',
      severity: 'error',
      from: { path: '^src/provider/' },
      to: { path: '^src/', pathNot: '^src/provider/' },
    },
    {
      name: 'nobody-imports-the-provider',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/provider/' },
      to: { path: '^src/provider/' },
    },
    {
      name: 'client-knows-the-document-only',
      comment: 'What it is typed by is made from docs/openapi.json, as any stranger could.',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { pathNot: ['^src/client/', 'node_modules/openapi-fetch/'] },
    },
    { name: 'nobody-imports-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: typeOnly } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
