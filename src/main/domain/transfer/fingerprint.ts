import type { SecretKey } from '../ids'
import type { Cipher } from '../ports'
import type { OpenEntry } from '../vault/content'

/** 128 bits of an HMAC, as base64url: no two entries share one by chance. */
const length = 22

/** Names entries by what is in them, without keeping what is in them. */
export interface Fingerprints {
  /**
   * The same for entries that are the same in everything that a person puts into them, passwords of
   * before included. Dates, use and the trash do not count.
   */
  of(entry: OpenEntry): string
}

/** @param key fresh for each use, or kept where no one else reads it */
export function fingerprints(cipher: Pick<Cipher, 'mac'>, key: SecretKey): Fingerprints {
  return { of: (entry) => cipher.mac(key, JSON.stringify(identity(entry))).slice(0, length) }
}

function identity({ content, secret }: OpenEntry): readonly unknown[] {
  const { kind, title, notes, tags, favourite } = content
  const common = [kind, title, notes, tags, favourite]
  if (content.kind === 'note') return common
  return [...common, content.username, content.urls, secret.password, secret.otp, secret.history]
}
