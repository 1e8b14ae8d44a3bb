/**
 * The channels of each window, and whether they take an argument. Evaluated when the app is built (see
 * `electron.vite.config.ts`), so that a start loads only these lists, without the schemas and zod.
 */
import { nothing } from '@contract/channel'
import { channels, type WindowKind } from '@contract/channels'

const namesOf = (window: WindowKind): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    Object.entries(channels)
      .filter(([, channel]) => channel.window === window)
      .map(([name, { args }]) => [name, args !== nothing]),
  )

export const app = namesOf('app')
export const mailbox = namesOf('mailbox')
