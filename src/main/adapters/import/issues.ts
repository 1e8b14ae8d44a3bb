import type { ImportIssue, ImportIssueCode } from '@contract/transfer-models'

/** Of each code: enough to see what it is about; the rest is counted. */
const listedEach = 100

/** Gathers what will not come over, or not as it was. */
export interface Issues {
  /** The value comes over in another way, or the row does without it. */
  add(row: number | null, column: string | null, code: ImportIssueCode): void
  leaveOut(row: number, column: string | null, code: ImportIssueCode): void
  result(): { readonly issues: readonly ImportIssue[]; readonly moreIssues: number }
}

export function issueList(): Issues {
  const listed: ImportIssue[] = []
  const counts = new Map<ImportIssueCode, number>()

  function note(issue: ImportIssue): void {
    const count = (counts.get(issue.code) ?? 0) + 1
    counts.set(issue.code, count)
    if (count <= listedEach) listed.push(issue)
  }

  return {
    add: (row, column, code) => note({ row, column, code, rowLeftOut: false }),
    leaveOut: (row, column, code) => note({ row, column, code, rowLeftOut: true }),
    result() {
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
      const issues = listed.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
      return { issues, moreIssues: total - listed.length }
    },
  }
}
