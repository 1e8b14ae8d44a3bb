import { remembered } from '../accounts/remembered'
import type { ClockGuard } from '../clock-guard'
import { emailKey, maskEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { CounterNames } from '../limits/counter-names'
import { voidLinks } from '../mail/link-mails'
import type { Outbox } from '../mail/outbox'
import type { Ports } from '../ports'
import type { CheckedLink, LinkCheck } from './check'
import type { Opened } from './registry'

type Needs = Pick<
  Ports,
  'accounts' | 'activity' | 'clock' | 'requests' | 'settings' | 'transaction'
> & {
  readonly clockGuard: ClockGuard
  readonly counters: CounterNames
  readonly outbox: Outbox
  readonly check: LinkCheck
}

/**
 * Redeems a link, or its email's code, that confirms the address of a new account or a changed one.
 *
 * @throws DomainFailure EMAIL_TAKEN when another account has confirmed the address first (the
 * holder of the mailbox may know that), and those of a link check
 */
export function confirmLink(deps: Needs) {
  return async (opened: Opened): Promise<null> => {
    const { claims } = await deps.check.opened(opened)
    if (claims.purpose === 'reset') throw new DomainFailure('LINK_INVALID')
    deps.transaction(() => {
      const checked = deps.check.claims(claims)
      if (!deps.requests.use(claims.requestId)) throw new DomainFailure('LINK_USED')
      if (claims.purpose === 'change-email') changeAddress(checked)
      else confirmAddress(checked)
      deps.clockGuard.saw()
    })
    return null
  }

  function confirmAddress({ account }: CheckedLink): void {
    prove(account.id, account.email)
    deps.activity.add(account.id, 'email_confirmed', deps.clock.now())
  }

  function changeAddress({ account }: CheckedLink): void {
    const next = account.pendingEmail
    if (next === null) throw new DomainFailure('LINK_SUPERSEDED')
    prove(account.id, next)
    voidLinks(deps, account)
    remembered(deps.settings).rename(account.email, next)
    deps.activity.add(account.id, 'email_changed', deps.clock.now())
    // An unconfirmed address may be a stranger's: it gets no news of this account.
    if (account.confirmedAt === null) return
    deps.outbox.queue({
      kind: 'email-changed',
      accountId: account.id,
      email: account.email,
      facts: { maskedNewEmail: maskEmail(next) },
      dedupeKey: `email-changed:${account.id}:${deps.clock.now()}`,
    })
  }

  function prove(...[id, email]: [CheckedLink['account']['id'], CheckedLink['account']['email']]) {
    if (!deps.accounts.confirm(id, email, emailKey(email), deps.clock.now())) {
      throw new DomainFailure('EMAIL_TAKEN')
    }
  }
}
