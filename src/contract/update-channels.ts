import { z } from 'zod/mini'
import { app, nothing } from './channel'
import type { UpdatesView } from './update-models'

/** Looking at them is for everybody; all else is the owner's. */
export const updateChannels = {
  'updates.view': app<UpdatesView>()(nothing),
  'updates.set': app<UpdatesView>()(z.strictObject({ enabled: z.boolean() })),
  /** Answers once the check is over; a download goes on. */
  'updates.check': app<UpdatesView>()(nothing),
  /** Installs it when Latchkey is closed, or does not after all. */
  'updates.plan': app<UpdatesView>()(z.strictObject({ install: z.boolean() })),
  /** Closes Latchkey and installs it. Refused with `FORBIDDEN` while `busy`. */
  'updates.restart': app<null>()(nothing),
  /** Shows the downloaded file in its folder. */
  'updates.show-file': app<null>()(nothing),
} as const
