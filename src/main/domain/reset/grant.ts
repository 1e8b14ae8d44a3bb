import { DomainFailure } from '../failure'
import type { LinkRef, SecretKey } from '../ids'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { LinkCheck } from './check'
import type { LinkRegistry } from './registry'

/** What lets somebody set a new password: a link or code that came by mail, or a recovery code. */
export interface ResetGrant {
  readonly account: Account
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number
  /** Given at the beginning, or with the link; 16 bytes, lent. */
  readonly code: SecretKey | null
  /** Link or short code, it came by mail to `account.email`: its holder has that mailbox. */
  readonly mailed: boolean
  /** Again, inside the transaction that redeems. @throws those of a link check */
  check(): void
  /** Of two at once, one gets through. @throws DomainFailure LINK_USED */
  use(): void
}

/**
 * @returns looks up what a reference stands for. It throws DomainFailure LINK_NOT_FOUND for one
 * that is not kept, LINK_INVALID for a link that is for something else, and those of a link check.
 */
export function resetGrants(
  deps: Pick<Ports, 'requests'> & { readonly links: LinkRegistry } & { check: LinkCheck },
) {
  return async (ref: string): Promise<ResetGrant> => {
    const kept = deps.links.get(ref as LinkRef)
    if (kept === null) throw new DomainFailure('LINK_NOT_FOUND')
    if (kept.ticket !== null) {
      const { ticket, code } = kept
      const account = deps.check.ticket(ticket)
      const check = () => void deps.check.ticket(ticket)
      // The generation, which every reset raises, is what makes it good once.
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
