import type { OutboxKind } from '@contract/mail-models'
import type { ActivityKind } from '@contract/models'
import type { ClockGuard } from '../clock-guard'
import type { TamperCheck } from '../crypto/tamper-check'
import { emailKey, provenAccount } from '../email-address'
import type { RequestId } from '../ids'
import { linkLifeMs } from '../limits/rules'
import { type LinkPage, linkPageUrl } from '../links/link-page'
import { linkAddress, makeLink } from '../links/parse'
import type { ShortCodes } from '../links/short-code'
import type { Account, LinkPurpose } from '../model'
import type { Ports } from '../ports'
import type { MailContent } from '../ports/mail'
import type { OutboxJob } from '../ports/mail-stores'

const sentActivity: Record<LinkPurpose, ActivityKind> = {
  reset: 'reset_sent',
  confirm: 'confirm_sent',
  'change-email': 'confirm_sent',
}

interface PreparedMail {
  /** null: none goes out, and the requester must not notice. */
  readonly content: MailContent | null
  /** null: there is no recipient. */
  readonly account: Account | null
  /** null for an email without a link. */
  readonly requestId: RequestId | null
  /** Records the server's acceptance; the caller opens the transaction. */
  sent(): void
}

type Needs = Pick<
  Ports,
  | 'accounts'
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'outboxRows'
  | 'random'
  | 'requests'
  | 'tokens'
  | 'transaction'
> & {
  readonly clockGuard: ClockGuard
  readonly codes: ShortCodes
  readonly tamperCheck: TamperCheck
}

type Prepare = (job: OutboxJob, page: LinkPage | null) => Promise<PreparedMail> | PreparedMail
type WithoutTime<T> = T extends unknown ? Omit<T, 'at' | 'language'> : never
type NoticeContent = WithoutTime<
  Exclude<MailContent, { readonly kind: LinkPurpose | 'already-registered' | 'test' }>
>

/**
 * Decides, at the moment of sending, who a queued email is for and what it says, signs its link and
 * derives its code. An email without a recipient, or no longer wanted, is prepared anyway: it takes
 * the same path as the others, and leaves the queue only once the server has accepted us.
 */
export function prepareMail(deps: Needs) {
  const byKind: Record<OutboxKind, Prepare> = {
    reset: prepareReset,
    confirm: ofAccount((job, account, page) => {
      if (account.confirmedAt !== null || account.email !== job.email) return dummy(job)
      return confirmation(job, account, 'confirm', page)
    }),
    'change-email': ofAccount((job, account, page) => {
      if (account.pendingEmail !== job.email) return dummy(job)
      return confirmation(job, account, 'change-email', page)
    }),
    'password-changed': ofAccount((job, account) =>
      notice(job, account, {
        kind: 'password-changed',
        email: job.email,
        byReset: job.facts.byReset === true,
      }),
    ),
    'email-changed': ofAccount((job, account) =>
      notice(job, account, {
        kind: 'email-changed',
        email: job.email,
        maskedNewEmail: job.facts.maskedNewEmail ?? '',
      }),
    ),
    'codes-guessed': (job) => warning(job, 'codes-guessed'),
    'password-guessed': (job) => warning(job, 'password-guessed'),
    // Never queued: it takes the place of a confirmation (`takenByAnother`).
    'already-registered': dummy,
  }

  return async (queued: OutboxJob, page: LinkPage | null): Promise<PreparedMail> => {
    await deps.tamperCheck()
    // Read again: only after the check is it known who queued it.
    const job = deps.outboxRows.byId(queued.id) ?? queued
    // A row of another program may name a kind that doesn't exist.
    return Object.hasOwn(byKind, job.kind) ? byKind[job.kind](job, page) : dummy(job)
  }

  /**
   * Only a confirmed address gets reset emails. Its unconfirmed accounts get an activity line in
   * any case: otherwise the line would reveal whether another account has confirmed the address.
   */
  function prepareReset(job: OutboxJob, page: LinkPage | null): ReturnType<Prepare> {
    const accounts = deps.accounts.byEmail(emailKey(job.email))
    const proven = provenOf(job)
    const now = deps.clock.now()
    deps.transaction(() => {
      if (job.attempts > 0) return
      if (accounts.length === 0) deps.activity.add(null, 'unknown_asked', now)
      for (const { id, confirmedAt } of accounts) {
        if (confirmedAt === null) deps.activity.add(id, 'reset_unconfirmed', now)
      }
    })
    if (!proven || overtaken(job, proven)) return dummy(job)
    return withLink(job, proven, 'reset', page)
  }

  /**
   * A row that another program inserted or changed sends only what comes from the account itself,
   * not that program's address or words. So does a row from a run in which the keyring never
   * opened.
   */
  function believed({ kind, email, vouched }: OutboxJob, account: Account): boolean {
    if (vouched || kind === 'confirm' || kind === 'change-email') return true
    return kind === 'password-changed' && email === account.email && account.confirmedAt !== null
  }

  /**
   * Whether a copy went out although the server's answer was lost, and that copy was used or its
   * code guessed too often: no one is waiting for another valid link then.
   */
  function overtaken({ kind, requestId }: OutboxJob, { generation }: Account): boolean {
    const known = requestId && deps.requests.byId(requestId)
    if (!known || known.state === 'pending') return false
    // After a change of password, the address still has to be confirmed.
    return known.state === 'used' || kind === 'reset' || known.generation === generation
  }

  /** For an email that names no account: the one that has confirmed the address. */
  function provenOf({ email }: OutboxJob): Account | null {
    const key = emailKey(email)
    return provenAccount(deps.accounts.byEmail(key), key)
  }

  /** If another account has confirmed the address, its holder is told and no link is made. */
  function takenByAnother(job: OutboxJob, account: Account): PreparedMail | null {
    const holder = deps.accounts
      .byEmail(emailKey(job.email))
      .find(({ id, confirmedAt }) => confirmedAt !== null && id !== account.id)
    if (!holder) return null
    return {
      content: {
        kind: 'already-registered',
        email: holder.email,
        at: deps.clock.now(),
        language: holder.language,
      },
      account: holder,
      requestId: null,
      sent() {
        deps.outboxRows.remove(job.id)
        deps.activity.add(holder.id, 'email_taken', deps.clock.now())
        // The same line that a confirmation leaves, so the requester learns nothing.
        deps.activity.add(account.id, 'confirm_sent', deps.clock.now())
      },
    }
  }

  /** For a job that names its account. It goes out only while that account stands for it. */
  function ofAccount(
    prepare: (job: OutboxJob, account: Account, page: LinkPage | null) => ReturnType<Prepare>,
  ): Prepare {
    return (job, page) => {
      const account = job.accountId && deps.accounts.byId(job.accountId)
      const stands = account && !overtaken(job, account) && believed(job, account)
      return stands ? prepare(job, account, page) : dummy(job)
    }
  }

  function confirmation(
    job: OutboxJob,
    account: Account,
    purpose: 'confirm' | 'change-email',
    page: LinkPage | null,
  ): ReturnType<Prepare> {
    if (job.facts.capped) return unsent(job, account)
    return takenByAnother(job, account) ?? withLink(job, account, purpose, page)
  }

  /** Over the mailbox's quota, see `sendConfirmation`: the same steps without the email. */
  function unsent(job: OutboxJob, account: Account): PreparedMail {
    return {
      content: null,
      account,
      requestId: null,
      sent() {
        deps.outboxRows.remove(job.id)
        deps.activity.add(account.id, 'confirm_sent', deps.clock.now())
      },
    }
  }

  async function withLink(
    job: OutboxJob,
    account: Account,
    purpose: LinkPurpose,
    linkPage: LinkPage | null,
  ): Promise<PreparedMail> {
    // Whole seconds, as in a JWT. The lifetime starts now, however long the email has waited.
    const issuedAt = Math.floor(deps.clock.now() / 1000) * 1000
    const expiresAt = issuedAt + linkLifeMs[purpose]
    const requestId = deps.transaction(() => request(job, account, purpose, expiresAt))
    const { generation, id: accountId, language } = account
    // A reset goes to the stored address, not to the typed one (CVE-2019-19844).
    const email = purpose === 'reset' ? account.email : job.email
    const address = linkAddress(deps.cipher, email)
    const same = { purpose, accountId, requestId, generation, address }
    const token = await deps.tokens.sign({ ...same, issuedAt, expiresAt })
    const code = await deps.codes.make(same)
    const link = makeLink(purpose, token)
    const page = linkPage && { page: linkPageUrl(linkPage, purpose, token, code) }
    return {
      content: { kind: purpose, email, link, ...page, code, expiresAt, at: issuedAt, language },
      account,
      requestId,
      sent() {
        deps.requests.markSent(requestId)
        deps.outboxRows.remove(job.id)
        deps.activity.add(account.id, sentActivity[purpose], deps.clock.now())
        deps.clockGuard.saw()
      },
    }
  }

  /** The job's request: one for all attempts, remade unless pending and of this generation. */
  function request(
    job: OutboxJob,
    account: Account,
    purpose: LinkPurpose,
    expiresAt: number,
  ): RequestId {
    const known = job.requestId && deps.requests.byId(job.requestId)
    if (known && known.state === 'pending' && known.generation === account.generation) {
      deps.requests.setExpiry(known.id, expiresAt)
      return known.id
    }
    const id = deps.random.id() as RequestId
    deps.requests.insert({
      id,
      accountId: account.id,
      purpose,
      emailKey: purpose === 'change-email' ? emailKey(job.email) : account.emailKey,
      generation: account.generation,
      state: 'pending',
      createdAt: deps.clock.now(),
      expiresAt,
      attempts: 0,
    })
    deps.outboxRows.setRequest(job.id, id)
    if (purpose === 'reset' && known === null) {
      deps.activity.add(account.id, 'reset_asked', job.createdAt)
    }
    return id
  }

  function notice(job: OutboxJob, account: Account, what: NoticeContent): PreparedMail {
    return {
      content: { ...what, at: job.facts.at ?? job.createdAt, language: account.language },
      account,
      requestId: null,
      sent() {
        deps.outboxRows.remove(job.id)
        deps.activity.add(account.id, 'notice_sent', deps.clock.now())
      },
    }
  }

  /** Someone is guessing. It goes to the stored address, not to the typed one. */
  function warning(job: OutboxJob, kind: 'codes-guessed' | 'password-guessed'): PreparedMail {
    const account = provenOf(job)
    return account ? notice(job, account, { kind, email: account.email }) : dummy(job)
  }

  /** Leaves no activity line: there is no one to read it. */
  function dummy(job: OutboxJob): PreparedMail {
    return {
      content: null,
      account: null,
      requestId: null,
      sent: () => deps.outboxRows.remove(job.id),
    }
  }
}
