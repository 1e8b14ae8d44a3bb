import { z } from 'zod/mini'
import builtIn from '../../../../resources/updates.json'

/** Where updates come from and which keys may sign them: fixed when this version was built. */
export interface FeedConfig {
  /** https. If empty, this version doesn't check for updates. */
  readonly url: string
  /** Ed25519, RFC 8037. More than one during a key change. */
  readonly keys: readonly { readonly kid: string; readonly x: string }[]
  /** PEM of an extra certificate authority to trust, for tests. */
  readonly ca?: string
}

const shape = z.object({
  url: z.string(),
  keys: z.array(z.object({ kid: z.string(), x: z.string() })),
})

export const builtInFeed = (): FeedConfig => shape.parse(builtIn)
