import { dirname } from 'node:path';
import { Connection } from '@temporalio/client';
import { provideTemporal } from './fetching';
import { makeFolder } from './folders';
import type { Part, ServerSettings } from './parts';

/**
 * The dev server reads its history queue 20 times a second by default: 50 ms a step. With these it is as quick as the
 * machine. One partition a queue and no limits: there is one user.
 */
const dynamicConfig: Readonly<Record<string, number | boolean>> = {
  'history.transferProcessorMaxPollRPS': 2000,
  'history.timerProcessorMaxPollRPS': 2000,
  'history.visibilityProcessorMaxPollRPS': 200,
  'history.outboundProcessorMaxPollRPS': 200,
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  'system.enableActivityEagerExecution': true,
  'frontend.rps': 100_000,
  'frontend.namespaceRPS': 100_000,
  'history.rps': 100_000,
  'matching.rps': 100_000,
  'frontend.persistenceMaxQPS': 100_000,
  'history.persistenceMaxQPS': 100_000,
  'matching.persistenceMaxQPS': 100_000,
};

/** For people in the Web UI, and for operators: bookings by status and by flight. */
const searchAttributes = { BookingStatus: 'Keyword', FlightIds: 'KeywordList' } as const;

export interface TemporalOptions extends ServerSettings {
  readonly port: number;
  /** No Web UI without one. */
  readonly uiPort: number | undefined;
  readonly namespace: string;
  /** In memory without one. */
  readonly databaseFile: string | undefined;
}

/** The Temporal dev server: the real one, of one shard, on SQLite. A write-ahead log without sync is as fast as memory and survives a restart. */
export function temporalPart({ port, uiPort, namespace, databaseFile, ...settings }: TemporalOptions): Part {
  const address = `127.0.0.1:${port}`;
  return {
    name: 'temporal',
    title: 'Temporal',
    address,
    needs: [],
    kind: 'server',
    prepare: async (report) => {
      const command = await provideTemporal(settings, report);
      const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'warn'];
      if (namespace !== 'default') args.push('--namespace', namespace);
      if (uiPort === undefined) args.push('--headless');
      else args.push('--ui-ip', '127.0.0.1', '--ui-port', String(uiPort), '--ui-disable-news-fetch');
      if (databaseFile !== undefined) {
        makeFolder(dirname(databaseFile));
        args.push(
          '--db-filename',
          databaseFile,
          '--sqlite-pragma',
          'journal_mode=WAL',
          '--sqlite-pragma',
          'synchronous=OFF',
        );
      }
      for (const [name, type] of Object.entries(searchAttributes)) args.push('--search-attribute', `${name}=${type}`);
      for (const [key, value] of Object.entries(dynamicConfig)) args.push('--dynamic-config-value', `${key}=${value}`);
      return { command, args, env: settings.environment };
    },
    isReady: () => serves(address, namespace),
    ready: { withinMs: 60_000, everyMs: 50 },
  };
}

/** The server answers, and the namespace is there. */
async function serves(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 2000 });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } finally {
    await connection.close();
  }
}
