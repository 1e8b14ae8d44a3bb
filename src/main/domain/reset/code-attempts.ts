import type { ClockGuard } from '../clock-guard'
import type { TamperCheck } from '../crypto/tamper-check'
import { emailKey, parseEmail, provenAccount } from '../email-address'
import { DomainFailure } from '../failure'
import type { AccountId, EmailAddress, RequestId } from '../ids'
import type { CounterNames } from '../limits/counter-names'
import { codeAttempts, codeLines } from '../limits/rules'
import { linkAddress } from '../links/parse'
import type { CodeFor, ShortCode, ShortCodes } from '../links/short-code'
import type { Account, LinkPurpose, LinkRequest } from '../model'
import type { Guesses } from '../notices/guesses'
import type { LinkClaims, Ports } from '../ports'
import type { Sessions } from '../session'
import { type LinkCheck, provenAddress } from './check'
import type { RenewedMail } from './registry'

/** How many accounts that claim an address are checked, newest first. More than one is rare. */
const claimsLookedAt = 2
const dummyKey = 'code.nobodys-try'

type Needs = Pick<
  Ports,
  | 'accounts'
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'limits'
  | 'random'
  | 'requests'
  | 'settings'
  | 'transaction'
> & {
  readonly clockGuard: ClockGuard
  readonly codes: ShortCodes
  readonly counters: CounterNames
  readonly guesses: Guesses
  readonly sessions: Sessions
  readonly tamperCheck: TamperCheck
  readonly check: LinkCheck
}

/**
 * Whose code it may be: of an address as typed, of the email that `link.renew` sent, or (null) of
 * the signed-in account.
 */
export type CodeOwner = { readonly email: string } | { readonly renewed: RenewedMail } | null

/** Where a code is looked up. Without an account, `account` is null and `id` is a dummy. */
interface Slot {
  readonly account: Account | null
  readonly id: AccountId
  readonly purpose: LinkPurpose
}

interface Lookup {
  /** As typed, of the renewed email, or of the account. */
  readonly email: EmailAddress
  /** The accounts that get a wrong code in their activity list. */
  readonly all: readonly Account[]
  readonly slots: readonly Slot[]
}

/**
 * Looks up a typed code among the open requests. For an address, these are the reset of the account
 * that has confirmed it and the confirmations of those that only claim it; otherwise those of one
 * account. Reading, comparing and counting are one transaction. Whatever is wrong (the code, its
 * age, the address, no request), the steps, the counter, the number of activity lines and the
 * answer are the same.
 *
 * @returns the claims of the link in the same email
 * @throws DomainFailure CODE_WRONG; CLOCK_BACKWARDS, LINK_KEY_LOST and EMAIL_INVALID, which depend
 * on no account
 */
export function openCode(deps: Needs) {
  // Made once: work done only for unknown addresses would show in the timing.
  const dummyAccount = deps.random.id() as AccountId
  const dummyRequest = deps.random.id() as RequestId

  return async (typed: ShortCode, owner: CodeOwner): Promise<LinkClaims> => {
    if (deps.clockGuard.behind()) throw new DomainFailure('CLOCK_BACKWARDS')
    const right = await deps.codes.checker()
    // The answer to every code, before anything is looked up.
    if (right === null) throw new DomainFailure('LINK_KEY_LOST')
    await deps.tamperCheck()
    const opened = deps.transaction(() => {
      const looked = lookUp(owner)
      const claims = matching(looked, (of) => right(typed, of))
      if (claims === null) count(looked)
      return claims
    })
    if (opened === null) throw new DomainFailure('CODE_WRONG')
    return opened
  }

  function lookUp(owner: CodeOwner): Lookup {
    if (owner === null) return lookUpSession()
    return 'email' in owner ? lookUpAddress(owner.email) : lookUpRenewed(owner.renewed)
  }

  function slot(account: Account | null, purpose: LinkPurpose): Slot {
    return { account, id: account?.id ?? dummyAccount, purpose }
  }

  function lookUpSession(): Lookup {
    const account = deps.sessions.account()
    if (account === null) throw new DomainFailure('EMAIL_INVALID')
    const slots = [slot(account, 'confirm'), slot(account, 'change-email')]
    return { email: account.email, all: [account], slots }
  }

  /** The same number of slots for every address, so that the steps don't reveal its accounts. */
  function lookUpAddress(typed: string): Lookup {
    const email = parseEmail(typed)
    if (email === null) throw new DomainFailure('EMAIL_INVALID')
    const key = emailKey(email)
    const all = deps.accounts.byEmail(key)
    // Reading a row shows in the timing.
    if (all.length === 0) deps.accounts.dummyLookup()
    const proven = provenAccount(all, key)
    const claiming = all.filter(({ confirmedAt }) => confirmedAt === null).toReversed()
    const confirm = Array.from({ length: claimsLookedAt }, (_, at) =>
      slot(claiming[at] ?? null, 'confirm'),
    )
    return { email, all, slots: [slot(proven, 'reset'), ...confirm] }
  }

  function lookUpRenewed({ claims, email }: RenewedMail): Lookup {
    const account = deps.accounts.byId(claims.accountId)
    const mine = account === null ? [] : [account]
    // Wrong codes for a reset leave the same traces, however they were typed.
    const all = claims.purpose === 'reset' ? deps.accounts.byEmail(emailKey(email)) : mine
    return { email, all, slots: [slot(account, claims.purpose)] }
  }

  function matching(
    { email, slots }: Lookup,
    isRight: (of: CodeFor) => boolean,
  ): LinkClaims | null {
    let met = 0
    const right = slots.flatMap(({ account, id, purpose }) => {
      const open = deps.requests.open(id, purpose)
      met += open.length
      if (account === null || open.length === 0) {
        // Derives and compares one anyway.
        const address = linkAddress(deps.cipher, email)
        isRight({ purpose, requestId: dummyRequest, accountId: id, generation: 1, address })
        return []
      }
      // Compares all, so that the timing doesn't show which one matched.
      return open.map((request) => claimsOf(account, request)).filter((of) => isRight(of))
    })
    // Reading a row shows in the timing.
    if (met === 0) deps.requests.dummyLookup()
    const found = right[0]
    return found !== undefined && stillGood(found) ? found : null
  }

  function claimsOf(account: Account, request: LinkRequest): LinkClaims {
    const { purpose, id: requestId, generation, createdAt, expiresAt } = request
    // For the current address: a code that went to another one is not derived again.
    const address = linkAddress(deps.cipher, provenAddress(account, purpose))
    const times = { issuedAt: createdAt, expiresAt }
    return { purpose, accountId: account.id, requestId, generation, address, ...times }
  }

  function stillGood(claims: LinkClaims): boolean {
    // Before the check, which would remember it for `link.renew` and so reveal that it was right.
    if (deps.clock.now() >= claims.expiresAt) return false
    try {
      deps.check.claims(claims)
      return true
    } catch (error) {
      if (error instanceof DomainFailure) return false
      throw error
    }
  }

  function count({ email, all, slots }: Lookup): void {
    const now = deps.clock.now()
    const tried = slots.map((each) => ({
      ...each,
      ...deps.requests.countAttempt(each.id, each.purpose, codeAttempts),
    }))
    // Writes a page in place of the request's, so that the disk takes as long.
    if (tried.every(({ counted }) => counted === 0)) deps.settings.set(dummyKey, deps.random.id())
    const quiet = countFor(deps.counters.code(emailKey(email)), now) > codeLines.most
    // The number of lines is the same with and without an account, so that someone with an account
    // on another person's address learns nothing about that person's. A used-up confirmation isn't
    // shown either: if someone else has confirmed the address, there is none to use up.
    if (all.length === 0 && !quiet) deps.activity.add(null, 'code_wrong', now)
    for (const { id } of all) {
      const last = tried.some((one) => one.id === id && one.purpose === 'reset' && one.usedUp > 0)
      if (last || !quiet) deps.activity.add(id, last ? 'code_used_up' : 'code_wrong', now)
    }
    // Confirming one's own address is no guess at anyone else's account.
    if (slots.some(({ purpose }) => purpose === 'reset')) deps.guesses.wrongCode(email)
  }

  /** @returns how many wrong codes an address has had within the hour, including this one */
  function countFor(counter: string, now: number): number {
    const last = deps.limits.get(counter)
    const begun = last?.times[0]
    const goesOn =
      last !== null && begun !== undefined && begun <= now && now - begun < codeLines.windowMs
    const count = goesOn ? last.count + 1 : 1
    const times = [goesOn ? begun : now]
    deps.limits.put(counter, { count, blockedUntil: 0, times, updatedAt: now })
    return count
  }
}
