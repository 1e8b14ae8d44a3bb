import type { ActivityKind } from '@contract/models'
import { type Notice, type NoticeKind, noticeKinds } from '@contract/safety-models'
import type { AccountId } from '../ids'
import { freeAttempts, longestDelayMs } from '../limits/rules'
import type { Ports } from '../ports'
import type { NoticeRow } from '../ports/account-stores'
import type { Sessions } from '../session'
import type { UseCases } from '../use-cases'

type Needs = Pick<Ports, 'log' | 'notices'> & { readonly sessions: Sessions }

/**
 * Shows people, once, what happened to their account while they were away. It is read only from the
 * account's own activity, so it reveals no more about others than that does.
 *
 * All throw DomainFailure NOT_SIGNED_IN
 */
export function noticeUseCases(deps: Needs) {
  const { notices, sessions } = deps
  /** The account's newest row when its session began: later ones belong to the session. */
  let begun = 0

  function list(account: AccountId) {
    const { seen, quiet } = notices.mark(account)
    return unseenNotices(notices.between(account, seen, begun), quiet)
  }

  sessions.onBegin(({ id }) => {
    begun = notices.newest(id)
  })
  sessions.onEnd(() => {
    try {
      leave()
    } catch (error) {
      // A disk that can't be written to must not keep a vault open: too much is shown later
      // instead.
      deps.log.error('notices', error)
    }
  })

  /** Attempts made while the person was there need no notice, unless older ones are still unseen. */
  function leave(): void {
    const account = sessions.account()
    if (account === null || list(account.id).length > 0) return
    const mark = notices.mark(account.id)
    notices.setMark(account.id, { ...mark, quiet: notices.newest(account.id) })
  }

  return {
    view: () => list(sessions.require().id),
    seen() {
      const { id } = sessions.require()
      notices.setMark(id, { seen: begun, quiet: begun })
      return null
    },
  } satisfies UseCases<'notices'>
}

/** Failed attempts this long before a reset belong to the same forgotten password. */
const oneForgettingMs = longestDelayMs

/** The notice that an activity leads to; null: the activity list alone shows it. */
const kindOf: Readonly<Record<ActivityKind, NoticeKind | null>> = {
  password_reset: 'password-reset',
  vault_sealed: 'vault-sealed',
  password_changed: 'password-changed',
  email_changed: 'email-changed',
  code_used_up: 'codes-wrong',
  code_wrong: 'codes-wrong',
  sign_in_failed: 'passwords-wrong',
  sign_in_waiting: 'passwords-wrong',
  recovery_failed: 'recovery-wrong',
  reset_asked: 'reset-asked',
  reset_unconfirmed: 'reset-asked',
  // What people do themselves, and see when they do it.
  account_created: null,
  signed_in: null,
  signed_out: null,
  locked: null,
  unlocked: null,
  email_confirmed: null,
  email_change_asked: null,
  email_change_cancelled: null,
  recovery_made: null,
  recovery_proven: null,
  vault_reopened: null,
  vault_deleted: null,
  device_key_changed: null,
  imported: null,
  import_undone: null,
  exported: null,
  // Part of something that has a notice, or an email, of its own.
  confirm_sent: null,
  reset_sent: null,
  reset_opened: null,
  notice_sent: null,
  email_taken: null,
  recovery_used: null,
  // Shown where it matters: after signing in, on the account's page, in the outbox.
  account_altered: null,
  device_key_lost: null,
  links_ended: null,
  mail_failed: null,
  // About the whole computer.
  mail_settings_changed: null,
  unknown_asked: null,
  backup_restored: null,
  data_incomplete: null,
  data_altered: null,
}
/** What was only attempted, as opposed to done. */
const attemptKinds = new Set<NoticeKind>([
  'codes-wrong',
  'passwords-wrong',
  'recovery-wrong',
  'reset-asked',
])

/**
 * Selects the notices for someone who has just entered the password, from the account's activity
 * while they were away. They set the newest password themselves, since they know it: that change,
 * and the emails that led to it, need no notice. Every other one does until it is dismissed:
 * whoever signed in after it may have been someone else. No other account is read.
 *
 * @param rows oldest first
 * @param quiet attempts up to this row were made while they were there
 */
function unseenNotices(rows: readonly NoticeRow[], quiet: number): readonly Notice[] {
  const own = rows.findLast(({ kind }) => kind === 'password_reset' || kind === 'password_changed')
  const strange = rows.filter((row) => {
    const kind = kindOf[row.kind]
    if (kind === null) return false
    // A completed reset is shown as such, not as one that was requested.
    if (kind === 'reset-asked' && rows.some((reset) => ledTo(reset, row))) return false
    if (attemptKinds.has(kind)) return row.id > quiet && !ledTo(own, row)
    return row !== own && !(kind === 'vault-sealed' && isOf(own, row))
  })
  const usedUp = strange.some(({ kind }) => kind === 'code_used_up')
  const waited = strange.some(({ kind }) => kind === 'sign_in_waiting')
  return noticeKinds.flatMap((kind) => {
    const source = kind === 'codes-used-up' ? 'codes-wrong' : kind
    const times = strange.filter((row) => kindOf[row.kind] === source).map(({ at }) => at)
    if (source === 'codes-wrong' && usedUp !== (kind === 'codes-used-up')) return []
    if (kind === 'passwords-wrong' && !waited && times.length < freeAttempts) return []
    if (times.length === 0) return []
    return [{ kind, count: times.length, first: Math.min(...times), last: Math.max(...times) }]
  })
}

/** An attempt shortly before a reset: the same forgotten password. */
function ledTo(reset: NoticeRow | undefined, row: NoticeRow): boolean {
  if (reset?.kind !== 'password_reset' || row.kind === 'code_used_up') return false
  return row.id < reset.id && reset.at - row.at < oneForgettingMs
}

/** Written in the same transaction as the reset, before it. */
function isOf(own: NoticeRow | undefined, { id, at }: NoticeRow): boolean {
  return own !== undefined && id < own.id && at === own.at
}
