import { z } from 'zod/mini'
import { app, nothing } from './channel'
import type { OutboxView } from './outbox-models'

const id = z.int().check(z.minimum(1))

/** The owner's: what waits to be mailed, and what became of the rest. */
export const outboxChannels = {
  'outbox.list': app<OutboxView>()(nothing),
  /** Tries one now, or with null all of them. */
  'outbox.retry': app<OutboxView>()(z.strictObject({ id: z.nullable(id) })),
  /** One that was given up goes out after all, where it may. */
  'outbox.send-again': app<OutboxView>()(z.strictObject({ id })),
  /** It is not sent, and a link that was made for it is void. One under way goes on. */
  'outbox.cancel': app<OutboxView>()(z.strictObject({ id })),
} as const
