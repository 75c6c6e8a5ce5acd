import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { makeFolder, writeWhole } from './folders';
import { type JavaMain, provideJavaMain } from './javaMains';
import type { Part, ServerSettings } from './parts';
import { findFreePort } from './ports';

/** Small and private: the graph is tens of megabytes, derived from the schedules, and for this machine alone. */
const settings = (port: number): Record<string, string> => ({
  'server.bolt.enabled': 'true',
  'server.bolt.listen_address': `127.0.0.1:${port}`,
  'server.bolt.advertised_address': `127.0.0.1:${port}`,
  'dbms.security.auth_enabled': 'false',
  'dbms.usage_report.enabled': 'false',
  'server.memory.pagecache.size': '64m',
  'db.tx_log.rotation.retention_policy': '1 files',
  'db.tx_log.rotation.size': '16m',
  // How long a stop waits for transactions; the default is ten seconds.
  'db.shutdown_transaction_end_timeout': '1s',
});

export interface Neo4jOptions extends ServerSettings {
  readonly port: number;
  readonly dataFolder: string;
}

/** Packages of the JDK that Neo4j's page cache reaches into. */
const opens = ['java.nio', 'java.io', 'sun.nio.ch'].flatMap((name) => ['--add-opens', `java.base/${name}=ALL-UNNAMED`]);

function mainOf(settings: ServerSettings): JavaMain {
  return {
    ...settings,
    server: 'neo4j',
    mainClass: 'BoltServer',
    jvm: () => ['-Xmx768m', ...opens],
    tryOut: async (home) => {
      const port = await findFreePort(0);
      return { args: [home, writeSettings(home, port)], isReady: () => answers(`bolt://127.0.0.1:${port}`) };
    },
  };
}

/** Neo4j Community with Bolt alone, on loopback, without passwords. */
export function neo4jPart({ port, dataFolder, ...settings }: Neo4jOptions): Part {
  const uri = `bolt://127.0.0.1:${port}`;
  return {
    name: 'neo4j',
    title: 'Neo4j',
    address: uri,
    needs: [],
    kind: 'server',
    prepare: async (report) => {
      const command = await provideJavaMain(mainOf(settings), report);
      const settingsFile = writeSettings(makeFolder(dataFolder), port);
      return { ...command(dataFolder, settingsFile), env: settings.environment };
    },
    isReady: () => answers(uri),
    ready: { withinMs: 120_000, everyMs: 150 },
  };
}

function writeSettings(home: string, port: number): string {
  const file = join(home, 'neo4j.conf');
  const lines = Object.entries(settings(port)).map(([name, value]) => `${name}=${value}\n`);
  writeWhole(file, lines.join(''));
  return file;
}

async function answers(uri: string): Promise<boolean> {
  const driver = neo4j.driver(uri, undefined, {
    connectionTimeout: 2000,
    connectionAcquisitionTimeout: 2000,
    maxTransactionRetryTime: 0,
  });
  try {
    await driver.executeQuery('RETURN 1', {}, { database: 'neo4j' });
    return true;
  } finally {
    await driver.close();
  }
}
