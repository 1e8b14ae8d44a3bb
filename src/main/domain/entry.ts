/** A decrypted entry, as main holds it while encrypting, decrypting, importing or exporting it. */
import { byKind, type EntryKind } from '@contract/entry-kinds'

interface Common {
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
export type EntryContent = {
  login: Common & {
    readonly kind: 'login'
    readonly username: string
    readonly urls: readonly string[]
    /** Stored here so that lists and details don't have to decrypt the secret part. */
    readonly hasPassword: boolean
    readonly hasOtp: boolean
    /** When each former password was replaced, newest first. */
    readonly replacedAt: readonly number[]
  }
  note: Common & { readonly kind: 'note' }
}[EntryKind]

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

/** An entry as in files: every field once, nothing derived. Times as in the vault. */
export type PlainEntry = {
  login: Common & {
    readonly kind: 'login'
    readonly username: string
    readonly password: string
    readonly urls: readonly string[]
    /** An `otpauth://` address; empty: none. */
    readonly otp: string
    /** Newest first. */
    readonly history: readonly { readonly password: string; readonly replacedAt: number }[]
  }
  note: Common & { readonly kind: 'note' }
}[EntryKind]

export const fromPlain = (entry: PlainEntry): OpenEntry =>
  byKind<PlainEntry, OpenEntry>(entry, {
    login({ password, otp, history, ...listed }) {
      return {
        content: {
          ...listed,
          hasPassword: password !== '',
          hasOtp: otp !== '',
          replacedAt: history.map(({ replacedAt }) => replacedAt),
        },
        secret: { password, otp, history: history.map(({ password: former }) => former) },
      }
    },
    note: (note) => ({ content: note, secret: noSecret }),
  })

export const toPlain = ({ content, secret }: OpenEntry): PlainEntry =>
  byKind<EntryContent, PlainEntry>(content, {
    login({ hasPassword: _p, hasOtp: _o, replacedAt, ...listed }) {
      const history = secret.history.map((password, n) => ({
        password,
        replacedAt: replacedAt[n] ?? listed.changedAt,
      }))
      return { ...listed, password: secret.password, otp: secret.otp, history }
    },
    note: (note) => note,
  })
