import { app, nothing } from './channel'
import type { Notices } from './notice-models'

export const noticeChannels = {
  /** What happened to the account of the person signed in while they were away. */
  'notices.view': app<Notices>()(nothing),
  /** They have read it: it is not told again. */
  'notices.seen': app<null>()(nothing),
} as const
