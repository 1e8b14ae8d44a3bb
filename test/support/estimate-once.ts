import type { PasswordMeter } from '../../src/main/domain/ports/index.ts'
import { type Estimate, estimate } from '../../src/main/workers/estimate.ts'

const known = new Map<string, Estimate>()

/**
 * The real estimate, made once per password: it takes milliseconds, and thousands of worlds use the same
 * few.
 */
export const estimateOnce: PasswordMeter['estimate'] = (password, words) => {
  const key = JSON.stringify([password, words])
  const found = known.get(key) ?? estimate(password, words)
  known.set(key, found)
  return Promise.resolve(found)
}
