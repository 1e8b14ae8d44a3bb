import type { SecretKey } from '../../domain/ids'
import type { Kdf } from '../../domain/ports'

/** RFC 9106 section 4, second recommended option: 64 MiB, 3 passes, 4 lanes. */
export const rfc9106 = { memory: 64 * 1024, passes: 3, lanes: 4 } as const
/** Minimum from OWASP's Password Storage Cheat Sheet, for tests and benchmarks only. */
export const owaspMinimum = { memory: 19_456, passes: 2, lanes: 1 } as const

/** Argon2id, 32 bytes, on libuv's thread pool. Loaded on first use: starting doesn't need it. */
export function argon2Kdf(defaults: Kdf['defaults']): Kdf {
  return {
    defaults,
    async derive(password, { memory, passes, lanes, salt }) {
      const { default: argon2 } = await import('argon2')
      const hash = await argon2.hash(password, {
        type: argon2.argon2id,
        raw: true,
        hashLength: 32,
        salt: Buffer.from(salt),
        memoryCost: memory,
        timeCost: passes,
        parallelism: lanes,
      })
      return hash as Uint8Array as SecretKey
    },
  }
}
