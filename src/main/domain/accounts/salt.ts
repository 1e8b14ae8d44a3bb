import type { Account } from '../model'
import type { AccountStore } from '../ports'

/**
 * Accounts of one address share a salt, so that a sign-in tries all of them with one Argon2id run
 * and its time does not tell how many there are.
 * @returns undefined when the account is the only one: it gets a fresh salt.
 */
export function saltShared(
  accounts: Pick<AccountStore, 'byEmail'>,
  account: Pick<Account, 'id' | 'emailKey'>,
): Uint8Array | undefined {
  return accounts.byEmail(account.emailKey).find(({ id }) => id !== account.id)?.kdf.salt
}
