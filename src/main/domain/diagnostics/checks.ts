import { dayMs } from '@contract/limits'
import type { SecretProtection } from '@contract/models'
import type {
  Check,
  CheckName,
  CheckState,
  KeychainView,
  LinkHandler,
} from '@contract/program-models'
import type { ClockGuard } from '../clock-guard'
import type { Outbox } from '../mail/outbox'
import type { Ports } from '../ports'
import type { ComputerFacts, DatabaseFacts } from '../ports/diagnostics'
import type { Sessions } from '../session'

const gibibyte = 1024 ** 3
/** Below this a backup of a large vault may not fit. */
const littleBytes = gibibyte
/** Below this SQLite itself may fail. */
const tooLittleBytes = 64 * 1024 ** 2
/** Backups are daily, but a computer may have been off for a day. */
const oldBackupMs = 2 * dayMs

interface CheckedFacts {
  readonly computer: Pick<ComputerFacts, 'sandboxed' | 'packaged'>
  readonly folder: Awaited<ReturnType<ComputerFacts['folder']>>
  readonly freeBytes: number | null
  readonly linkHandler: LinkHandler['state']
  readonly keychain: KeychainView
  readonly keychainName: string | null
  readonly database: DatabaseFacts
  /** Null: no profile is open. */
  readonly profile: ProfileFacts | null
  readonly now: number
}

/** Every check, in the order in which they are shown. */
export function checksOf(facts: CheckedFacts): readonly Check[] {
  const { computer, profile } = facts
  return [
    check('database', databaseState(facts.database), versionOf(facts.database)),
    check('folder', folderState(facts.folder)),
    check('disk', diskState(facts.freeBytes), sizeOf(facts.freeBytes)),
    check('keychain', keychainState(facts), facts.keychainName ?? ''),
    check('links', linkState(facts.linkHandler)),
    check('mail', mailState(profile)),
    check('clock', profile === null ? 'unknown' : profile.clockBehind ? 'bad' : 'ok'),
    check('backup', backupState(profile, facts.now), dayOf(profile)),
    check('sandbox', computer.sandboxed ? 'ok' : 'notice'),
    check('package', computer.packaged ? 'ok' : 'notice'),
  ]
}

const check = (name: CheckName, state: CheckState, detail = ''): Check => ({ name, state, detail })

function databaseState({ state }: DatabaseFacts): CheckState {
  if (state === 'good') return 'ok'
  return state === 'missing' ? 'unknown' : 'bad'
}

const versionOf = ({ version }: DatabaseFacts) => (version > 0 ? String(version) : '')

function folderState(folder: CheckedFacts['folder']): CheckState {
  if (folder === null || !folder.writable) return 'bad'
  return folder.private ? 'ok' : 'notice'
}

function diskState(bytes: number | null): CheckState {
  if (bytes === null) return 'unknown'
  if (bytes < tooLittleBytes) return 'bad'
  return bytes < littleBytes ? 'notice' : 'ok'
}

const sizeOf = (bytes: number | null) =>
  bytes === null ? '' : `${(bytes / gibibyte).toFixed(1)} GiB`

function linkState(handler: LinkHandler['state']): CheckState {
  if (handler === 'unknown') return 'unknown'
  return handler === 'ours' ? 'ok' : 'notice'
}

function keychainState({ keychain, profile }: CheckedFacts): CheckState {
  // It exists, but nothing can be read from it.
  if (keychain !== 'ready') return 'bad'
  if (profile === null || profile.secrets === null) return 'unknown'
  return profile.secrets === 'protected' ? 'ok' : 'notice'
}

function mailState(profile: ProfileFacts | null): CheckState {
  if (profile === null || !profile.mailReady || profile.mailReaches === null) return 'unknown'
  return profile.mailReaches ? 'ok' : 'bad'
}

function backupState(profile: ProfileFacts | null, now: number): CheckState {
  if (profile === null) return 'unknown'
  if (profile.lastBackupAt === null) return 'notice'
  return now - profile.lastBackupAt > oldBackupMs ? 'notice' : 'ok'
}

const dayOf = (profile: ProfileFacts | null) =>
  profile?.lastBackupAt ? new Date(profile.lastBackupAt).toISOString().slice(0, 10) : ''

/** What the open profile adds to a report. Nothing in it shows whose accounts exist. */
export interface ProfileFacts {
  readonly clockBehind: boolean
  readonly lastBackupAt: number | null
  readonly mailReady: boolean
  /** Null: not known yet. */
  readonly mailReaches: boolean | null
  /** Null if no one is signed in: using the keychain may prompt the person. */
  readonly secrets: SecretProtection | null
  readonly owner: boolean
}

export function profileFacts(
  deps: Pick<Ports, 'backups'> & {
    readonly clockGuard: ClockGuard
    readonly outbox: Outbox
    readonly sessions: Sessions
  } & {
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
      mailReaches: deps.outbox.reachable(),
      secrets: account && (await deps.protection()),
      owner: account?.role === 'owner',
    }
  }
}
