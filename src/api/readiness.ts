import type { Client } from '@temporalio/client';
import type { AirportSource } from '../domain/airportSource';
import { DomainError } from '../domain/problems';
import type { HealthCheck } from './http/health';

/** What this node needs before it can serve, by the names `/health/ready` uses. */
export function readinessChecks({
  temporal,
  missingTables,
  currentSnapshot,
  airports,
}: {
  temporal: Client;
  missingTables: () => Promise<readonly string[]>;
  currentSnapshot: () => Promise<{ readonly number: number } | undefined>;
  airports: AirportSource;
}): Record<string, HealthCheck> {
  return {
    temporal: async () => {
      await temporal.workflowService.describeNamespace({ namespace: temporal.options.namespace });
      return {};
    },
    dynamodb: async () => {
      const missing = await missingTables();
      return missing.length > 0 ? { missing: `not created yet: ${missing.join(', ')}` } : {};
    },
    network: async () => {
      const [directory, snapshot] = await Promise.all([airports(), currentSnapshot()]);
      if (directory.all.length === 0) return { missing: 'no airports imported yet' };
      return snapshot ? {} : { missing: 'no routes computed yet' };
    },
  };
}

/** Before the network is imported every airport would be unknown: that is our state, not a fault of the request. */
export function onceImported(airports: AirportSource): AirportSource {
  return async () => {
    const directory = await airports();
    if (directory.all.length > 0) return directory;
    throw new DomainError('service_unavailable', 'The network is still being imported. Try again in a moment.');
  };
}
