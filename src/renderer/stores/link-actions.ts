import type { LinkView } from '@contract/models'
import type { Failure } from '@contract/result'
import type { Core } from './core'
import { isLinkProblem, linkOf, type Screen, startScreen } from './screens'

export interface LinkActions {
  /** Shows the link that came in from outside, if there is one. */
  openWaiting(): Promise<void>
  paste(text: string): Promise<Failure | null>
  redeem(link: LinkView, password: string): Promise<Failure | null>
  confirm(link: LinkView): Promise<Failure | null>
  /** Lets the link go, unused, and goes back to where the person belongs. */
  dismiss(link: LinkView): Promise<void>
}

export function linkActions({ api, store, go, refresh, whileLeaving }: Core): LinkActions {
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
    go({ name: 'link-problem', code: failure.code, from })
    return null
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

    async paste(text) {
      const from = store.getState().screen
      const answer = await api.linkPaste({ text })
      if (!answer.ok) return fail(answer, from)
      open(answer.value)
      return null
    },

    async redeem(link, password) {
      const from = store.getState().screen
      const answer = await api.resetRedeem({ ref: link.ref, password })
      if (!answer.ok) return fail(lost(answer), from)
      // Said on the question screen. The session of the link's own account has ended in main.
      if (link.otherSignedIn) await whileLeaving(() => api.accountSignOut())
      await refresh()
      go({ name: 'done', what: 'reset' })
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
