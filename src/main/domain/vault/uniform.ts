import type { Random } from '../ports'

/** Two bytes a draw: lists of up to 65,536. */
const range = 0x1_0000
const bytesAtOnce = 64

/**
 * Draws from 0 to below `count`, each equally likely: what would favour the small numbers is
 * thrown away and drawn again.
 */
export function uniform(random: Pick<Random, 'bytes'>): (count: number) => number {
  let bytes: Uint8Array = new Uint8Array(0)
  let at = 0

  const draw = (): number => {
    if (at + 2 > bytes.length) {
      bytes = random.bytes(bytesAtOnce)
      at = 0
    }
    const drawn = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    at += 2
    return drawn
  }

  return (count) => {
    const fair = range - (range % count)
    let drawn = draw()
    while (drawn >= fair) drawn = draw()
    return drawn % count
  }
}
