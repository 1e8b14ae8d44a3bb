import type { Services } from '../domain/services'
import { watchNetwork } from './network-watch'

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
