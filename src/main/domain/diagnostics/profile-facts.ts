import type { SecretProtection } from '@contract/models'
import type { Deps } from '../deps'

/** What the open profile adds to a report: nothing of whose accounts there are. */
export interface ProfileFacts {
  readonly clockBehind: boolean
  readonly lastBackupAt: number | null
  readonly mailReady: boolean
  /** Null: nobody has needed to know yet. */
  readonly mailReaches: boolean | null
  /** Null while nobody is signed in: asking the keychain may ask the person. */
  readonly secrets: SecretProtection | null
  readonly owner: boolean
}

export function profileFacts(
  deps: Pick<Deps, 'backups' | 'clockGuard' | 'outbox' | 'sessions'> & {
    mailReady(): boolean
    protection(): Promise<SecretProtection>
  },
) {
  return async (): Promise<ProfileFacts> => {
    const account = deps.sessions.account()
    const [newest] = await deps.backups.list().catch(() => [])
    return {
      clockBehind: deps.clockGuard.behind(),
      lastBackupAt: newest?.at ?? null,
      mailReady: deps.mailReady(),
      mailReaches: deps.outbox.reaches(),
      secrets: account && (await deps.protection()),
      owner: account?.role === 'owner',
    }
  }
}
