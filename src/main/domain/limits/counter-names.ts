import type { EmailKey, VaultId } from '../ids'
import type { Account } from '../model'
import type { Cipher, Random, SettingStore } from '../ports'

const settingKey = 'install.limit-key'

/** The names of the counters. They hide addresses, so that one without an account isn't stored in clear. */
export interface CounterNames {
  /** Attempts made while signed out, by the typed address. */
  signIn(key: EmailKey): string
  /** Attempts at the password of an account that is signed in or locked. */
  password(account: Account): string
  /** Attempts at the recovery code by someone who is signed in, or came by a link. */
  recovery(account: Account): string
  sealed(vault: VaultId): string
  /** Emails that ask someone to prove an address, current or new, by account. */
  proof(account: Pick<Account, 'id' | 'pendingEmail'>): string
  mail(kind: 'reset' | 'confirm' | 'codes-guessed' | 'password-guessed', key: EmailKey): string
  /** Attempts at short codes. */
  code(key: EmailKey): string
  /** Wrong short codes since the last email about them. */
  wrongCodes(key: EmailKey): string
  readonly deviceMail: string
  readonly testMail: string
  /** Emails about guesses. */
  readonly deviceGuesses: string
  readonly create: string
}

export function counterNames(deps: {
  cipher: Pick<Cipher, 'mac'>
  random: Random
  settings: SettingStore
}): CounterNames {
  function key(): string {
    const stored = deps.settings.get(settingKey)
    if (typeof stored === 'string') return stored
    const made = deps.random.id()
    deps.settings.set(settingKey, made)
    return made
  }
  const mac = (email: EmailKey) => deps.cipher.mac(new TextEncoder().encode(key()), email)
  return {
    signIn: (email) => `sign-in:${mac(email)}`,
    password: (account) => `password:${account.id}`,
    recovery: (account) => `recovery:${account.id}`,
    sealed: (vault) => `sealed:${vault}`,
    // Counted apart, so that a mistyped address of a new account can be corrected at once.
    proof: ({ id, pendingEmail }) => `mail:${pendingEmail === null ? 'own' : 'new'}:${id}`,
    mail: (kind, email) => `mail:${kind}:${mac(email)}`,
    code: (email) => `code:${mac(email)}`,
    wrongCodes: (email) => `wrong-codes:${mac(email)}`,
    deviceMail: 'mail:device',
    testMail: 'mail:test',
    deviceGuesses: 'guesses:device',
    create: 'create:device',
  }
}
