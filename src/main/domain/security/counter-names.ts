import type { EmailKey } from '../ids'
import type { Account } from '../model'
import type { Cipher, Random, SettingStore } from '../ports'

const settingKey = 'install.limit-key'

/** Names of the counters, so that an address nobody has an account with is not kept in clear. */
export interface CounterNames {
  signIn(account: Account): string
  signInUnknown(key: EmailKey): string
  mail(kind: 'reset' | 'confirm', key: EmailKey): string
  readonly deviceMail: string
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
    signIn: (account) => `sign-in:${account.id}`,
    signInUnknown: (email) => `sign-in:${mac(email)}`,
    mail: (kind, email) => `mail:${kind}:${mac(email)}`,
    deviceMail: 'mail:device',
    create: 'create:device',
  }
}
