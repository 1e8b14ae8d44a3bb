/** What an encrypted export is encrypted with; docs/formats/export.md gives the bytes. */
import type { ChannelArgs } from '@contract/channels'
import { normalizePassword } from '../crypto/password-policy'
import type { PasswordWraps } from '../crypto/password-wrap'
import { formatCode, newCode, parseCode } from '../crypto/recovery-code'
import type { SecretKey } from '../ids'
import type { EnvelopeContext, Ports } from '../ports'
import type { ExportProtection } from '../ports/transfer'

type Chosen = ChannelArgs<'export.encrypted'>['protect']
type UnlockMethod = ChannelArgs<'import.unlock'>['by']

/** Not bound to an account: any account can open it. */
export const exportContext = ({ kind }: ExportProtection): EnvelopeContext => ({
  purpose: 'export',
  scope: [kind],
})

interface MadeProtection {
  readonly protection: ExportProtection
  /** To be wiped by the caller. */
  readonly key: SecretKey
  /** To be shown once. */
  readonly code: string | null
}

/** @param chosen contains the accepted password, if one was chosen. That takes one Argon2id run. */
export async function protect(
  deps: Pick<Ports, 'cipher' | 'kdf' | 'random'> & { readonly wraps: PasswordWraps },
  chosen: Exclude<Chosen, { kind: 'password' }> | { kind: 'password'; password: string },
): Promise<MadeProtection> {
  if (chosen.kind === 'password') {
    const kdf = deps.wraps.fresh()
    const key = await deps.kdf.derive(chosen.password, kdf)
    return { protection: { kind: 'password', kdf }, key, code: null }
  }
  const key = newCode(deps.random)
  return { protection: { kind: 'code' }, key, code: formatCode(deps.cipher, key) }
}

/** @returns the key, to be wiped by the caller; null if `by` is of the wrong kind, or isn't a code */
export async function keyOf(
  deps: Pick<Ports, 'cipher' | 'kdf'>,
  protection: ExportProtection,
  by: UnlockMethod,
): Promise<SecretKey | null> {
  if (protection.kind === 'password') {
    if (by.kind !== 'password') return null
    return deps.kdf.derive(normalizePassword(by.password), protection.kdf)
  }
  return by.kind === 'code' ? parseCode(deps.cipher, by.code) : null
}
