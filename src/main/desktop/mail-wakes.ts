import { networkInterfaces } from 'node:os'
import type { Services } from '../domain/services'

interface Around {
  /** Of the profile that is open. */
  readonly services: () => Pick<Services, 'hurryMail' | 'mailHeld'> | null
  readonly onResume: (listener: () => void) => void
  readonly online: () => boolean
  readonly addresses?: () => readonly string[]
}

/** Mails that wait are tried when the computer wakes up, and when its network is another. */
export function mailWakes(
  { services, onResume, ...network }: Around,
  everyMs?: number,
): () => void {
  const hurry = () => services()?.hurryMail()
  onResume(hurry)
  return watchNetwork(
    { ...network, awaited: () => services()?.mailHeld() === true, changed: hurry },
    everyMs,
  )
}

/**
 * Calls back when this computer's network changed while somebody waits for it: it came up, or has
 * other addresses (another Wi-Fi, a cable, a VPN). Chromium knows whether there is any network, the
 * system which addresses there are; neither says that a server can be reached, so this is a hint to
 * try, and what waits tries by itself anyway.
 *
 * @param on.awaited false: nobody waits, and nothing is looked at
 * @returns what stops it
 */
export function watchNetwork(
  on: {
    readonly awaited: () => boolean
    readonly online: () => boolean
    readonly changed: () => void
    readonly addresses?: () => readonly string[]
  },
  everyMs = 3000,
): () => void {
  const { addresses = externalAddresses } = on
  let before: string | null = null
  const timer = setInterval(look, everyMs)
  timer.unref()

  function look(): void {
    if (!on.awaited()) {
      before = null
      return
    }
    const now = on.online() ? addresses().join() : ''
    const changed = before !== null && now !== before
    before = now
    if (changed && now !== '') on.changed()
  }

  return () => clearInterval(timer)
}

function externalAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .toSorted()
}
