import type { ErrorCode } from '@contract/errors'
import type { DoneMail, MailNeeds, OutboxView, WaitingMail } from '@contract/mail-models'
import { emailKey, maskEmail } from '../email-address'
import type { AccountId, EmailAddress } from '../ids'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { MailLogEntry, OutboxJob } from '../ports/mail-stores'
import type { Sessions } from '../session'
import type { UseCases } from '../use-cases'
import type { Outbox } from './outbox'

type Needs = Pick<Ports, 'outboxRows' | 'mailLog' | 'transaction'> & {
  readonly outbox: Outbox
  readonly sessions: Sessions
}

const mostShown = 200

/**
 * The owner's view of the queue. Queued emails are shown as requested, without looking up who has
 * the address: a reset for an address without an account waits like any other. Later, an email
 * without a recipient simply disappears, which reveals no more than the activity list does.
 *
 * All throw DomainFailure NOT_SIGNED_IN or FORBIDDEN.
 */
export function outboxUseCases(deps: Needs): UseCases<'outbox'> {
  function list(): OutboxView {
    const me = deps.sessions.requireOwner()
    const jobs = deps.outboxRows.list(mostShown)
    return {
      waiting: jobs.map((job) => waiting(job, me)),
      more: deps.outboxRows.count() - jobs.length,
      done: deps.mailLog.list().map((entry) => done(entry, me)),
      reaches: deps.outbox.reachable(),
    }
  }

  function waiting(job: OutboxJob, me: Account): WaitingMail {
    return {
      id: job.id,
      kind: job.kind,
      email: shown(job, me),
      since: job.createdAt,
      attempts: job.attempts,
      ...deps.outbox.outlook(job),
    }
  }

  /**
   * Queues an email again that was given up. Never a reset: anyone who still wants one requests it,
   * and to anyone else the email would look like a stranger's. It may wait as long as a new email,
   * and gives the time of the original request.
   */
  function sendAgain(id: number): void {
    const entry = deps.mailLog.byId(id)
    if (!entry?.again) return
    const { kind, accountId, email, askedAt, again } = entry
    deps.transaction(() => {
      deps.mailLog.remove(id)
      if (deps.outboxRows.byDedupeKey(again.dedupeKey) !== null) return // already queued again
      const facts = { at: askedAt, ...again.facts }
      deps.outbox.queue({ kind, accountId, email, facts, dedupeKey: again.dedupeKey })
    })
  }

  return {
    list,
    retry({ id }) {
      deps.sessions.requireOwner()
      deps.outbox.hurry(id ?? undefined)
      return list()
    },
    sendAgain({ id }) {
      deps.sessions.requireOwner()
      sendAgain(id)
      return list()
    },
    cancel({ id }) {
      deps.sessions.requireOwner()
      deps.outbox.cancelJob(id)
      return list()
    },
  }
}

function done(entry: MailLogEntry, me: Account): DoneMail {
  const { id, kind, state, at, code: problem, again } = entry
  return { id, kind, email: shown(entry, me), state, at, problem, again: again !== null }
}

function shown(
  { accountId, email }: { readonly accountId: AccountId | null; readonly email: EmailAddress },
  me: Account,
): string {
  const own = accountId === me.id || emailKey(email) === me.emailKey
  return own ? email : maskEmail(email)
}

/** The server answers, but the settings don't fit it: a better network wouldn't help. */
const aboutSettings: readonly ErrorCode[] = [
  'MAIL_LOGIN',
  'MAIL_OAUTH',
  'MAIL_CERTIFICATE',
  'MAIL_NO_STARTTLS',
]

/** @param trouble why the mail server that is set up can't be used (`ServerStatus.problem`) */
export function mailNeeds(trouble: ErrorCode | null): MailNeeds | null {
  if (trouble === null) return null
  // If a server is set up, only its credentials can be missing.
  if (trouble === 'MAIL_NOT_SET_UP') return 'password'
  if (trouble === 'KEYCHAIN_LOCKED') return 'keyring'
  return aboutSettings.includes(trouble) ? 'settings' : 'server'
}
