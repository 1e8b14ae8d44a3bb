import type { EmailAddress } from '../ids'
import type { SettingStore } from '../ports'

const key = 'sign-in.remembered'

/** The last address used, offered at sign-in only where its person ticked so. */
export interface Remembered {
  get(): string | null
  set(email: EmailAddress, remember: boolean): void
  /** Follows an address that changed. */
  rename(from: EmailAddress, to: EmailAddress): void
  forget(only?: EmailAddress): void
}

export function remembered(settings: SettingStore): Remembered {
  const get = () => {
    const email = settings.get(key)
    return typeof email === 'string' ? email : null
  }
  const forget = (only?: EmailAddress) => {
    if (only === undefined || get() === only) settings.delete(key)
  }
  return {
    get,
    set: (email, remember) => (remember ? settings.set(key, email) : forget(email)),
    rename: (from, to) => {
      if (get() === from) settings.set(key, to)
    },
    forget,
  }
}
