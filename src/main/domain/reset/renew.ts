import type { LinkRenewed, ResetAsked } from '@contract/models'
import type { ClockGuard } from '../clock-guard'
import { maskEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { LinkRef } from '../ids'
import type { CounterNames } from '../limits/counter-names'
import type { Quota } from '../limits/quota'
import { linkAddress } from '../links/parse'
import { sendConfirmation } from '../mail/link-mails'
import type { Outbox } from '../mail/outbox'
import type { Account } from '../model'
import type { LinkClaims, Ports } from '../ports'
import { askReset } from './ask'
import { type LinkCheck, provenAddress } from './check'
import type { LinkRegistry } from './registry'

type Needs = Pick<Ports, 'accounts' | 'cipher' | 'clock' | 'transaction'> & {
  readonly clockGuard: ClockGuard
  readonly counters: CounterNames
  readonly linkRegistry: LinkRegistry
  readonly outbox: Outbox
  readonly quota: Quota
  readonly check: LinkCheck
  readonly mailReady: () => boolean
}

/**
 * Sends a new email in place of an expired link: for the same purpose, to the same address, and
 * counted like any other. Only a link that was ours and valid until it expired is remembered, and
 * only while main runs.
 *
 * @returns a function of a reference: to a link that expired while it was shown, or to an email
 * that this has sent and should send again; null for the link that was answered with LINK_EXPIRED.
 * It throws DomainFailure LINK_NOT_FOUND when there is none, or nothing left for it to do; WAIT and
 * MAIL_NOT_SET_UP, after which it can be tried again
 */
export function renewLink(deps: Needs) {
  const ask = askReset(deps)
  const confirmation = sendConfirmation(deps)

  return async (ref: string | null): Promise<LinkRenewed> => {
    const old = ref === null ? deps.linkRegistry.expired() : await known(ref as LinkRef)
    const account = old && deps.accounts.byId(old.accountId)
    if (!account || !stillWanted(account, old)) {
      deps.linkRegistry.setExpired(null)
      throw new DomainFailure('LINK_NOT_FOUND')
    }
    const { purpose } = old
    const email = provenAddress(account, purpose)
    const asked = purpose === 'reset' ? ask({ email }) : confirm(account)
    deps.linkRegistry.setExpired(null)
    const again = deps.linkRegistry.setRenewed({ claims: old, email })
    return { ref: again, purpose, maskedEmail: maskEmail(email), ...asked }
  }

  /** The claims of the link behind a reference, valid or expired. */
  async function known(ref: LinkRef): Promise<LinkClaims | null> {
    const opened = deps.linkRegistry.get(ref)?.opened
    if (!opened) return deps.linkRegistry.renewed(ref)?.claims ?? null
    deps.linkRegistry.setExpired(null)
    try {
      return (await deps.check.opened(opened)).claims
    } catch (error) {
      if (error instanceof DomainFailure) return deps.linkRegistry.expired()
      throw error
    }
  }

  /** The account may have changed since: the new email may only go where the first one went. */
  function stillWanted(account: Account, { purpose, generation, address }: LinkClaims): boolean {
    if (purpose === 'confirm' && account.confirmedAt !== null) return false
    if (purpose === 'change-email' && account.pendingEmail === null) return false
    return (
      account.generation === generation &&
      linkAddress(deps.cipher, provenAddress(account, purpose)) === address
    )
  }

  function confirm(account: Account): ResetAsked {
    if (!deps.mailReady()) throw new DomainFailure('MAIL_NOT_SET_UP')
    return deps.transaction(() => {
      const nextPossibleAt = confirmation.now(account)
      return { askedAt: deps.clock.now(), nextPossibleAt }
    })
  }
}
