import type { EmailKey, VaultId } from '../ids'
import type { Account } from '../model'
import type { Cipher, Random, SettingStore } from '../ports'

const settingKey = 'install.limit-key'

/** Names of the counters, so that an address nobody has an account with is not kept in clear. */
export interface CounterNames {
  /** Of tries to get in from outside, by what was typed. */
  signIn(key: EmailKey): string
  /** Of the password of one who is signed in or locked. */
  password(account: Account): string
  /** Of recovery codes typed by one who is in, or came by a link. */
  recovery(account: Account): string
  sealed(vault: VaultId): string
  /** Of mails that ask to prove an address, its own or a new one, by the account that asks. */
  proof(account: Pick<Account, 'id' | 'pendingEmail'>): string
  mail(kind: 'reset' | 'confirm' | 'codes-guessed' | 'password-guessed', key: EmailKey): string
  /** Of short codes. */
  code(key: EmailKey): string
  /** Of wrong short codes since the last mail about them. */
  wrongCodes(key: EmailKey): string
  readonly deviceMail: string
  readonly testMail: string
  /** Of mails about guesses. */
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
    // Apart, so that the address of a new account can be put right at once if it was mistyped.
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
