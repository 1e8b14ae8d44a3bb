import type { ErrorCode } from '@contract/errors'
import type {
  AppState,
  LinkRenewed,
  LinkView,
  ResetAsked,
  ResetOutcome,
  StartProblem,
} from '@contract/models'

export type HomeSection =
  | 'vault'
  | 'account'
  | 'security'
  | 'data'
  | 'activity'
  | 'computer'
  | 'mail'
  | 'about'

export const linkProblems = [
  'LINK_INVALID',
  'LINK_KEY_LOST',
  'LINK_EXPIRED',
  'LINK_USED',
  'LINK_SUPERSEDED',
  'CLOCK_BACKWARDS',
] as const satisfies readonly ErrorCode[]
export type LinkProblem = (typeof linkProblems)[number]

/** Where the person is. Each member carries what its screen needs, and nothing secret. */
export type Screen =
  | { readonly name: 'starting' }
  /** Null: the app itself did not answer. */
  | { readonly name: 'start-problem'; readonly problem: StartProblem | null }
  | { readonly name: 'first-run' }
  | { readonly name: 'create-account'; readonly email: string }
  | { readonly name: 'sign-in'; readonly email: string; readonly ended: boolean }
  /** Locked: the session's own password opens it again. */
  | { readonly name: 'unlock' }
  /** Right after the account was made. */
  | { readonly name: 'recovery-offer' }
  /** Back in with the recovery code, without a mail. `ended`: it took too long, and begins anew. */
  | { readonly name: 'recover'; readonly email: string; readonly ended?: true }
  | { readonly name: 'forgot-password'; readonly email: string }
  | { readonly name: 'check-mail'; readonly email: string; readonly asked: ResetAsked }
  /** In the place of a link whose time was up. Its whole address only main knows. */
  | { readonly name: 'check-new-mail'; readonly mail: LinkRenewed }
  /** `email`: what to begin with where the address has to be asked for. */
  | { readonly name: 'paste-link'; readonly email: string }
  | { readonly name: 'link-question'; readonly link: LinkView }
  /** `byCode`: the recovery code led here, not a link. */
  | { readonly name: 'new-password'; readonly link: LinkView; readonly byCode?: true }
  | { readonly name: 'confirm-address'; readonly link: LinkView }
  | {
      readonly name: 'link-problem'
      readonly code: LinkProblem
      /** Where the link was tried; null when it came from outside. */
      readonly from: Screen | null
    }
  | { readonly name: 'done'; readonly what: 'reset'; readonly outcome: ResetOutcome }
  | { readonly name: 'done'; readonly what: 'confirmed' | 'email-changed' | 'deleted' }
  /** From anywhere, by the menu: `from` is gone back to. */
  | { readonly name: 'diagnostics'; readonly from: Screen }
  | { readonly name: 'home'; readonly section: HomeSection }

export type ScreenName = Screen['name']
export type ScreenOf<N extends ScreenName> = Extract<Screen, { readonly name: N }>

export function isLinkProblem(code: ErrorCode): code is LinkProblem {
  return (linkProblems as readonly ErrorCode[]).includes(code)
}

/** The link that a screen is about, to be let go when the screen is left. */
export function linkOf(screen: Screen): LinkView | null {
  return 'link' in screen ? screen.link : null
}

/** The address that was typed on the way to a screen; empty if there was none. */
export function typedEmail(screen: Screen | null): string {
  return screen !== null && 'email' in screen ? screen.email : ''
}

/** What the reset that a link is for would do to the entries. */
export function outcomeOf(link: LinkView): ResetOutcome {
  return link.outcome ?? { kind: 'empty', entries: 0, codeExists: false }
}

/** Where somebody belongs who has nothing under way. */
export function startScreen(state: AppState): Screen {
  if (state.problem !== null) return { name: 'start-problem', problem: state.problem }
  if (state.stage === 'first-run') return { name: 'first-run' }
  if (state.session !== null) return { name: 'home', section: 'vault' }
  if (state.locked !== null) return { name: 'unlock' }
  if (state.stage === 'create-first') return { name: 'create-account', email: '' }
  return { name: 'sign-in', email: '', ended: false }
}

/**
 * Where to be once the state has changed underneath: what is under way stays, unless it can go
 * nowhere any more.
 */
export function settle(screen: Screen, state: AppState): Screen {
  const start = startScreen(state)
  if (screen.name === 'diagnostics') return { ...screen, from: settle(screen.from, state) }
  if (start.name === 'start-problem' || start.name === 'first-run') return start
  switch (screen.name) {
    case 'starting':
      return state.resetDone === null
        ? start
        : { name: 'done', what: 'reset', outcome: state.resetDone }
    case 'start-problem':
    case 'first-run':
      return start
    case 'unlock':
      return state.session === null && state.locked !== null ? screen : start
    case 'recovery-offer':
      return state.session === null ? start : screen
    case 'home':
      if (state.session === null) {
        return start.name === 'sign-in' ? { ...start, ended: true } : start
      }
      return screen.section === 'mail' && state.session.role !== 'owner' ? start : screen
    case 'sign-in':
    case 'create-account':
    case 'recover':
    case 'forgot-password':
    case 'check-mail':
    case 'check-new-mail':
      if (state.session !== null) return start
      return state.stage === 'create-first' && screen.name !== 'create-account' ? start : screen
    default:
      return screen
  }
}

/** Two screens of one name are told apart by it: a second link starts with an empty form. */
export function screenKey(screen: Screen): string {
  return 'link' in screen ? `${screen.name} ${screen.link.ref}` : screen.name
}
