const { appendFileSync } = require('node:fs');

/** Adds the counts of this run to the file CI names, one line of JSON for each run of jest, so that CI can close with a sum. */
module.exports = class Tally {
  onRunComplete(_contexts, results) {
    const file = process.env.SKYHOLD_TALLY_FILE;
    if (!file) return;
    // A file that could not even be loaded has no tests to count, but it is not fine.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const { numPassedTests: passed, numPendingTests: skipped } = results;
    appendFileSync(file, `${JSON.stringify({ passed, failed, skipped })}\n`);
  }
};
