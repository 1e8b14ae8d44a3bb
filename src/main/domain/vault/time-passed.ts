/** Whether the clock can be believed to have passed, before something goes for good by its date. */

const dayMs = 24 * 3_600_000
/** Longer between two looks than this, and a clock may as well have been set wrong. */
const jumpMs = 30 * dayMs
/** So much has to be seen passing after a jump. */
const calmMs = 7 * dayMs

export interface TimeSeen {
  /** When the vault was last looked at, to a day. */
  readonly at: number
  /** When the clock had jumped ahead; null: it has not, or time has passed since. */
  readonly jumpedAt: number | null
}

/**
 * @param before what was kept at the last look; null for the first one
 * @returns what to keep now
 */
export function look(before: TimeSeen | null, now: number): TimeSeen {
  // Set back: the jump was none, or this is one that only lengthens.
  if (before === null || now < before.at) return { at: now, jumpedAt: null }
  if (now - before.at > jumpMs) return { at: now, jumpedAt: now }
  const { jumpedAt } = before
  const calm = jumpedAt === null || now - jumpedAt >= calmMs
  const at = now - before.at >= dayMs ? now : before.at
  return calm ? { at, jumpedAt: null } : { at, jumpedAt }
}
