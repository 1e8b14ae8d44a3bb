import type { AccountId, Encrypted, SecretKey } from '../ids'
import type { Account, KdfSettings } from '../model'
import type { AccountStore, Cipher, Kdf, Random } from '../ports'
import { passwordWrap } from './contexts'

const saltBytes = 16 // RFC 9106 section 3.1

export interface PasswordWraps {
  /** Settings for a new wrap. `salt` reuses the one that other accounts with the address share. */
  fresh(salt?: Uint8Array): KdfSettings
  /** One Argon2id run. */
  make(
    account: { readonly id: AccountId; readonly generation: number },
    password: string,
    kdf: KdfSettings,
    vaultKey: SecretKey,
  ): Promise<Encrypted>
  /** One Argon2id run. @returns the vault key; null if the password is wrong */
  open(
    account: Pick<Account, 'id' | 'generation' | 'kdf' | 'passwordWrap'>,
    password: string,
  ): Promise<SecretKey | null>
  /** The same at any generation, whatever the row says: for a vault that isn't an account's current one. */
  openAtAnyGeneration: PasswordWraps['open']
  /**
   * One Argon2id run for all accounts with the same settings, in practice all with the same
   * address. One dummy run if there are none, so that an unknown address takes as long.
   * @returns the first account that the password opens
   */
  openAny(
    accounts: readonly Account[],
    password: string,
  ): Promise<{ readonly account: Account; readonly vaultKey: SecretKey } | null>
  /** True if the settings aren't the current defaults: wrap again at sign-in. */
  outdated(kdf: KdfSettings): boolean
}

/** Opening the wrap is the password check: there is no separate password hash. */
export function passwordWraps(deps: { kdf: Kdf; cipher: Cipher; random: Random }): PasswordWraps {
  async function opened(
    { id, kdf, passwordWrap: wrap }: Parameters<PasswordWraps['open']>[0],
    password: string,
    by: (open: (generation: number) => SecretKey | null) => SecretKey | null,
  ): Promise<SecretKey | null> {
    const key = await deps.kdf.derive(password, kdf)
    const vaultKey = by((generation) =>
      deps.cipher.decrypt(key, passwordWrap({ id, generation }), wrap),
    )
    key.fill(0)
    return vaultKey
  }

  const fresh = (salt = deps.random.bytes(saltBytes)): KdfSettings => ({
    ...deps.kdf.defaults,
    salt,
  })

  return {
    fresh,
    open: (account, password) => opened(account, password, (open) => open(account.generation)),
    openAtAnyGeneration: (account, password) =>
      opened(account, password, (open) => atAnyGeneration(account.generation, open)),
    async make(account, password, kdf, vaultKey) {
      const key = await deps.kdf.derive(password, kdf)
      const envelope = deps.cipher.encrypt(key, passwordWrap(account), vaultKey)
      key.fill(0)
      return envelope
    },
    async openAny(accounts, password) {
      if (accounts.length === 0) {
        const unused = await deps.kdf.derive(password, fresh())
        unused.fill(0)
        return null
      }
      for (const group of groupBySettings(accounts)) {
        const [first] = group
        if (first === undefined) continue
        const key = await deps.kdf.derive(password, first.kdf)
        try {
          for (const account of group) {
            const vaultKey = deps.cipher.decrypt(key, passwordWrap(account), account.passwordWrap)
            if (vaultKey !== null) return { account, vaultKey }
          }
        } finally {
          key.fill(0)
        }
      }
      return null
    },
    outdated: ({ memory, passes, lanes }) =>
      memory !== deps.kdf.defaults.memory ||
      passes !== deps.kdf.defaults.passes ||
      lanes !== deps.kdf.defaults.lanes,
  }
}

function groupBySettings(accounts: readonly Account[]): Account[][] {
  const groups = new Map<string, Account[]>()
  for (const account of accounts) {
    const { memory, passes, lanes, salt } = account.kdf
    const name = [memory, passes, lanes, ...salt].join()
    groups.set(name, [...(groups.get(name) ?? []), account])
  }
  return [...groups.values()]
}

/** More password changes than anyone makes. This many attempts take about 20 ms. */
const most = 1_024

/**
 * Opens something bound to a generation even if another program has changed the row that names the
 * generation, which must not lock anyone out of a vault. Only where any generation is acceptable,
 * such as for the password of a envelope vault.
 *
 * @param named the generation in the row, tried first
 */
export function atAnyGeneration<T>(
  named: number,
  open: (generation: number) => T | null,
): T | null {
  const first = open(named)
  if (first !== null) return first
  for (let generation = 1; generation <= most; generation += 1) {
    const opened = generation === named ? null : open(generation)
    if (opened !== null) return opened
  }
  return null
}

/**
 * Accounts with the same address share a salt, so that a sign-in tries all of them with one
 * Argon2id run and its duration doesn't reveal how many there are.
 * @returns undefined if the account is the only one: it gets a fresh salt
 */
export function saltShared(
  accounts: Pick<AccountStore, 'byEmail'>,
  account: Pick<Account, 'id' | 'emailKey'>,
): Uint8Array | undefined {
  return accounts.byEmail(account.emailKey).find(({ id }) => id !== account.id)?.kdf.salt
}
