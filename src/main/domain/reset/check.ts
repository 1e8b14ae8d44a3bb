import type { ClockGuard } from '../clock-guard'
import type { TamperCheck } from '../crypto/tamper-check'
import { emailKey } from '../email-address'
import { DomainFailure } from '../failure'
import type { EmailAddress } from '../ids'
import { linkAddress } from '../links/parse'
import type { Account, LinkPurpose, LinkRequest } from '../model'
import type { LinkClaims, Ports } from '../ports'
import type { LinkRegistry, Opened, Ticket } from './registry'

type Needs = Pick<Ports, 'accounts' | 'cipher' | 'clock' | 'requests' | 'tokens'> & {
  readonly clockGuard: ClockGuard
  readonly linkRegistry: LinkRegistry
  readonly tamperCheck: TamperCheck
}

export interface CheckedLink {
  readonly claims: LinkClaims
  readonly account: Account
  readonly request: LinkRequest
}

export interface LinkCheck {
  /**
   * Checks everything about a link, read only: opening consumes nothing.
   * @throws DomainFailure LINK_INVALID, LINK_KEY_LOST, LINK_USED, LINK_SUPERSEDED, LINK_EXPIRED,
   * CLOCK_BACKWARDS
   */
  opened(opened: Opened): Promise<CheckedLink>
  /**
   * Checks what may have changed since; for use inside the transaction that redeems. Claims that
   * have expired but are otherwise valid are remembered for `link.renew`.
   */
  claims(claims: LinkClaims): CheckedLink
  /** @throws DomainFailure LINK_INVALID, LINK_SUPERSEDED, LINK_EXPIRED */
  ticket(ticket: Ticket): Account
}

export function linkCheck(deps: Needs): LinkCheck {
  function claims(of: LinkClaims): CheckedLink {
    const request = deps.requests.byId(of.requestId)
    const account = deps.accounts.byId(of.accountId)
    if (
      !request ||
      !account ||
      request.accountId !== account.id ||
      request.purpose !== of.purpose
    ) {
      // Requests are deleted after a while; a link that old has expired, it isn't damaged.
      const old = deps.clock.now() >= of.expiresAt
      throw new DomainFailure(old ? 'LINK_EXPIRED' : 'LINK_INVALID')
    }
    if (request.state === 'used') throw new DomainFailure('LINK_USED')
    if (
      request.state === 'superseded' ||
      request.generation !== of.generation ||
      account.generation !== of.generation ||
      request.emailKey !== emailKey(provenAddress(account, of.purpose)) ||
      linkAddress(deps.cipher, provenAddress(account, of.purpose)) !== of.address
    ) {
      throw new DomainFailure('LINK_SUPERSEDED')
    }
    if (deps.clock.now() >= of.expiresAt) {
      deps.linkRegistry.setExpired(of)
      throw new DomainFailure('LINK_EXPIRED')
    }
    return { claims: of, account, request }
  }

  return {
    claims,
    ticket({ accountId, generation, expiresAt }) {
      const account = deps.accounts.byId(accountId)
      if (account === null) throw new DomainFailure('LINK_INVALID')
      if (account.generation !== generation) throw new DomainFailure('LINK_SUPERSEDED')
      if (deps.clock.now() >= expiresAt) throw new DomainFailure('LINK_EXPIRED')
      return account
    },
    async opened({ link, claims: byCode }) {
      // First, or a link made before the clock was set back would look forged.
      if (deps.clockGuard.behind()) throw new DomainFailure('CLOCK_BACKWARDS')
      await deps.tamperCheck()
      if (link === null) return claims(byCode)
      const verified = await deps.tokens.verify(link.token, link.allowed, deps.clock.now())
      if ('claims' in verified) return claims(verified.claims)
      throw new DomainFailure(refusals[verified.state])
    },
  }
}

const refusals = {
  invalid: 'LINK_INVALID',
  early: 'CLOCK_BACKWARDS',
  'key-lost': 'LINK_KEY_LOST',
} as const

/** The address that a link of this purpose proves at present. */
export function provenAddress(account: Account, purpose: LinkPurpose): EmailAddress {
  return purpose === 'change-email' ? (account.pendingEmail ?? account.email) : account.email
}
