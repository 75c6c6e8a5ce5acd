import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { provideBoltServer, provideJars } from './fetching';
import { makeFolder, writeWhole } from './folders';
import type { Part, ServerSettings } from './parts';
import { findJava } from './tools';

/** Packages of the JDK that Neo4j's page cache reaches into. */
const opens = ['java.nio', 'java.io', 'sun.nio.ch'].flatMap((name) => ['--add-opens', `java.base/${name}=ALL-UNNAMED`]);

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
      const command = await findJava(javaHome);
      const folder = await provideJars('neo4j', cache, report);
      const classes = await provideBoltServer(folder, cache, javaHome);
      const conf = join(makeFolder(dataFolder), 'neo4j.conf');
      const lines = Object.entries(settings(port)).map(([name, value]) => `${name}=${value}\n`);
      writeWhole(conf, lines.join(''));
      const jvm = [
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        '-Xmx768m',
        ...opens,
        '-cp',
        `${join(folder, 'lib', '*')}:${classes}`,
      ];
      return { command, args: [...jvm, 'BoltServer', dataFolder, conf], env: environment };
    },
    isReady: () => answers(uri),
    ready: { withinMs: 120_000, everyMs: 150 },
  };
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
