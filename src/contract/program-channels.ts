import { z } from 'zod/mini'
import { app, nothing } from './channel'
import {
  type ComputerView,
  type DiagnosticsView,
  type LinkHealth,
  themes,
  type UpdatesView,
} from './program-models'

const changes = z.strictObject({
  tray: z.optional(z.boolean()),
  startAtLogin: z.optional(z.boolean()),
  startHidden: z.optional(z.boolean()),
  hideFromCapture: z.optional(z.boolean()),
  theme: z.optional(z.enum(themes)),
})
export type ComputerChanges = z.infer<typeof changes>

export const desktopChannels = {
  /** Has the system ask for the keyring's password, and looks whether it is open now. */
  'keychain.unlock': app<null>()(nothing),

  'computer.view': app<ComputerView>()(nothing),
  /** The theme is anybody's who is signed in, the rest the owner's. */
  'computer.save': app<ComputerView>()(changes),

  'link-health.view': app<LinkHealth>()(nothing),
  /** Gives the system a link of this app's that opens nothing, and waits some seconds for it. */
  'link-health.test': app<LinkHealth>()(nothing),
  /** The owner's: from here on the system opens links with this app. */
  'link-health.repair': app<LinkHealth>()(nothing),
} as const

const report = z.strictObject({ madeAt: z.number() })

/** Nothing is sent by itself: a report is copied or saved by the person who reads it. */
export const diagnosticsChannels = {
  'diagnostics.collect': app<DiagnosticsView>()(nothing),
  /** The report that was just shown. Another one is refused with `BAD_REQUEST`. */
  'diagnostics.copy': app<null>()(report),
  /** The file's name; null when the person thought better of it. */
  'diagnostics.save': app<string | null>()(report),
} as const

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
