/** The contexts that envelopes are bound to. docs/formats/envelope.md gives the bytes. */
import type { AccountId, EmailAddress, VaultId } from '../ids'
import type { EnvelopeContext } from '../ports'

type Context = Omit<EnvelopeContext, 'item'>

export const passwordWrap = (of: {
  readonly id: AccountId
  readonly generation: number
}): Context => ({ purpose: 'password-wrap', scope: [of.id, of.generation] })

/** Includes the address: if it is swapped in the database, the wrap doesn't open. */
export const deviceWrap = (of: {
  readonly id: AccountId
  readonly vaultId: VaultId
  readonly email: EmailAddress
  readonly generation: number
}): Context => ({ purpose: 'device-wrap', scope: [of.id, of.vaultId, of.email, of.generation] })

export const recoveryWrap = (of: {
  readonly id: AccountId
  readonly vaultId: VaultId
}): Context => ({ purpose: 'recovery-wrap', scope: [of.id, of.vaultId] })

export const accountRecord = (of: {
  readonly id: AccountId
  readonly vaultId: VaultId
}): Context => ({ purpose: 'account-record', scope: [of.id, of.vaultId] })

/** Items: entry id, revision. */
export const entryContent = (of: VaultScope): Context => ({
  purpose: 'entry-content',
  scope: [of.accountId, of.vaultId],
})

/** Items: entry id, revision. */
export const entrySecret = (of: VaultScope): Context => ({
  purpose: 'entry-secret',
  scope: [of.accountId, of.vaultId],
})

/** Items: the record's name. */
export const vaultRecord = (of: VaultScope): Context => ({
  purpose: 'vault-record',
  scope: [of.accountId, of.vaultId],
})

/** Under a root key. Includes the name: a secret moved to another name doesn't open. */
export const secret = (name: string): Context => ({ purpose: 'secret', scope: [name] })

export interface VaultScope {
  readonly accountId: AccountId
  readonly vaultId: VaultId
}
