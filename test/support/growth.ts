/**
 * Whether work is linear in the length of its text rather than quadratic: eight times the text should take
 * about eight times as long, not 64 times. Both are measured in the same run, so no machine is too slow; and in
 * processor time, so no machine is too busy.
 *
 * @param piece what the text repeats
 * @param length of the longer text
 */
export function growsWithItsText(
  work: (text: string) => unknown,
  piece: string,
  length: number,
): boolean {
  const [short, long] = [length / 8, length].map((part) => {
    const text = piece.repeat(Math.ceil(part / piece.length))
    return Math.min(...Array.from({ length: 5 }, () => timeOf(() => work(text))))
  })
  return (long ?? 0) < nothing || (long ?? 0) < 32 * (short ?? 0)
}

/**
 * Milliseconds of processor time. Less can't be compared: a long text may need memory that a short one doesn't
 * (a regular expression's backtracking), which alone has taken 20 ms. Quadratic work on 32 KB takes half a second.
 */
const nothing = 100

function timeOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
