/** Steps between two pauses: about a millisecond of comparing titles. */
const stepsASlice = 4096

/**
 * A stable merge sort that stops every few thousand steps, so that a long list does not hold up
 * everything else. Runs that are in order already are kept: an ordered list costs one pass.
 *
 * @returns the sorted copy, once it is through; it yields for a pause to be made
 */
export function* sortInSlices<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
): Generator<undefined, T[]> {
  let steps = 0
  const isTime = () => {
    steps += 1
    return steps % stepsASlice === 0
  }

  let runs: T[][] = []
  for (const item of items) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run !== undefined && last !== undefined && compare(last, item) <= 0) run.push(item)
    else runs.push([item])
    if (isTime()) yield
  }

  while (runs.length > 1) {
    const merged: T[][] = []
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? []))
    }
    runs = merged
  }
  return runs[0] ?? []

  function* merge(left: readonly T[], right: readonly T[]): Generator<undefined, T[]> {
    const out: T[] = []
    let [l, r] = [0, 0]
    while (l < left.length && r < right.length) {
      const [a, b] = [left[l] as T, right[r] as T]
      if (compare(a, b) <= 0) {
        out.push(a)
        l += 1
      } else {
        out.push(b)
        r += 1
      }
      if (isTime()) yield
    }
    return out.concat(left.slice(l), right.slice(r))
  }
}

/** Where `item` stands or belongs in a sorted list, by halving. */
export function placeOf<T>(sorted: readonly T[], item: T, compare: (a: T, b: T) => number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (compare(sorted[middle] as T, item) < 0) from = middle + 1
    else to = middle
  }
  return from
}
