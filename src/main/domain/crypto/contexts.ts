/** What every envelope is bound to, in one place. docs/formats/envelope.md gives the bytes. */
import type { AccountId, EmailAddress, VaultId } from '../ids'
import type { SealContext } from '../ports'

type Context = Omit<SealContext, 'item'>

export const passwordWrap = (of: {
  readonly id: AccountId
  readonly generation: number
}): Context => ({ purpose: 'password-wrap', scope: [of.id, of.generation] })

/** The address is in it: one that was swapped in the database opens nothing. */
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

/** Under a root key. The name is in it: what was moved to another name does not open. */
export const secret = (name: string): Context => ({ purpose: 'secret', scope: [name] })

export interface VaultScope {
  readonly accountId: AccountId
  readonly vaultId: VaultId
}
