import { z } from 'zod/mini'
import builtIn from '../../../../resources/updates.json'

/** Where updates come from and whose signature counts: fixed when this version was built. */
export interface FeedConfig {
  /** https; empty: this version looks for no updates. */
  readonly url: string
  /** Ed25519, RFC 8037. More than one while keys change. */
  readonly keys: readonly { readonly kid: string; readonly x: string }[]
  /** PEM of an authority to trust besides the usual ones; for tests. */
  readonly ca?: string
}

const shape = z.object({
  url: z.string(),
  keys: z.array(z.object({ kid: z.string(), x: z.string() })),
})

export const builtInFeed = (): FeedConfig => shape.parse(builtIn)
