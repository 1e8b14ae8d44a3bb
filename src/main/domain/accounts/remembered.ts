import type { EmailAddress } from '../ids'
import type { SettingStore } from '../ports'

const key = 'sign-in.remembered'

/** The last address used. Sign-in offers it only if its person chose to be remembered. */
export interface Remembered {
  get(): string | null
  set(email: EmailAddress, remember: boolean): void
  /** Replaces the remembered address if it is `from`. */
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
