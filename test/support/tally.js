const { appendFileSync } = require('node:fs');

const ESCAPES = /\u001b\[[0-9;]*m/g;
const LINES_OF_A_FAILURE = 30;

const plain = (message) => message.replace(ESCAPES, '').split('\n').slice(0, LINES_OF_A_FAILURE).join('\n');

/**
 * Adds the counts and the failures of this run to the file CI names, one line of JSON for each run of jest, so that CI can
 * close with a sum and with what failed, whatever was printed between.
 */
module.exports = class Tally {
  onRunComplete(_contexts, results) {
    const file = process.env.SKYHOLD_TALLY_FILE;
    if (!file) return;
    // A file that could not even be loaded has no tests to count, but it is not fine.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const { numPassedTests: passed, numPendingTests: skipped } = results;
    const failures = results.testResults
      .filter(({ failureMessage }) => failureMessage)
      .map(({ testFilePath, failureMessage }) => {
        return `${testFilePath}\n${plain(failureMessage)}`;
      });
    const secondTries = results.testResults.flatMap(({ testFilePath, testResults }) =>
      testResults
        .filter(({ invocations, status }) => invocations > 1 && status === 'passed')
        .map(
          ({ fullName, retryReasons }) => `${testFilePath}\n${fullName}\n${(retryReasons ?? []).map(plain).join('\n')}`,
        ),
    );
    appendFileSync(file, `${JSON.stringify({ passed, failed, skipped, failures, secondTries })}\n`);
  }
};
