import type { ActivityKind } from '@contract/models'
import { type Notice, type NoticeKind, noticeKinds } from '@contract/safety-models'
import type { AccountId } from '../ids'
import type { Ports } from '../ports'
import type { NoticeRow } from '../ports/account-stores'
import type { Sessions } from '../session'
import type { UseCases } from '../use-cases'

type Needs = Pick<Ports, 'log' | 'notices'> & { readonly sessions: Sessions }

/**
 * Tells a person who comes back, once, what happened to the account meanwhile. All of it is read
 * from the account's own activity list, so it says no more about others than that does.
 *
 * All throw DomainFailure NOT_SIGNED_IN
 */
export function noticeUseCases(deps: Needs) {
  const { notices, sessions } = deps
  /** The account's newest line when its session began: what comes after is of that session. */
  let begun = 0

  function list(account: AccountId) {
    const { seen, quiet } = notices.mark(account)
    return told(notices.between(account, seen, begun), quiet)
  }

  sessions.onBegin(({ id }) => {
    begun = notices.newest(id)
  })
  sessions.onEnd(() => {
    try {
      leave()
    } catch (error) {
      // A disk that cannot be written must not keep a vault open: then too much is told.
      deps.log.error('notices', error)
    }
  })

  /** What was tried while its person was there needs no word, unless older things still do. */
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

/** From typing a forgotten password to the reset that ends it: what lies so long before it is of it. */
const oneForgettingMs = 3_600_000
/** As many wrong passwords as bring the first wait, also where they were not in a row. */
const passwordsWorthTelling = 5

const kindOf: Partial<Record<ActivityKind, NoticeKind>> = {
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
}
/** What was tried, in contrast to what was done. */
const triesOf = new Set<NoticeKind>([
  'codes-wrong',
  'passwords-wrong',
  'recovery-wrong',
  'reset-asked',
])

/**
 * What is worth telling somebody who has just given the password, of an account's own activity
 * while they were away. They made the newest password themselves, for they know it: of that one,
 * and of what led to it by mail, they need not be told. Of every other they are, until they put it
 * away: whoever signed in after it need not have been them. It looks at no other account.
 *
 * @param rows oldest first @param quiet tries up to this row happened while they were there
 */
function told(rows: readonly NoticeRow[], quiet: number): readonly Notice[] {
  const own = rows.findLast(({ kind }) => kind === 'password_reset' || kind === 'password_changed')
  const strange = rows.filter((row) => {
    const kind = kindOf[row.kind]
    if (kind === undefined) return false
    // A reset that was made is told as such, not as one that was asked for.
    if (kind === 'reset-asked' && rows.some((reset) => ledTo(reset, row))) return false
    if (triesOf.has(kind)) return row.id > quiet && !ledTo(own, row)
    return row !== own && !(kind === 'vault-sealed' && isOf(own, row))
  })
  const usedUp = strange.some(({ kind }) => kind === 'code_used_up')
  const waited = strange.some(({ kind }) => kind === 'sign_in_waiting')
  return noticeKinds.flatMap((kind) => {
    const source = kind === 'codes-used-up' ? 'codes-wrong' : kind
    const times = strange.filter((row) => kindOf[row.kind] === source).map(({ at }) => at)
    if (source === 'codes-wrong' && usedUp !== (kind === 'codes-used-up')) return []
    if (kind === 'passwords-wrong' && !waited && times.length < passwordsWorthTelling) return []
    if (times.length === 0) return []
    return [{ kind, count: times.length, first: Math.min(...times), last: Math.max(...times) }]
  })
}

/** A try shortly before a reset: of the same forgotten password. */
function ledTo(reset: NoticeRow | undefined, row: NoticeRow): boolean {
  if (reset?.kind !== 'password_reset' || row.kind === 'code_used_up') return false
  return row.id < reset.id && reset.at - row.at < oneForgettingMs
}

/** Written in the same transaction as the reset, before it. */
function isOf(own: NoticeRow | undefined, { id, at }: NoticeRow): boolean {
  return own !== undefined && id < own.id && at === own.at
}
