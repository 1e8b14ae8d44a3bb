import { randomBytes } from 'node:crypto'
import { dayMs } from '@contract/limits'
import type { Secrets } from '../../domain/crypto/secrets'
import { keepRequestsMs, linkLifeMs } from '../../domain/limits/rules'
import type { Clock, Random } from '../../domain/ports'
import type { SigningKeyRecord, SigningKeyStore } from '../sqlite/setting-store'

/** The longest lifetime of a link. After that, a retired key has nothing left to verify. */
const keepRetiredMs = Math.max(...Object.values(linkLifeMs))
/** As long as link requests are kept. After that, the key's links count as not ours. */
const keepKnownMs = keepRequestsMs
const rotateAfterMs = 90 * dayMs
const keyBytes = 32 // RFC 7518 3.2: at least as long as HS256's output

export type SigningKeys = ReturnType<typeof signingKeys>

export function signingKeys(deps: {
  clock: Clock
  random: Random
  secrets: Secrets
  store: SigningKeyStore
}) {
  const name = (kid: string) => `signing-key/${kid}`

  const recall = async (kid: string) => (await deps.secrets.recall(name(kid))) ?? 'lost'

  /** The name of a retired key is kept longer than the key, so that its links are still recognized. */
  function retire(keys: readonly SigningKeyRecord[], now: number): void {
    for (const [index, { kid }] of keys.entries()) {
      const successor = keys[index - 1]
      const retired = successor === undefined ? 0 : now - successor.createdAt
      if (retired > keepRetiredMs) deps.secrets.forget(name(kid))
      if (retired > keepKnownMs) deps.store.delete(kid)
    }
  }

  async function make() {
    const kid = deps.random.id()
    const key = randomBytes(keyBytes)
    await deps.secrets.keep(name(kid), key)
    deps.store.add({ kid, createdAt: deps.clock.now() })
    return { kid, key }
  }

  return {
    /** The newest key that isn't lost. Makes or rotates one if needed. */
    async current(): Promise<{ readonly kid: string; readonly key: Uint8Array }> {
      const now = deps.clock.now()
      const keys = deps.store.list()
      retire(keys, now)
      for (const { kid } of keys.filter(({ createdAt }) => now - createdAt <= rotateAfterMs)) {
        const key = await recall(kid)
        if (key !== 'lost') return { kid, key }
      }
      return make()
    },
    /** @returns `lost`: a retired key, or one whose keychain is gone; null: we don't know the id */
    async byId(kid: string): Promise<Uint8Array | 'lost' | null> {
      return deps.store.list().some((known) => known.kid === kid) ? recall(kid) : null
    },
  }
}
