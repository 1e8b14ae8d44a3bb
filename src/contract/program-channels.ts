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
  /** Has the system request the keyring's password, then checks whether the keyring is open. */
  'keychain.unlock': app<null>()(nothing),

  'computer.view': app<ComputerView>()(nothing),
  /** Anyone signed in may set the theme; the rest is the owner's. */
  'computer.save': app<ComputerView>()(changes),

  'link-health.view': app<LinkHealth>()(nothing),
  /** Gives the system one of this app's links that opens nothing, and waits some seconds for it. */
  'link-health.test': app<LinkHealth>()(nothing),
  /** For the owner only: makes this app the system's handler for its links. */
  'link-health.repair': app<LinkHealth>()(nothing),
} as const

const report = z.strictObject({ madeAt: z.number() })

/** Nothing is sent automatically: the person who reads a report copies or saves it. */
export const diagnosticsChannels = {
  'diagnostics.collect': app<DiagnosticsView>()(nothing),
  /** The report that was just shown. Any other is refused with `BAD_REQUEST`. */
  'diagnostics.copy': app<null>()(report),
  /** Returns the file's name; null if the person cancelled. */
  'diagnostics.save': app<string | null>()(report),
} as const

/** Anyone may view updates; everything else is the owner's. */
export const updateChannels = {
  'updates.view': app<UpdatesView>()(nothing),
  'updates.set': app<UpdatesView>()(z.strictObject({ enabled: z.boolean() })),
  /** Answers once the check is done; a download continues. */
  'updates.check': app<UpdatesView>()(nothing),
  /** Installs the update when Latchkey is closed, or cancels that. */
  'updates.plan': app<UpdatesView>()(z.strictObject({ install: z.boolean() })),
  /** Closes Latchkey and installs the update. Refused with `FORBIDDEN` while `busy`. */
  'updates.restart': app<null>()(nothing),
  /** Shows the downloaded file in its folder. */
  'updates.show-file': app<null>()(nothing),
} as const
