import { DomainFailure } from '../failure'
import type { LinkRef, SecretKey } from '../ids'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { LinkCheck } from './check'
import type { LinkRegistry } from './registry'

/** What lets someone set a new password: an emailed link or short code, or a recovery code. */
export interface ResetGrant {
  readonly account: Account
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number
  /** The recovery code, if one was given; 16 bytes, lent. */
  readonly code: SecretKey | null
  /** A link or short code came by email to `account.email`: its holder has that mailbox. */
  readonly mailed: boolean
  /** Checks again, inside the transaction that redeems. @throws those of a link check */
  check(): void
  /** Of two calls at once, one succeeds. @throws DomainFailure LINK_USED */
  use(): void
}

/**
 * @returns a lookup of what a reference stands for. It throws DomainFailure LINK_NOT_FOUND for an
 * unknown reference, LINK_INVALID for a link with another purpose, and those of a link check.
 */
export function resetGrants(
  deps: Pick<Ports, 'requests'> & { readonly linkRegistry: LinkRegistry } & { check: LinkCheck },
) {
  return async (ref: string): Promise<ResetGrant> => {
    const kept = deps.linkRegistry.get(ref as LinkRef)
    if (kept === null) throw new DomainFailure('LINK_NOT_FOUND')
    if (kept.ticket !== null) {
      const { ticket, code } = kept
      const account = deps.check.ticket(ticket)
      const check = () => void deps.check.ticket(ticket)
      // The generation, which every reset raises, makes it valid only once.
      return { account, expiresAt: ticket.expiresAt, code, mailed: false, check, use() {} }
    }
    const { account, claims } = await deps.check.opened(kept.opened)
    if (claims.purpose !== 'reset') throw new DomainFailure('LINK_INVALID')
    return {
      account,
      expiresAt: claims.expiresAt,
      code: kept.code,
      mailed: true,
      check: () => void deps.check.claims(claims),
      use() {
        if (!deps.requests.use(claims.requestId)) throw new DomainFailure('LINK_USED')
      },
    }
  }
}

export type ResetGrants = ReturnType<typeof resetGrants>
