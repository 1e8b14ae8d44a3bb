import type { LinkProblem } from '../../stores/screens'

export type NextStep = 'askAgain' | 'pasteAgain' | 'signIn' | 'home' | 'tryAgain'

const signedOut: Record<LinkProblem, readonly NextStep[]> = {
  LINK_INVALID: ['pasteAgain', 'askAgain'],
  LINK_EXPIRED: ['askAgain', 'signIn'],
  LINK_USED: ['signIn', 'askAgain'],
  LINK_SUPERSEDED: ['pasteAgain', 'askAgain'],
  CLOCK_BACKWARDS: ['tryAgain', 'signIn'],
}

/** The first is the one most likely to help. */
export function nextSteps(code: LinkProblem, signedIn: boolean): readonly NextStep[] {
  const steps = signedOut[code]
  if (!signedIn) return steps
  // A reset is asked for when signed out; every other mail can be sent again from the account.
  return [...steps.filter((step) => step === 'pasteAgain' || step === 'tryAgain'), 'home']
}
