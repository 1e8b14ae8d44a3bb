import type { ErrorCode } from '@contract/errors'
import type { AppState, LinkView, ResetAsked, StartProblem } from '@contract/models'

export type HomeSection = 'account' | 'activity' | 'mail'

export const linkProblems = [
  'LINK_INVALID',
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
  | { readonly name: 'forgot-password'; readonly email: string }
  | { readonly name: 'check-mail'; readonly email: string; readonly asked: ResetAsked }
  | { readonly name: 'paste-link' }
  | { readonly name: 'link-question'; readonly link: LinkView }
  | { readonly name: 'new-password'; readonly link: LinkView }
  | { readonly name: 'confirm-address'; readonly link: LinkView }
  | {
      readonly name: 'link-problem'
      readonly code: LinkProblem
      /** Where the link was tried; null when it came from outside. */
      readonly from: Screen | null
    }
  | { readonly name: 'done'; readonly what: 'reset' | 'confirmed' | 'email-changed' | 'deleted' }
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

/** Where somebody belongs who has nothing under way. */
export function startScreen(state: AppState): Screen {
  if (state.problem !== null) return { name: 'start-problem', problem: state.problem }
  if (state.stage === 'first-run') return { name: 'first-run' }
  if (state.session !== null) return { name: 'home', section: 'account' }
  if (state.stage === 'create-first') return { name: 'create-account', email: '' }
  return { name: 'sign-in', email: '', ended: false }
}

/**
 * Where to be once the state has changed underneath: what is under way stays, unless it can go
 * nowhere any more.
 */
export function settle(screen: Screen, state: AppState): Screen {
  const start = startScreen(state)
  if (start.name === 'start-problem' || start.name === 'first-run') return start
  switch (screen.name) {
    case 'starting':
    case 'start-problem':
    case 'first-run':
      return start
    case 'home':
      if (state.session === null) {
        return start.name === 'sign-in' ? { ...start, ended: true } : start
      }
      return screen.section === 'mail' && state.session.role !== 'owner' ? start : screen
    case 'sign-in':
    case 'create-account':
    case 'forgot-password':
    case 'check-mail':
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
