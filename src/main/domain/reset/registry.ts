import type { LinkView } from '@contract/models'
import type { AccountId, EmailAddress, LinkRef, SecretKey } from '../ids'
import type { ParsedLink } from '../links/parse'
import type { LinkClaims, Random } from '../ports'

const most = 8

/** A link, or the claims that the short code of the same email has proven. */
export type Opened = { readonly found: LinkView['found'] } & (
  | { readonly link: ParsedLink; readonly claims: null }
  | { readonly link: null; readonly claims: LinkClaims }
)

/** A link that has been checked: its claims are known, and its token is gone. */
type LookedAt = Extract<Opened, { readonly link: null }>

/** What a reference stands for, and the recovery code that was given with it, 16 bytes. */
type KeptLink = (
  | { readonly opened: LookedAt; readonly ticket: null }
  | { readonly opened: null; readonly ticket: Ticket }
) & { readonly code: SecretKey | null }

/** An email that was sent to replace one with an expired link. */
export interface RenewedMail {
  /** Of the old link. */
  readonly claims: LinkClaims
  /** Where it was sent. */
  readonly email: EmailAddress
}

/**
 * Keeps opened links, tickets and codes in main's memory; the renderer gets references. A token,
 * which can't be overwritten, is kept only until it has been checked.
 */
export interface LinkRegistry {
  add(opened: LookedAt): LinkRef
  /** Takes over the code, which is wiped when the ticket goes. */
  addTicket(ticket: Ticket, code: SecretKey): LinkRef
  /** Takes over the code, and wipes it at once if the reference is gone. */
  setCode(ref: LinkRef, code: SecretKey): void
  /** Wipes the code: what it was given for has ended. */
  forgetCode(ref: LinkRef): void
  get(ref: LinkRef): KeptLink | null
  drop(ref: LinkRef): void
  /** A link from outside that waits to be checked; null if it was none of ours. */
  setWaiting(opened: Opened | null): void
  hasWaiting(): boolean
  takeWaiting(): Opened | null | undefined
  /** For when the page that showed a link goes: the link, if any, waits to be shown again. */
  waitAgain(): void
  /** The last link that had expired but was otherwise valid; null: forget it. */
  setExpired(claims: LinkClaims | null): void
  expired(): LinkClaims | null
  /** Keeps only the last one. @returns a reference, for typing its code or requesting another */
  setRenewed(mail: RenewedMail): LinkRef
  renewed(ref: LinkRef): RenewedMail | null
}

export function linkRegistry(random: Random): LinkRegistry {
  const links = new Map<LinkRef, KeptLink>()
  let waiting: { readonly opened: Opened | null } | undefined
  let expired: LinkClaims | null = null
  let renewed: { readonly ref: LinkRef; readonly mail: RenewedMail } | null = null

  function drop(ref: LinkRef): void {
    links.get(ref)?.code?.fill(0)
    links.delete(ref)
  }

  function keep(kept: KeptLink): LinkRef {
    const oldest = links.keys().next()
    if (links.size >= most && !oldest.done) drop(oldest.value)
    const ref = random.id() as LinkRef
    links.set(ref, kept)
    return ref
  }

  return {
    add(opened) {
      for (const [ref, { opened: known }] of links) if (known && isSame(known, opened)) return ref
      return keep({ opened, ticket: null, code: null })
    },
    addTicket: (ticket, code) => keep({ opened: null, ticket, code }),
    setCode(ref, code) {
      const kept = links.get(ref)
      kept?.code?.fill(0)
      if (kept) links.set(ref, { ...kept, code })
      else code.fill(0)
    },
    forgetCode(ref) {
      const kept = links.get(ref)
      kept?.code?.fill(0)
      if (kept) links.set(ref, { ...kept, code: null })
    },
    get: (ref) => links.get(ref) ?? null,
    drop,
    setWaiting(opened) {
      waiting = { opened }
    },
    hasWaiting: () => waiting !== undefined,
    takeWaiting() {
      const taken = waiting?.opened
      waiting = undefined
      return taken
    },
    waitAgain() {
      const shown = [...links.values()].findLast(({ opened }) => opened !== null)?.opened
      for (const ref of [...links.keys()]) drop(ref)
      if (waiting === undefined && shown) waiting = { opened: shown }
    },
    setExpired(claims) {
      expired = claims
    },
    expired: () => expired,
    setRenewed(mail) {
      renewed = { ref: random.id() as LinkRef, mail }
      return renewed.ref
    },
    renewed: (ref) => (renewed?.ref === ref ? renewed.mail : null),
  }
}

/** A request has a link and a code, and links that expire at different times if sent twice. */
const isSame = (one: LookedAt, other: LookedAt) =>
  one.claims.requestId === other.claims.requestId &&
  one.claims.expiresAt === other.claims.expiresAt &&
  (one.found === 'code') === (other.found === 'code')

/** Given for a recovery code: as good as a link, for ten minutes and in this run only. */
export interface Ticket {
  readonly accountId: AccountId
  readonly generation: number
  readonly expiresAt: number
}
