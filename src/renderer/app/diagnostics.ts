import { later } from './later'

/** Seldom needed, and so not a part of what a start waits for. */
export const { Later: Diagnostics } = later(
  async () => (await import('../features/diagnostics/Diagnostics')).Diagnostics,
)
