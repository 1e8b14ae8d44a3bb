import type { ChannelArgs } from '@contract/channels'
import type { LinkView, ResetOutcome } from '@contract/models'
import type { ClockGuard } from '../clock-guard'
import type { DeviceWraps } from '../crypto/device-wraps'
import { isKeychainLocked } from '../crypto/keychain-lock'
import type { OwnerProof } from '../crypto/owner-proof'
import type { PasswordPolicy } from '../crypto/password-policy'
import type { PasswordWraps } from '../crypto/password-wrap'
import type { TamperCheck } from '../crypto/tamper-check'
import { maskEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { LinkRef } from '../ids'
import type { Attempts, ResetPasses } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Quota } from '../limits/quota'
import { findLink, parseLink } from '../links/parse'
import { findCode, type ShortCodes } from '../links/short-code'
import type { Outbox } from '../mail/outbox'
import type { Guesses } from '../notices/guesses'
import type { Ports } from '../ports'
import { otherSignedIn, type Sessions } from '../session'
import type { UseCases } from '../use-cases'
import { linkCheck, provenAddress } from './check'
import { type CodeOwner, openCode } from './code-attempts'
import { confirmLink } from './confirm'
import { resetGrants } from './grant'
import { outcomes } from './outcome'
import { redeemReset } from './redeem'
import type { LinkRegistry, Opened } from './registry'
import { renewLink } from './renew'

type Needs = Pick<
  Ports,
  | 'accounts'
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'limits'
  | 'mailLog'
  | 'random'
  | 'requests'
  | 'sealedVaults'
  | 'settings'
  | 'tokens'
  | 'transaction'
  | 'vaultRows'
> & {
  readonly attempts: Attempts
  readonly clockGuard: ClockGuard
  readonly codes: ShortCodes
  readonly counters: CounterNames
  readonly deviceWraps: DeviceWraps
  readonly guesses: Guesses
  readonly linkRegistry: LinkRegistry
  readonly outbox: Outbox
  readonly ownerProof: OwnerProof
  readonly policy: PasswordPolicy
  readonly quota: Quota
  readonly resetPasses: ResetPasses
  readonly sessions: Sessions
  readonly tamperCheck: TamperCheck
  readonly wraps: PasswordWraps
}

/** What can be done with a link, however it arrived, or with a recovery code's ticket. */
export function linkUseCases(deps: Needs & { readonly mailReady: () => boolean }) {
  const check = linkCheck(deps)
  const grants = resetGrants({ ...deps, check })
  const outcomesOf = outcomes(deps)

  async function view(opened: Opened): Promise<LinkView> {
    deps.linkRegistry.setExpired(null)
    const checked = await check.opened(opened)
    const { account, claims } = checked
    const ref = deps.linkRegistry.add({ link: null, claims, found: opened.found })
    const reset = claims.purpose === 'reset'
    const outcome = reset ? await outcomesOf.tell(await grants(ref)) : null
    if (reset) deps.activity.add(account.id, 'reset_opened', deps.clock.now())
    return {
      ref,
      purpose: claims.purpose,
      found: opened.found,
      maskedEmail: maskEmail(provenAddress(account, claims.purpose)),
      expiresAt: claims.expiresAt,
      otherSignedIn: otherSignedIn(deps, account),
      outcome,
    }
  }

  const codes = openCode({ ...deps, check })
  const redeem = redeemReset({ ...deps, grants, outcomes: outcomesOf })
  const confirm = confirmLink({ ...deps, check })
  const renew = renewLink({ ...deps, check })

  function ownerOf({ email, renewed }: ChannelArgs<'link.paste'>): CodeOwner {
    const mail = renewed && deps.linkRegistry.renewed(renewed as LinkRef)
    if (mail) return { renewed: mail }
    return email === null ? null : { email }
  }

  /** A link that still waits, for the clock for example, is most likely the same one. */
  function done(ref: string): void {
    deps.linkRegistry.drop(ref as LinkRef)
    deps.linkRegistry.takeWaiting()
  }

  return {
    /** A link from the operating system. It only waits; nothing is opened, changed or signed in. */
    receive(url: string): void {
      const link = parseLink(url)
      deps.linkRegistry.setWaiting(link && { link, claims: null, found: 'arrived' })
    },
    hasWaiting: deps.linkRegistry.hasWaiting,
    /** @throws DomainFailure LINK_NOT_FOUND and those of a check */
    async waiting(): Promise<LinkView> {
      const opened = deps.linkRegistry.takeWaiting()
      if (opened === undefined) throw new DomainFailure('LINK_NOT_FOUND')
      if (opened === null) throw new DomainFailure('LINK_INVALID')
      try {
        return await view(opened)
      } catch (error) {
        // It can be tried again once the clock is right or the keyring is open.
        const early = error instanceof DomainFailure && error.code === 'CLOCK_BACKWARDS'
        if (early || isKeychainLocked(error)) deps.linkRegistry.setWaiting(opened)
        throw error
      }
    },
    /**
     * A link takes precedence over a code: an email holds both, and the link says whose it is.
     *
     * @throws DomainFailure LINK_NOT_FOUND, CODE_WRONG, EMAIL_INVALID and those of a check
     */
    async paste(args: ChannelArgs<'link.paste'>): Promise<LinkView> {
      const { text } = args
      const pasted = findLink(text)
      if (pasted !== null) return view({ ...pasted, claims: null })
      const code = findCode(text)
      if (code === null) throw new DomainFailure('LINK_NOT_FOUND')
      return view({ link: null, claims: await codes(code, ownerOf(args)), found: 'code' })
    },
    renew: ({ ref }: ChannelArgs<'link.renew'>) => renew(ref),
    dismiss({ ref }: ChannelArgs<'link.dismiss'>): null {
      deps.linkRegistry.drop(ref as LinkRef)
      return null
    },
    /** For the strength meter, which looks for words from the address. */
    async accountEmail(ref: string): Promise<string> {
      return (await grants(ref)).account.email
    },
    /** @throws DomainFailure as `redeemReset` */
    async redeemReset(args: ChannelArgs<'reset.redeem'>): Promise<ResetOutcome> {
      const outcome = await redeem(args)
      done(args.ref)
      return outcome
    },
    /** @throws DomainFailure LINK_NOT_FOUND for an unknown reference, and as `confirmLink` */
    async confirm({ ref }: ChannelArgs<'link.confirm'>): Promise<null> {
      const opened = deps.linkRegistry.get(ref as LinkRef)?.opened
      if (!opened) throw new DomainFailure('LINK_NOT_FOUND')
      await confirm(opened)
      done(ref)
      return null
    },
  } satisfies UseCases<'link'> &
    Record<'receive' | 'hasWaiting' | 'accountEmail' | 'redeemReset', unknown>
}

type ResetNeeds = { readonly sessions: Sessions } & {
  /** Ends the session of the account whose password is reset. */
  readonly redeem: (args: ChannelArgs<'reset.redeem'>) => Promise<ResetOutcome>
  readonly signOut: () => void
}

/**
 * A reset in the app's window, which ends the session that is open there: the account's own, or
 * someone else's, who was named before. The session's page goes with it, so the next page shows the
 * outcome of the reset.
 */
export function resetUseCases({ sessions, redeem, signOut }: ResetNeeds) {
  let unseen: ResetOutcome | null = null
  sessions.onBegin(() => {
    unseen = null
  })

  return {
    /** @returns whether a session has ended. @throws DomainFailure as `redeemReset` */
    async redeem(args: ChannelArgs<'reset.redeem'>): Promise<{ readonly endedSession: boolean }> {
      const endedSession = sessions.account() !== null
      const outcome = await redeem(args)
      if (sessions.account() !== null) signOut()
      if (endedSession) unseen = outcome
      return { endedSession }
    },
    /** The outcome of a reset whose page has gone, until someone signs in. */
    unseen: () => unseen,
  }
}
