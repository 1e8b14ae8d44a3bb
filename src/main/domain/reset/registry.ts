import type { LinkView } from '@contract/models'
import type { AccountId, EmailAddress, LinkRef, SecretKey } from '../ids'
import type { ParsedLink } from '../links/parse'
import type { LinkClaims, Random } from '../ports'

const most = 8

/** A link, or what the short code of the same mail has shown to be as good. */
export type Opened = { readonly found: LinkView['found'] } & (
  | { readonly link: ParsedLink; readonly claims: null }
  | { readonly link: null; readonly claims: LinkClaims }
)

/** One that was looked at: what it claims is known, and its token gone. */
type LookedAt = Extract<Opened, { readonly link: null }>

/** What a reference stands for, and the recovery code that was given with it, 16 bytes. */
type KeptLink = (
  | { readonly opened: LookedAt; readonly ticket: null }
  | { readonly opened: null; readonly ticket: Ticket }
) & { readonly code: SecretKey | null }

/** A mail that was sent in place of one whose link was too old. */
export interface RenewedMail {
  /** Of the old link. */
  readonly claims: LinkClaims
  /** Where it went. */
  readonly email: EmailAddress
}

/**
 * Keeps what was opened, tickets and codes in main, in memory: the renderer gets references. A token,
 * which no one can overwrite, is kept only until it is looked at.
 */
export interface LinkRegistry {
  add(opened: LookedAt): LinkRef
  /** Takes the code over: it is wiped when the ticket goes. */
  addTicket(ticket: Ticket, code: SecretKey): LinkRef
  /** Takes the code over. Does nothing for a reference that is gone. */
  setCode(ref: LinkRef, code: SecretKey): void
  /** Wipes it: what it was given for has ended. */
  forgetCode(ref: LinkRef): void
  get(ref: LinkRef): KeptLink | null
  drop(ref: LinkRef): void
  /** What came from outside and waits to be looked at; null when it was no link of ours. */
  setWaiting(opened: Opened | null): void
  hasWaiting(): boolean
  takeWaiting(): Opened | null | undefined
  /** The page that showed a link goes: its link, if one was shown, waits to be shown again. */
  waitAgain(): void
  /** The last link that was good but for its end; null: none any more. */
  setExpired(claims: LinkClaims | null): void
  expired(): LinkClaims | null
  /** Only the last one is kept. @returns what its code may be typed by, and another asked for */
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

/** A request has a link and a code, and where its mail was sent twice, links of two ends. */
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
