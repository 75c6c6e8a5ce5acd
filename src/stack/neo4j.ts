import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { provideBoltServer } from './boltServer';
import { makeFolder, writeWhole } from './folders';
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

/** Neo4j Community with Bolt alone, on loopback, without passwords. */
export function neo4jPart({ cache, javaHome, environment, port, dataFolder }: Neo4jOptions): Part {
  const uri = `bolt://127.0.0.1:${port}`;
  return {
    name: 'neo4j',
    title: 'Neo4j',
    address: uri,
    needs: [],
    kind: 'server',
    prepare: async (report) => {
      const tryOut = async (home: string) => {
        const port = await findFreePort(0);
        return { settings: writeSettings(home, port), isReady: () => answers(`bolt://127.0.0.1:${port}`) };
      };
      const command = await provideBoltServer({ cache, javaHome, environment, tryOut }, report);
      return { ...command(dataFolder, writeSettings(makeFolder(dataFolder), port)), env: environment };
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
