/** A decrypted entry, as main holds it while encrypting, decrypting, importing or exporting it. */

interface Listed {
  readonly title: string
  readonly notes: string
  readonly tags: readonly string[]
  readonly favourite: boolean
  readonly createdAt: number
  readonly changedAt: number
  /** Null: never shown or copied. */
  readonly usedAt: number | null
  readonly trashedAt: number | null
}

/** Everything that is listed and searched. */
export type EntryContent =
  | (Listed & {
      readonly kind: 'login'
      readonly username: string
      readonly urls: readonly string[]
      /** Stored here so that lists and details don't have to decrypt the secret part. */
      readonly hasPassword: boolean
      readonly hasOtp: boolean
      /** When each former password was replaced, newest first. */
      readonly replacedAt: readonly number[]
    })
  | (Listed & { readonly kind: 'note' })

/** The rest, decrypted only when it is shown or copied. Empty for a note. */
export interface EntrySecret {
  readonly password: string
  /** An `otpauth://` address; empty: none. */
  readonly otp: string
  /** Newest first, parallel to `replacedAt`. */
  readonly history: readonly string[]
}

export interface OpenEntry {
  readonly content: EntryContent
  readonly secret: EntrySecret
}

export const noSecret: EntrySecret = { password: '', otp: '', history: [] }

interface Common {
  readonly title: string
  readonly notes: string
  readonly tags: readonly string[]
  readonly favourite: boolean
  readonly createdAt: number
  readonly changedAt: number
  readonly usedAt: number | null
  readonly trashedAt: number | null
}

/** An entry as in files: every field once, nothing derived. Times as in the vault. */
export type PlainEntry =
  | (Common & {
      readonly kind: 'login'
      readonly username: string
      readonly password: string
      readonly urls: readonly string[]
      /** An `otpauth://` address; empty: none. */
      readonly otp: string
      /** Newest first. */
      readonly history: readonly { readonly password: string; readonly replacedAt: number }[]
    })
  | (Common & { readonly kind: 'note' })

export function fromPlain(entry: PlainEntry): OpenEntry {
  if (entry.kind === 'note') return { content: entry, secret: noSecret }
  const { password, otp, history, ...listed } = entry
  return {
    content: {
      ...listed,
      hasPassword: password !== '',
      hasOtp: otp !== '',
      replacedAt: history.map(({ replacedAt }) => replacedAt),
    },
    secret: { password, otp, history: history.map(({ password: before }) => before) },
  }
}

export function toPlain({ content, secret }: OpenEntry): PlainEntry {
  if (content.kind === 'note') return content
  const { hasPassword: _p, hasOtp: _o, replacedAt, ...listed } = content
  const history = secret.history.map((password, n) => ({
    password,
    replacedAt: replacedAt[n] ?? content.changedAt,
  }))
  return { ...listed, password: secret.password, otp: secret.otp, history }
}
