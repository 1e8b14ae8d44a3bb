import type { Random } from '../ports'

const firstMs = 5_000
export const longestWaitMs = 15 * 60_000
/** A mail that could not be sent for so long is given up, after `patience`. */
export const giveUpAfterMs = 24 * 3_600_000

/**
 * How long to wait after so many failures in a row: 5 s, doubling to 15 min, each shortened at
 * random by up to half, so that many computers do not meet a server that comes back all at once.
 *
 * @param failures 1 or more
 * @returns milliseconds, 2.5 s to 15 min
 */
export function waitMs(failures: number, random: Pick<Random, 'bytes'>): number {
  const whole = Math.min(firstMs * 2 ** (failures - 1), longestWaitMs)
  const [high = 0, low = 0] = random.bytes(2)
  return Math.round(whole * (1 - (high * 256 + low) / 65_536 / 2))
}
