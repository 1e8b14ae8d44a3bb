import { randomBytes } from 'node:crypto'
import type { Clock, Random } from '../../domain/ports'
import type { Secrets } from '../../domain/security/secrets'
import type { SigningKeyStore } from '../sqlite/signing-key-store'

const rotateAfterMs = 90 * 24 * 3_600_000
/** The longest life of a link: an older key has nothing left to verify after it. */
const keepRetiredMs = 24 * 3_600_000
const keyBytes = 32 // RFC 7518 3.2: at least as long as HS256's output

export interface SigningKeys {
  /** The newest, made or rotated as needed. */
  current(): Promise<{ readonly kid: string; readonly key: Uint8Array }>
  /** From our own table only. @returns null when unknown, retired or lost with its keychain. */
  byId(kid: string): Promise<Uint8Array | null>
}

export function signingKeys(deps: {
  clock: Clock
  random: Random
  secrets: Secrets
  store: SigningKeyStore
}): SigningKeys {
  const name = (kid: string) => `signing-key/${kid}`

  async function secret(kid: string): Promise<Uint8Array | null> {
    const kept = await deps.secrets.recall(name(kid))
    return kept instanceof Uint8Array ? kept : null
  }

  function drop(kid: string): void {
    deps.store.delete(kid)
    deps.secrets.forget(name(kid))
  }

  async function make() {
    const kid = deps.random.id()
    const key = randomBytes(keyBytes)
    await deps.secrets.keep(name(kid), key)
    deps.store.add({ kid, createdAt: deps.clock.now() })
    return { kid, key }
  }

  return {
    async current() {
      const now = deps.clock.now()
      const keys = deps.store.list()
      for (const [index, { kid }] of keys.entries()) {
        const successor = keys[index - 1]
        if (successor && now - successor.createdAt > keepRetiredMs) drop(kid)
      }
      const newest = keys[0]
      if (newest && now - newest.createdAt <= rotateAfterMs) {
        const key = await secret(newest.kid)
        if (key) return { kid: newest.kid, key }
        drop(newest.kid) // its keychain is gone
      }
      return make()
    },
    async byId(kid) {
      return deps.store.list().some((known) => known.kid === kid) ? secret(kid) : null
    },
  }
}
