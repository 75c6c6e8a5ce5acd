// The machines of CI are shared: a neighbour may take seconds from any of our processes. There a test may fail once; it is
// listed at the end of the run, because a failure that a second try hides is still worth a look.
if (process.env['CI'] !== undefined) jest.retryTimes(1, { logErrorsBeforeRetry: true });
