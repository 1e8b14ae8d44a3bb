/** An entry in the open, as main holds it while it is sealed, opened, imported or exported. */

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

/** All that is listed and searched. */
export type EntryContent =
  | (Listed & {
      readonly kind: 'login'
      readonly username: string
      readonly urls: readonly string[]
      /** So that a list or a detail need not open the secret part. */
      readonly hasPassword: boolean
      readonly hasOtp: boolean
      /** When each password of before was replaced, newest first. */
      readonly replacedAt: readonly number[]
    })
  | (Listed & { readonly kind: 'note' })

/** The rest: opened only when it is shown or copied. A note has none of it. */
export interface EntrySecret {
  readonly password: string
  /** An `otpauth://` address; empty for none. */
  readonly otp: string
  /** Newest first, beside `replacedAt`. */
  readonly history: readonly string[]
}

export interface OpenEntry {
  readonly content: EntryContent
  readonly secret: EntrySecret
}

export const noSecret: EntrySecret = { password: '', otp: '', history: [] }
