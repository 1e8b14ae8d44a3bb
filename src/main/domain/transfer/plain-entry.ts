import type { OpenEntry } from '../vault/content'
import { noSecret } from '../vault/content'

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

/** An entry as files carry it: every field once, nothing derived. Times as in the vault. */
export type PlainEntry =
  | (Common & {
      readonly kind: 'login'
      readonly username: string
      readonly password: string
      readonly urls: readonly string[]
      /** An `otpauth://` address; empty for none. */
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
