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

/** The current screen. Each member carries what its screen needs, and nothing secret. */
export type Screen =
  | { readonly name: 'starting' }
  /** `problem` is null if main didn't answer. */
  | { readonly name: 'start-problem'; readonly problem: StartProblem | null }
  | { readonly name: 'first-run' }
  | { readonly name: 'create-account'; readonly email: string }
  | { readonly name: 'sign-in'; readonly email: string; readonly ended: boolean }
  /** Locked. The password of the same account unlocks it. */
  | { readonly name: 'unlock' }
  /** Right after the account was created. */
  | { readonly name: 'recovery-offer' }
  /** A reset by recovery code, without an email. `ended`: the previous one expired. */
  | { readonly name: 'recover'; readonly email: string; readonly ended?: true }
  | { readonly name: 'forgot-password'; readonly email: string }
  | { readonly name: 'check-mail'; readonly email: string; readonly asked: ResetAsked }
  /** After an expired link has been replaced. Only main knows the full address. */
  | { readonly name: 'check-new-mail'; readonly mail: LinkRenewed }
  /** `email` prefills the address field, if there is one. */
  | { readonly name: 'paste-link'; readonly email: string }
  | { readonly name: 'link-question'; readonly link: LinkView }
  /** `byCode`: reached with a recovery code, not with a link. */
  | { readonly name: 'new-password'; readonly link: LinkView; readonly byCode?: true }
  | { readonly name: 'confirm-address'; readonly link: LinkView }
  | {
      readonly name: 'link-problem'
      readonly code: LinkProblem
      /** Where the link was entered; null if it came from outside the app. */
      readonly from: Screen | null
    }
  | { readonly name: 'done'; readonly what: 'reset'; readonly outcome: ResetOutcome }
  | { readonly name: 'done'; readonly what: 'confirmed' | 'email-changed' | 'deleted' }
  /** Opened from the menu, on any screen; `from` is the one to return to. */
  | { readonly name: 'diagnostics'; readonly from: Screen }
  | { readonly name: 'home'; readonly section: HomeSection }

export type ScreenName = Screen['name']
export type ScreenOf<N extends ScreenName> = Extract<Screen, { readonly name: N }>

export function isLinkProblem(code: ErrorCode): code is LinkProblem {
  return (linkProblems as readonly ErrorCode[]).includes(code)
}

/** The link that a screen is about; to be dismissed when another takes its place. */
export function linkOf(screen: Screen): LinkView | null {
  return 'link' in screen ? screen.link : null
}

/** The address typed on the way to a screen; empty if there is none. */
export function typedEmail(screen: Screen | null): string {
  return screen !== null && 'email' in screen ? screen.email : ''
}

/** What a reset with this link would do to the entries. */
export function outcomeOf(link: LinkView): ResetOutcome {
  return link.outcome ?? { kind: 'empty', entries: 0, codeExists: false }
}

/** The screen for someone who has nothing in progress. */
export function startScreen(state: AppState): Screen {
  if (state.problem !== null) return { name: 'start-problem', problem: state.problem }
  if (state.stage === 'first-run') return { name: 'first-run' }
  if (state.session !== null) return { name: 'home', section: 'vault' }
  if (state.locked !== null) return { name: 'unlock' }
  if (state.stage === 'create-first') return { name: 'create-account', email: '' }
  return { name: 'sign-in', email: '', ended: false }
}

/** The screen after a change of state: what is in progress stays, unless it can't continue. */
export function screenAfterChange(screen: Screen, state: AppState): Screen {
  const start = startScreen(state)
  if (screen.name === 'diagnostics')
    return { ...screen, from: screenAfterChange(screen.from, state) }
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

/** Distinguishes screens of the same name, so that a second link starts with an empty form. */
export function screenKey(screen: Screen): string {
  return 'link' in screen ? `${screen.name} ${screen.link.ref}` : screen.name
}
