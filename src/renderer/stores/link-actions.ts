import type { Failure } from '@contract/channel'
import type { LinkRenewed, LinkView, ResetOutcome } from '@contract/models'
import type { Core } from './core'
import { isLinkProblem, linkOf, outcomeOf, type Screen, startScreen } from './screens'

export interface LinkActions {
  /** Opens the link that came from outside the app, if there is one. */
  openWaiting(): Promise<void>
  /**
   * @param email whose short code it is; null for the signed-in person, or if it isn't a code
   * @param renewed the `ref` of the email from `renew` that the short code is in
   */
  paste(text: string, email: string | null, renewed?: string): Promise<Failure | null>
  /** Sends a new email in place of an expired link: `link`, or the one just found to be expired. */
  renew(link?: LinkView): Promise<Failure | null>
  /** Sends the same email again. */
  renewAgain(mail: LinkRenewed): Promise<Failure | null>
  /** Starts a reset by recovery code, without an email. */
  recover(email: string, code: string): Promise<Failure | null>
  /** Unlocks with the recovery code a vault that this computer can't unlock on its own. */
  openWithCode(link: LinkView, code: string): Promise<Failure | null>
  /** Resets the password, with the outcome that was shown or not at all. */
  redeem(link: LinkView, password: string): Promise<Failure | null>
  confirm(link: LinkView): Promise<Failure | null>
  /** Discards the link, unused, and goes back to the start screen. */
  dismiss(link: LinkView): Promise<void>
}

export function linkActions({ api, store, go, refresh }: Core): LinkActions {
  function open(link: LinkView): void {
    const { screen } = store.getState()
    const previous = linkOf(screen)
    if (previous !== null && previous.ref !== link.ref) void api.linkDismiss({ ref: previous.ref })
    if (link.purpose !== 'reset') go({ name: 'confirm-address', link })
    else if (link.otherSignedIn) go({ name: 'link-question', link })
    else go({ name: 'new-password', link })
  }

  /** Main has dropped the reference in the meantime: to the person, the link is invalid. */
  const asInvalidLink = (failure: Failure): Failure =>
    failure.code === 'LINK_NOT_FOUND' ? { ...failure, code: 'LINK_INVALID' } : failure

  /** Link problems get a screen of their own; other failures are shown in the form. */
  function fail(failure: Failure, from: Screen | null): Failure | null {
    if (!isLinkProblem(failure.code)) return failure
    // A reset by recovery code has no link: it starts over with the code.
    if (from?.name === 'new-password' && from.byCode && failure.code !== 'CLOCK_BACKWARDS') {
      go({ name: 'recover', email: '', ended: true })
    } else {
      go({ name: 'link-problem', code: failure.code, from })
    }
    return null
  }

  /** Shows the current outcome in the form. */
  function showOutcome(link: LinkView, outcome: ResetOutcome): void {
    const { screen } = store.getState()
    if (screen.name !== 'new-password' || screen.link.ref !== link.ref) return
    go({ ...screen, link: { ...link, outcome } })
  }

  return {
    async openWaiting() {
      const { state } = store.getState()
      // Without a profile, no link can be checked: it waits until there is one.
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
      // Someone who is signed in stays on their screen, which says that an email was requested.
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
      if (!answer.ok) return fail(asInvalidLink(answer), from)
      showOutcome(link, answer.value)
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
        if (answer.outcome !== undefined) showOutcome(link, answer.outcome)
        return fail(asInvalidLink(answer), from)
      }
      // If a session was open, it has ended and this page is replaced; the next page says that it's done.
      await refresh()
      go({ name: 'done', what: 'reset', outcome: outcomeOf(link) })
      return null
    },

    async confirm(link) {
      const from = store.getState().screen
      const answer = await api.linkConfirm({ ref: link.ref })
      if (!answer.ok) return fail(asInvalidLink(answer), from)
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
