import { networkInterfaces } from 'node:os'
import type { Services } from '../domain/services'

interface Around {
  /** The services of the open profile. */
  readonly services: () => Pick<Services, 'hurryMail' | 'mailHeld'> | null
  readonly onResume: (listener: () => void) => void
  readonly online: () => boolean
  readonly addresses?: () => readonly string[]
}

/** Retries queued emails when the computer wakes up and when its network changes. */
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
 * Calls back when the computer's network changes while emails are waiting for it: it came up, or its
 * addresses changed (another Wi-Fi, a cable, a VPN). Chromium knows whether there is a network, and the
 * system knows the addresses. Neither means that a server can be reached, so this is only a hint to retry;
 * queued emails are also retried without it.
 *
 * @param on.awaited while it returns false, nothing is checked
 * @returns a function that stops watching
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
