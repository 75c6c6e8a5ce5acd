import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

// Workers of a test say every state they pass through. In a run of thousands of tests that would bury the failures.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});
