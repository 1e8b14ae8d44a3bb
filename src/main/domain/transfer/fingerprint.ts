import type { SecretKey } from '../ids'
import type { Cipher } from '../ports'
import type { OpenEntry } from '../vault/content'

/** 128 bits of an HMAC, as base64url: no two entries share one by chance. */
const length = 22

/** Names entries by what is in them, without keeping what is in them. */
export interface Fingerprints {
  /** The same for entries that a person would call the same; dates and tags do not count. */
  of(entry: OpenEntry): string
  /** The same until a person changes something; being used or put in the trash does not count. */
  untouched(entry: OpenEntry): string
}

/** @param key fresh for each use, or kept where no one else reads it */
export function fingerprints(cipher: Pick<Cipher, 'mac'>, key: SecretKey): Fingerprints {
  const mac = (values: unknown) => cipher.mac(key, JSON.stringify(values)).slice(0, length)
  return {
    of: (entry) => mac(identity(entry)),
    untouched: (entry) => mac([identity(entry), entry.content.tags, entry.content.favourite]),
  }
}

function identity({ content, secret }: OpenEntry): readonly unknown[] {
  const { kind, title, notes } = content
  if (content.kind === 'note') return [kind, title, notes]
  return [kind, title, notes, content.username, content.urls, secret.password, secret.otp]
}
