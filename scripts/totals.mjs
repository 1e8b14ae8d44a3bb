/** Adds up what the test runners report. A runner that ended without a report has failed. */

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number,
 *   numFailedTestSuites: number }} report vitest's JSON report
 * @returns {Totals}
 */
export const vitestTotals = (report) => ({
  passed: report.numPassedTests,
  // A file that can't be loaded fails without any test of its own.
  failed: report.numFailedTests || (report.numFailedTestSuites > 0 ? 1 : 0),
  skipped: report.numPendingTests,
})

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number },
 *   errors: readonly unknown[] }} report Playwright's JSON report
 * @returns {Totals}
 */
export const playwrightTotals = ({ stats, errors }) => ({
  passed: stats.expected,
  // A test that passes only at the second attempt has not passed.
  failed: stats.unexpected + stats.flaky + errors.length,
  skipped: stats.skipped,
})

/**
 * @param {readonly { totals: Totals | undefined, status: number }[]} runs
 * @returns {Totals}
 */
export function addUp(runs) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const { totals = { passed: 0, failed: 1, skipped: 0 }, status } of runs) {
    sum.passed += totals.passed
    sum.failed += status === 0 ? totals.failed : Math.max(totals.failed, 1)
    sum.skipped += totals.skipped
  }
  return sum
}

/** @param {Totals} totals */
export const totalLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`

/**
 * The exit status of a whole test run. A run in which no test passed is also a failure.
 * @param {Totals} totals
 */
export const totalStatus = ({ passed, failed }) => (failed > 0 || passed === 0 ? 1 : 0)
