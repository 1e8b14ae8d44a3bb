/** One figure: ours against a baseline, measured interleaved with it in the same run. */
export interface Figure {
  readonly name: string
  readonly unit: string
  readonly ours: number
  readonly baseline: number
  readonly ratio: number
  /** The bound to keep, or null for a figure that is only reported. */
  readonly goal: string | null
  readonly met: boolean | null
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}

/**
 * The bound of a figure: the largest ratio (`most`), the largest distance of the ratio from 1
 * (`within`), the largest excess over the baseline (`beyond`), or a limit on our value (`under`).
 */
type Bound =
  | { readonly most: number }
  | { readonly within: number }
  | { readonly beyond: number }
  | { readonly under: number }

/** Compares the medians of both. */
export function figure(
  name: string,
  unit: string,
  samples: { readonly ours: readonly number[]; readonly baseline: readonly number[] },
  bound?: Bound,
): Figure {
  const ours = median(samples.ours)
  const baseline = median(samples.baseline)
  const ratio = ours / baseline
  const common = { name, unit, ours: round(ours), baseline: round(baseline), ratio: round(ratio) }
  if (bound === undefined) return { ...common, goal: null, met: null }
  if ('most' in bound) return { ...common, goal: `≤ ${bound.most} ×`, met: ratio <= bound.most }
  if ('beyond' in bound) {
    return { ...common, goal: `≤ +${bound.beyond} ${unit}`, met: ours - baseline <= bound.beyond }
  }
  if ('under' in bound) {
    return { ...common, goal: `< ${bound.under} ${unit}`, met: ours < bound.under }
  }
  const met = Math.abs(ratio - 1) <= bound.within
  return { ...common, goal: `± ${bound.within * 100} %`, met }
}

const round = (value: number) => Number(value.toPrecision(4))

/** Runs both alternately and swaps their order each round, so that a noisy moment affects both alike. */
export async function interleaved(
  rounds: number,
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ ours: number[]; baseline: number[] }> {
  const samples: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] }
  for (let round = 0; round < rounds; round += 1) {
    const pair = [
      async () => samples.ours.push(await ours()),
      async () => samples.baseline.push(await baseline()),
    ]
    for (const one of round % 2 === 0 ? pair : pair.toReversed()) await one()
  }
  return samples
}

export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
