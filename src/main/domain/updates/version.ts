/** As in package.json: three numbers, and for a trial version a word after a hyphen. */
const pattern = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-([0-9A-Za-z.]{1,20}))?$/

export const isVersion = (text: string): boolean => pattern.test(text)

/**
 * @returns above 0 when `a` is newer. A trial version is older than the one it leads to.
 * @throws when one of them is no version
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)]
  for (const index of [0, 1, 2] as const) {
    if (left.numbers[index] !== right.numbers[index]) {
      return (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0)
    }
  }
  if (left.trial === right.trial) return 0
  if (left.trial === undefined) return 1
  if (right.trial === undefined) return -1
  // `rc.10` comes after `rc.9`.
  return left.trial.localeCompare(right.trial, 'en', { numeric: true })
}

function parts(version: string): { numbers: readonly number[]; trial: string | undefined } {
  const found = pattern.exec(version)
  if (found === null) throw new Error('not a version')
  return { numbers: found.slice(1, 4).map(Number), trial: found[4] }
}
