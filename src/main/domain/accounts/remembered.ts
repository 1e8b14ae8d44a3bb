import type { EmailAddress } from '../ids'
import type { SettingStore } from '../ports'

const key = 'sign-in.remembered'

export type Remembered = ReturnType<typeof remembered>

/** The last address used. Sign-in offers it only if its person chose to be remembered. */
export function remembered(settings: SettingStore) {
  const get = () => {
    const email = settings.get(key)
    return typeof email === 'string' ? email : null
  }
  const forget = (only?: EmailAddress) => {
    if (only === undefined || get() === only) settings.delete(key)
  }
  return {
    get,
    set: (email: EmailAddress, remember: boolean) =>
      remember ? settings.set(key, email) : forget(email),
    /** Replaces the remembered address if it is `from`. */
    rename: (from: EmailAddress, to: EmailAddress) => {
      if (get() === from) settings.set(key, to)
    },
    forget,
  }
}
