import type { Failure } from '@contract/channel'
import type { LinkRenewed, LinkView, ResetOutcome } from '@contract/models'
import type { Core } from './core'
import { isLinkProblem, linkOf, outcomeOf, type Screen, startScreen } from './screens'

export interface LinkActions {
  /** Shows the link that came in from outside, if there is one. */
  openWaiting(): Promise<void>
  /**
   * @param email whose code it would be; null: of the person signed in, or it is no code
   * @param renewed the mail that `renew` had sent, whose code it would be
   */
  paste(text: string, email: string | null, renewed?: string): Promise<Failure | null>
  /**
   * A new mail in the place of a link whose time is up: `link`, or the one that has just been found
   * expired.
   */
  renew(link?: LinkView): Promise<Failure | null>
  /** The same mail once more. */
  renewAgain(mail: LinkRenewed): Promise<Failure | null>
  /** Back in without a mail. */
  recover(email: string, code: string): Promise<Failure | null>
  /** Opens with the recovery code what this computer cannot open by itself. */
  openWithCode(link: LinkView, code: string): Promise<Failure | null>
  /** Does what the link's outcome told, or nothing. */
  redeem(link: LinkView, password: string): Promise<Failure | null>
  confirm(link: LinkView): Promise<Failure | null>
  /** Lets the link go, unused, and goes back to where the person belongs. */
  dismiss(link: LinkView): Promise<void>
}

export function linkActions({ api, store, go, refresh }: Core): LinkActions {
  function open(link: LinkView): void {
    const { screen } = store.getState()
    const left = linkOf(screen)
    if (left !== null && left.ref !== link.ref) void api.linkDismiss({ ref: left.ref })
    if (link.purpose !== 'reset') go({ name: 'confirm-address', link })
    else if (link.otherSignedIn) go({ name: 'link-question', link })
    else go({ name: 'new-password', link })
  }

  /** A reference that main has dropped meanwhile: for the person the link is no good. */
  const lost = (failure: Failure): Failure =>
    failure.code === 'LINK_NOT_FOUND' ? { ...failure, code: 'LINK_INVALID' } : failure

  /** A link that can no longer be good gets a screen of its own; the rest is said at the form. */
  function fail(failure: Failure, from: Screen | null): Failure | null {
    if (!isLinkProblem(failure.code)) return failure
    // With the code there was no link: what ended is begun anew by giving the code again.
    if (from?.name === 'new-password' && from.byCode && failure.code !== 'CLOCK_BACKWARDS') {
      go({ name: 'recover', email: '', ended: true })
    } else {
      go({ name: 'link-problem', code: failure.code, from })
    }
    return null
  }

  /** The same form, with what would happen to the entries now. */
  function tell(link: LinkView, outcome: ResetOutcome): void {
    const { screen } = store.getState()
    if (screen.name !== 'new-password' || screen.link.ref !== link.ref) return
    go({ ...screen, link: { ...link, outcome } })
  }

  return {
    async openWaiting() {
      const { state } = store.getState()
      // Without a profile no link can be checked: it waits, and is asked for once there is one.
      if (state === null || state.problem !== null || state.stage === 'first-run') return
      const answer = await api.linkWaiting()
      if (answer.ok) open(answer.value)
      else fail(answer, null)
    },

    async paste(text, email, renewed) {
      const from = store.getState().screen
      const answer = await api.linkPaste({ text, email, ...(renewed ? { renewed } : {}) })
      if (!answer.ok) return fail(answer, from)
      open(answer.value)
      return null
    },

    async renew(link) {
      const from = store.getState().screen
      const answer = await api.linkRenew({ ref: link?.ref ?? null })
      if (!answer.ok) return answer
      const { state, screen } = store.getState()
      // Whoever is signed in goes on working: it is said where they are.
      if (state?.session === null && screen === from) {
        go({ name: 'check-new-mail', mail: answer.value })
        if (link !== undefined) void api.linkDismiss({ ref: link.ref })
      }
      return null
    },

    async renewAgain({ ref }) {
      const answer = await api.linkRenew({ ref })
      if (!answer.ok) return answer
      if (store.getState().screen.name === 'check-new-mail') {
        go({ name: 'check-new-mail', mail: answer.value })
      }
      return null
    },

    async recover(email, code) {
      const answer = await api.recoveryBegin({ email, code })
      if (!answer.ok) return answer
      go({ name: 'new-password', link: answer.value, byCode: true })
      return null
    },

    async openWithCode(link, code) {
      const from = store.getState().screen
      const answer = await api.recoveryUse({ ref: link.ref, code })
      if (!answer.ok) return fail(lost(answer), from)
      tell(link, answer.value)
      return null
    },

    async redeem(link, password) {
      const from = store.getState().screen
      const answer = await api.resetRedeem({
        ref: link.ref,
        password,
        expected: outcomeOf(link).kind,
      })
      if (!answer.ok) {
        if (answer.outcome !== undefined) tell(link, answer.outcome)
        return fail(lost(answer), from)
      }
      // Where a session was open, it has ended, and this page is gone: the next one says that it is done.
      await refresh()
      go({ name: 'done', what: 'reset', outcome: outcomeOf(link) })
      return null
    },

    async confirm(link) {
      const from = store.getState().screen
      const answer = await api.linkConfirm({ ref: link.ref })
      if (!answer.ok) return fail(lost(answer), from)
      await refresh()
      go({ name: 'done', what: link.purpose === 'change-email' ? 'email-changed' : 'confirmed' })
      return null
    },

    async dismiss(link) {
      const { state } = store.getState()
      if (state !== null) go(startScreen(state))
      await api.linkDismiss({ ref: link.ref })
    },
  }
}
