import type { ChannelArgs } from '@contract/channels'
import type { ResetAsked } from '@contract/models'
import type { ClockGuard } from '../clock-guard'
import { emailKey, parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { CounterNames } from '../limits/counter-names'
import type { Quota } from '../limits/quota'
import { deviceMailQuota, mailQuota } from '../limits/rules'
import { waitingKey } from '../mail/link-mails'
import type { Outbox } from '../mail/outbox'
import type { Ports } from '../ports'

type Needs = Pick<Ports, 'clock' | 'transaction'> & {
  readonly clockGuard: ClockGuard
  readonly counters: CounterNames
  readonly outbox: Outbox
  readonly quota: Quota
  readonly mailReady: () => boolean
}

/**
 * Requests a reset email. No account is looked up here: the request is counted, queued and
 * answered, and who it is for is found out when the email is sent. So neither the words nor the
 * time of the answer reveal whether an address has an account.
 *
 * @throws DomainFailure EMAIL_INVALID, MAIL_NOT_SET_UP, WAIT
 */
export function askReset(deps: Needs) {
  return ({ email: typed }: ChannelArgs<'reset.ask'>): ResetAsked => {
    const email = parseEmail(typed)
    if (email === null) throw new DomainFailure('EMAIL_INVALID')
    if (!deps.mailReady()) throw new DomainFailure('MAIL_NOT_SET_UP')
    const key = emailKey(email)
    return deps.transaction(() => {
      if (deps.clockGuard.behind()) deps.clockGuard.restart()
      const nextPossibleAt = deps.quota.take([
        [deps.counters.mail('reset', key), mailQuota],
        [deps.counters.deviceMail, deviceMailQuota],
      ])
      deps.outbox.queue({
        kind: 'reset',
        accountId: null,
        email,
        dedupeKey: waitingKey(deps.counters, key),
      })
      return { askedAt: deps.clock.now(), nextPossibleAt }
    })
  }
}

/**
 * Drops the queued reset email of an address; one that is being sent goes out. No account is looked
 * up, the answer is always the same, and the request still counts.
 */
export function cancelReset(
  deps: Pick<Ports, 'transaction'> & { readonly counters: CounterNames; readonly outbox: Outbox },
) {
  return ({ email: typed }: ChannelArgs<'reset.cancel'>): null => {
    const email = parseEmail(typed)
    if (email === null) return null
    const key = waitingKey(deps.counters, emailKey(email))
    deps.transaction(() => deps.outbox.cancel(key))
    return null
  }
}
