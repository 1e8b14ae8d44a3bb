import type { ChannelArgs } from '@contract/channels'
import type { LinkView, ResetOutcome } from '@contract/models'
import type { Deps } from '../deps'
import { maskEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { LinkRef } from '../ids'
import { resetGrants } from '../reset/grant'
import { outcomes } from '../reset/outcome'
import { redeemReset } from '../reset/redeem'
import { isKeychainLocked } from '../security/keychain-lock'
import { otherSignedIn } from '../session'
import { linkCheck, provenAddress } from './check'
import { type CodeOwner, openCode } from './code-tries'
import { confirmLink } from './confirm'
import { findLink, parseLink } from './parse'
import type { Opened } from './registry'
import { renewLink } from './renew'
import { findCode } from './short-code'

/** What can be done with a link, however it came, or with what a recovery code gave in its place. */
export function linkUseCases(deps: Deps & { readonly mailReady: () => boolean }) {
  const check = linkCheck(deps)
  const grants = resetGrants({ ...deps, check })
  const told = outcomes(deps)

  async function view(opened: Opened): Promise<LinkView> {
    deps.links.setExpired(null)
    const checked = await check.opened(opened)
    const { account, claims } = checked
    const ref = deps.links.add({ link: null, claims, found: opened.found })
    const reset = claims.purpose === 'reset'
    const outcome = reset ? await told.tell(await grants(ref)) : null
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
  const redeem = redeemReset({ ...deps, grants, outcomes: told })
  const confirm = confirmLink({ ...deps, check })
  const renew = renewLink({ ...deps, check })

  function ownerOf({ email, renewed }: ChannelArgs<'link.paste'>): CodeOwner {
    const mail = renewed && deps.links.renewed(renewed as LinkRef)
    if (mail) return { renewed: mail }
    return email === null ? null : { email }
  }

  /** One that still waits, for the clock say, is most likely the same. */
  function done(ref: string): void {
    deps.links.drop(ref as LinkRef)
    deps.links.takeWaiting()
  }

  return {
    /** A link from the operating system. It only waits; it opens, changes, signs in nothing. */
    receive(url: string): void {
      const link = parseLink(url)
      deps.links.setWaiting(link && { link, claims: null, found: 'arrived' })
    },
    hasWaiting: deps.links.hasWaiting,
    /** @throws DomainFailure LINK_NOT_FOUND and those of a check */
    async waiting(): Promise<LinkView> {
      const opened = deps.links.takeWaiting()
      if (opened === undefined) throw new DomainFailure('LINK_NOT_FOUND')
      if (opened === null) throw new DomainFailure('LINK_INVALID')
      try {
        return await view(opened)
      } catch (error) {
        // It can be tried again once the clock is right, or the keyring open that it is checked by.
        const early = error instanceof DomainFailure && error.code === 'CLOCK_BACKWARDS'
        if (early || isKeychainLocked(error)) deps.links.setWaiting(opened)
        throw error
      }
    },
    /**
     * A link counts before a code: a mail holds both, and the link says by itself whose it is.
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
    dismiss(ref: string): null {
      deps.links.drop(ref as LinkRef)
      return null
    },
    /** For the strength meter: whose own words count. */
    async accountEmail(ref: string): Promise<string> {
      return (await grants(ref)).account.email
    },
    /** @throws DomainFailure as redeemReset */
    async redeemReset(args: ChannelArgs<'reset.redeem'>): Promise<ResetOutcome> {
      const outcome = await redeem(args)
      done(args.ref)
      return outcome
    },
    /** @throws DomainFailure LINK_NOT_FOUND for a reference that main no longer keeps */
    async confirm(ref: string): Promise<null> {
      const opened = deps.links.get(ref as LinkRef)?.opened
      if (!opened) throw new DomainFailure('LINK_NOT_FOUND')
      await confirm(opened)
      done(ref)
      return null
    },
  }
}
