/**
 * Whether work grows with its text and not with the square of it: eight times as much takes some
 * eight times as long, and not 64 times. Compared in one run, so that no machine is too slow for it.
 *
 * @param piece what the text is made of, over and over
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

/** Milliseconds. Less is too little to be compared, and the square of it is never so little. */
const nothing = 20

function timeOf(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}
