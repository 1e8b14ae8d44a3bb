import { type Ended, until } from './person.ts'
/** The password of the person's keyring, typed into the desktop's prompt. */
export const keyringPassword = 'key5 of the desktop'

export interface Keyring {
  /** Locks it, as after a login without a password. */
  lock(): Promise<void>
  isLocked(): Promise<boolean>
  /** Whether the desktop is asking for its password. */
  isAsking(): Promise<boolean>
  /** Types the password into the desktop's prompt. */
  answer(): Promise<void>
}

const service = 'org.freedesktop.secrets'
const root = '/org/freedesktop/secrets'
const collection = `${root}/aliases/default`

/** @param run runs a command as that person, in their session */
export function keyringOf(run: (command: readonly string[]) => Promise<Ended>): Keyring {
  const call = async (path: string, method: string, ...args: string[]) => {
    const to = ['--session', '--dest', service, '--object-path', path, '--method', method]
    return (await run(['gdbus', 'call', ...to, ...args])).output
  }
  const questions = async () =>
    (await run(['xdotool', 'search', '--onlyvisible', '--class', 'gcr-prompter'])).output.trim()

  const self: Keyring = {
    async lock() {
      await call(root, 'org.freedesktop.Secret.Service.Lock', `['${collection}']`)
      await until('the keyring to be locked', self.isLocked)
    },
    async isLocked() {
      const property = ["'org.freedesktop.Secret.Collection'", "'Locked'"]
      return (await call(collection, 'org.freedesktop.DBus.Properties.Get', ...property)).includes(
        'true',
      )
    },
    isAsking: async () => (await questions()) !== '',
    async answer() {
      await until('the question for the keyring’s password', self.isAsking)
      await run(['xdotool', 'type', '--delay', '12', keyringPassword])
      await run(['xdotool', 'key', 'Return'])
    },
  }
  return self
}
