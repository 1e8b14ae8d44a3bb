import type { Deps } from '../deps'
import { emailKey } from '../email-address'
import { DomainFailure } from '../failure'
import type { Account, LinkRequest } from '../model'
import type { LinkClaims } from '../ports'
import type { ParsedLink } from './parse'

type Needs = Pick<Deps, 'accounts' | 'clock' | 'clockGuard' | 'requests' | 'tokens'>

export interface CheckedLink {
  readonly claims: LinkClaims
  readonly account: Account
  readonly request: LinkRequest
}

export interface LinkCheck {
  /**
   * Everything a link must be, read only: opening consumes nothing.
   * @throws DomainFailure LINK_INVALID, LINK_USED, LINK_SUPERSEDED, LINK_EXPIRED, CLOCK_BACKWARDS
   */
  token(link: ParsedLink): Promise<CheckedLink>
  /** The part that may have changed since; for use inside the transaction that redeems. */
  claims(claims: LinkClaims): CheckedLink
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
      throw new DomainFailure('LINK_INVALID')
    }
    if (request.state === 'used') throw new DomainFailure('LINK_USED')
    if (
      request.state === 'superseded' ||
      request.generation !== of.generation ||
      account.generation !== of.generation ||
      request.emailKey !== provenBy(account, of)
    ) {
      throw new DomainFailure('LINK_SUPERSEDED')
    }
    if (deps.clock.now() >= of.expiresAt) throw new DomainFailure('LINK_EXPIRED')
    return { claims: of, account, request }
  }

  return {
    claims,
    async token(link) {
      // First, or a link from the hour that the clock lost would look forged.
      if (deps.clockGuard.behind()) throw new DomainFailure('CLOCK_BACKWARDS')
      const verified = await deps.tokens.verify(link.token, link.allowed, deps.clock.now())
      if (verified.state === 'invalid') throw new DomainFailure('LINK_INVALID')
      return claims(verified.claims)
    },
  }
}

/** The address that a link of this purpose proves now. */
function provenBy(account: Account, claims: LinkClaims) {
  if (claims.purpose !== 'change-email') return account.emailKey
  return account.pendingEmail && emailKey(account.pendingEmail)
}
