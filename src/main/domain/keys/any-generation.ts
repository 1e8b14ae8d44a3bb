/** More password changes than anyone makes. This many attempts take about 20 ms. */
const most = 1_024

/**
 * Opens what is bound to a generation although the row that names it may have been changed from
 * outside, which must lock no one out of a vault. Only where any generation will do, such as for the
 * password of a sealed vault.
 *
 * @param named the one in the row, tried first
 */
export function atAnyGeneration<T>(
  named: number,
  open: (generation: number) => T | null,
): T | null {
  const first = open(named)
  if (first !== null) return first
  for (let generation = 1; generation <= most; generation += 1) {
    const opened = generation === named ? null : open(generation)
    if (opened !== null) return opened
  }
  return null
}
