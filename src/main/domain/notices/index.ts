import type { Deps } from '../deps'
import type { AccountId } from '../ids'
import type { UseCases } from '../use-cases'
import { told } from './told'

type Needs = Pick<Deps, 'log' | 'notices' | 'sessions'>

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
