/** As many changes of one password as anybody makes: a thousand tries take some 20 ms. */
const most = 1_024

/**
 * Opens what is bound to a generation, should the row that names it have been changed from outside: that must
 * lock nobody out of a vault. Only for whom any generation would do, such as the password of a sealed
 * vault.
 *
 * @param named the one that the row names, tried first
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
