import { z } from 'zod/mini'
import { app, nothing } from './channel'
import { type ComputerView, type LinkHealth, themes } from './desktop-models'

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
