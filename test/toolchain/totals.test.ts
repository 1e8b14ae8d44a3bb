import { describe, expect, it } from 'vitest'
import {
  addUp,
  playwrightTotals,
  totalLine,
  totalStatus,
  vitestTotals,
} from '../../scripts/totals.mjs'

const unit = { numPassedTests: 40, numFailedTests: 0, numPendingTests: 1, numFailedTestSuites: 0 }
const stats = { expected: 7, unexpected: 0, flaky: 0, skipped: 2 }

const green = [
  { status: 0, totals: vitestTotals(unit) },
  { status: 0, totals: playwrightTotals({ stats, errors: [] }) },
]

describe('the total of all tests', () => {
  it('adds up every runner', () => {
    const totals = addUp(green)
    expect(totals).toEqual({ passed: 47, failed: 0, skipped: 3 })
    expect(totalLine(totals)).toBe('47 passed, 0 failed')
    expect(totalStatus(totals)).toBe(0)
  })

  it('counts a runner that ended without a report as a failure', () => {
    const totals = addUp([...green, { status: 139, totals: undefined }])
    expect(totals.failed).toBe(1)
    expect(totalStatus(totals)).toBe(1)
  })

  it('counts a runner that reports no failure but ends with one', () => {
    expect(addUp([{ status: 1, totals: vitestTotals(unit) }]).failed).toBe(1)
  })

  it('counts a file that could not be loaded', () => {
    expect(vitestTotals({ ...unit, numFailedTestSuites: 1 }).failed).toBe(1)
  })

  it('counts a test that passed only at the second try as failed', () => {
    expect(playwrightTotals({ stats: { ...stats, flaky: 1 }, errors: [] }).failed).toBe(1)
  })

  it('is a failure when nothing ran', () => {
    expect(totalStatus(addUp([]))).toBe(1)
  })
})
