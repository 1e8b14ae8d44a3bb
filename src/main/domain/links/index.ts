import type { LinkView } from '@contract/models'
import type { Deps } from '../deps'
import { maskEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { LinkRef } from '../ids'
import { redeemReset } from '../reset/redeem'
import { type CheckedLink, linkCheck } from './check'
import { confirmLink } from './confirm'
import { findLink, type ParsedLink, parseLink } from './parse'

/** What can be done with a link, however it came. */
export function linkUseCases(deps: Deps) {
  const check = linkCheck(deps)

  async function view(link: ParsedLink): Promise<LinkView> {
    const checked = await check.token(link)
    const { account, claims } = checked
    const signedIn = deps.sessions.account()
    if (claims.purpose === 'reset') deps.activity.add(account.id, 'reset_opened', deps.clock.now())
    return {
      ref: deps.links.add(link),
      purpose: claims.purpose,
      maskedEmail: maskEmail(shownAddress(checked)),
      expiresAt: claims.expiresAt,
      otherSignedIn: signedIn !== null && signedIn.id !== account.id,
    }
  }

  /** @throws DomainFailure LINK_NOT_FOUND for a reference that main no longer keeps */
  function kept(ref: string): ParsedLink {
    const link = deps.links.get(ref as LinkRef)
    if (link === null) throw new DomainFailure('LINK_NOT_FOUND')
    return link
  }

  const redeem = redeemReset({ ...deps, check })
  const confirm = confirmLink({ ...deps, check })

  async function once(ref: string, work: (link: ParsedLink) => Promise<null>): Promise<null> {
    const done = await work(kept(ref))
    deps.links.drop(ref as LinkRef)
    return done
  }

  return {
    /** A link from the operating system. It only waits; it opens, changes, signs in nothing. */
    receive(url: string): void {
      deps.links.setWaiting(parseLink(url))
    },
    hasWaiting: deps.links.hasWaiting,
    /** @throws DomainFailure LINK_NOT_FOUND and those of a check */
    async waiting(): Promise<LinkView> {
      const link = deps.links.takeWaiting()
      if (link === undefined) throw new DomainFailure('LINK_NOT_FOUND')
      if (link === null) throw new DomainFailure('LINK_INVALID')
      // It can be tried again once the clock is right.
      if (deps.clockGuard.behind()) deps.links.setWaiting(link)
      return view(link)
    },
    /** @throws DomainFailure LINK_NOT_FOUND and those of a check */
    async paste(text: string): Promise<LinkView> {
      const link = findLink(text)
      if (link === null) throw new DomainFailure('LINK_NOT_FOUND')
      return view(link)
    },
    dismiss(ref: string): null {
      deps.links.drop(ref as LinkRef)
      return null
    },
    /** For the strength meter: whose own words count. */
    async accountEmail(ref: string): Promise<string> {
      return (await check.token(kept(ref))).account.email
    },
    redeemReset: (ref: string, password: string) => once(ref, (link) => redeem(link, password)),
    confirm: (ref: string) => once(ref, confirm),
  }
}

function shownAddress({ account, claims }: CheckedLink) {
  return claims.purpose === 'change-email' ? (account.pendingEmail ?? account.email) : account.email
}
