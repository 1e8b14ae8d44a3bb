import type { ClockGuard } from '../clock-guard'
import type { TamperCheck } from '../crypto/tamper-check'
import { emailKey, parseEmail, provenAccount } from '../email-address'
import { DomainFailure } from '../failure'
import type { AccountId, EmailAddress, RequestId } from '../ids'
import type { CounterNames } from '../limits/counter-names'
import { linkAddress } from '../links/parse'
import type { CodeFor, ShortCode, ShortCodes } from '../links/short-code'
import type { Account, LinkPurpose, LinkRequest } from '../model'
import type { Guesses } from '../notices/guesses'
import type { LinkClaims, Ports } from '../ports'
import type { Sessions } from '../session'
import { type LinkCheck, provenAddress } from './check'
import type { RenewedMail } from './registry'

/** Wrong codes that a request lives through; with the last of them it is void, its link too. */
export const mostTries = 5
/** Lines in the activity list an hour: five mails with five tries each. */
const mostLines = 25
const windowMs = 3_600_000
/** Of those that claim an address, the newest. More than one is a rarity. */
const claimsLookedAt = 2
const nobodysKey = 'code.nobodys-try'

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
 * Whose code it might be: of an address as typed, of the mail that `link.renew` sent, or (null) of
 * whoever is signed in.
 */
export type CodeOwner = { readonly email: string } | { readonly renewed: RenewedMail } | null

/** Where a code is looked for. `account` is null where there is none; then `id` is nobody's. */
interface Slot {
  readonly account: Account | null
  readonly id: AccountId
  readonly purpose: LinkPurpose
}

interface Looked {
  /** As typed, or of the account. */
  readonly email: EmailAddress
  /** Those whose activity list a wrong code stands in. */
  readonly all: readonly Account[]
  readonly slots: readonly Slot[]
}

/**
 * Looks a typed code up among the open requests: for an address, of the reset of the account that
 * has proven it, and of the confirmation of those that only claim it; or of one account. Reading,
 * comparing and counting are one transaction. Whatever is wrong (the code, its age, the address,
 * nothing asked for), the same steps are taken, a counter and as many lines of activity written,
 * and the same said.
 *
 * @returns what the link of the same mail claims
 * @throws DomainFailure CODE_WRONG; CLOCK_BACKWARDS, LINK_KEY_LOST and EMAIL_INVALID, which depend on
 * no account
 */
export function openCode(deps: Needs) {
  // Made once: what is made for nobody alone shows in the time.
  const nobody = deps.random.id() as AccountId
  const nobodysRequest = deps.random.id() as RequestId

  return async (typed: ShortCode, owner: CodeOwner): Promise<LinkClaims> => {
    if (deps.clockGuard.behind()) throw new DomainFailure('CLOCK_BACKWARDS')
    const right = await deps.codes.checker()
    // Said of every code alike, before anything is looked up.
    if (right === null) throw new DomainFailure('LINK_KEY_LOST')
    await deps.tamperCheck()
    const opened = deps.transaction(() => {
      const looked = look(owner)
      const claims = matching(looked, (of) => right(typed, of))
      if (claims === null) count(looked)
      return claims
    })
    if (opened === null) throw new DomainFailure('CODE_WRONG')
    return opened
  }

  function look(owner: CodeOwner): Looked {
    if (owner === null) return ofSession()
    return 'email' in owner ? ofAddress(owner.email) : ofRenewed(owner.renewed)
  }

  function slot(account: Account | null, purpose: LinkPurpose): Slot {
    return { account, id: account?.id ?? nobody, purpose }
  }

  function ofSession(): Looked {
    const account = deps.sessions.account()
    if (account === null) throw new DomainFailure('EMAIL_INVALID')
    const slots = [slot(account, 'confirm'), slot(account, 'change-email')]
    return { email: account.email, all: [account], slots }
  }

  /** As many slots for every address, so that the steps do not count its accounts. */
  function ofAddress(typed: string): Looked {
    const email = parseEmail(typed)
    if (email === null) throw new DomainFailure('EMAIL_INVALID')
    const key = emailKey(email)
    const all = deps.accounts.byEmail(key)
    // A row that is read shows in the time.
    if (all.length === 0) deps.accounts.dummyLookup()
    const proven = provenAccount(all, key)
    const claiming = all.filter(({ confirmedAt }) => confirmedAt === null).toReversed()
    const confirm = Array.from({ length: claimsLookedAt }, (_, at) =>
      slot(claiming[at] ?? null, 'confirm'),
    )
    return { email, all, slots: [slot(proven, 'reset'), ...confirm] }
  }

  function ofRenewed({ claims, email }: RenewedMail): Looked {
    const account = deps.accounts.byId(claims.accountId)
    const mine = account === null ? [] : [account]
    // What a reset's wrong codes leave behind is the same by whichever way they were typed.
    const all = claims.purpose === 'reset' ? deps.accounts.byEmail(emailKey(email)) : mine
    return { email, all, slots: [slot(account, claims.purpose)] }
  }

  function matching(
    { email, slots }: Looked,
    isRight: (of: CodeFor) => boolean,
  ): LinkClaims | null {
    let met = 0
    const right = slots.flatMap(({ account, id, purpose }) => {
      const open = deps.requests.open(id, purpose)
      met += open.length
      if (account === null || open.length === 0) {
        // One is derived and compared all the same.
        const address = linkAddress(deps.cipher, email)
        isRight({ purpose, requestId: nobodysRequest, accountId: id, generation: 1, address })
        return []
      }
      // Every one, so that the time says nothing of which.
      return open.map((request) => claimsOf(account, request)).filter((of) => isRight(of))
    })
    // A row that is read shows in the time.
    if (met === 0) deps.requests.dummyLookup()
    const found = right[0]
    return found !== undefined && stillGood(found) ? found : null
  }

  function claimsOf(account: Account, request: LinkRequest): LinkClaims {
    const { purpose, id: requestId, generation, createdAt, expiresAt } = request
    // Of the address as it is now: a code that went to another one is not derived again.
    const address = linkAddress(deps.cipher, provenAddress(account, purpose))
    const times = { issuedAt: createdAt, expiresAt }
    return { purpose, accountId: account.id, requestId, generation, address, ...times }
  }

  function stillGood(claims: LinkClaims): boolean {
    // Before the check, which would remember it for `link.renew`: that would tell it apart.
    if (deps.clock.now() >= claims.expiresAt) return false
    try {
      deps.check.claims(claims)
      return true
    } catch (error) {
      if (error instanceof DomainFailure) return false
      throw error
    }
  }

  function count({ email, all, slots }: Looked): void {
    const now = deps.clock.now()
    const tried = slots.map((each) => ({
      ...each,
      ...deps.requests.countTry(each.id, each.purpose, mostTries),
    }))
    // A page to write in place of the request's: the disk takes as long for nobody's.
    if (tried.every(({ counted }) => counted === 0)) deps.settings.set(nobodysKey, deps.random.id())
    const quiet = countFor(deps.counters.code(emailKey(email)), now) > mostLines
    // As many lines for an address with an account as for one without: who has an account of their
    // own on somebody's address reads in it nothing of the other's. Nor that its confirmation is
    // used up: there is none to use up where somebody else has proven the address.
    if (all.length === 0 && !quiet) deps.activity.add(null, 'code_wrong', now)
    for (const { id } of all) {
      const last = tried.some((one) => one.id === id && one.purpose === 'reset' && one.usedUp > 0)
      if (last || !quiet) deps.activity.add(id, last ? 'code_used_up' : 'code_wrong', now)
    }
    // Where only one's own address is to be confirmed, nobody else's account is guessed at.
    if (slots.some(({ purpose }) => purpose === 'reset')) deps.guesses.wrongCode(email)
  }

  /** @returns how many wrong codes an address has had within the hour, this one too */
  function countFor(counter: string, now: number): number {
    const last = deps.limits.get(counter)
    const begun = last?.times[0]
    const goesOn = last !== null && begun !== undefined && begun <= now && now - begun < windowMs
    const count = goesOn ? last.count + 1 : 1
    const times = [goesOn ? begun : now]
    deps.limits.put(counter, { count, blockedUntil: 0, times, updatedAt: now })
    return count
  }
}
