import type { LinkProblem } from '../../stores/screens'

export type NextStep = 'renew' | 'askAgain' | 'pasteAgain' | 'signIn' | 'home' | 'tryAgain'

const signedOut: Record<LinkProblem, readonly NextStep[]> = {
  LINK_INVALID: ['pasteAgain', 'askAgain'],
  LINK_KEY_LOST: ['askAgain', 'signIn'],
  LINK_EXPIRED: ['askAgain', 'signIn'],
  LINK_USED: ['signIn', 'askAgain'],
  LINK_SUPERSEDED: ['pasteAgain', 'askAgain'],
  CLOCK_BACKWARDS: ['tryAgain', 'askAgain'],
}

/**
 * The first step is the one most likely to help.
 * @param renewable main still knows an expired link and can send a new one in its place
 */
export function nextSteps(
  code: LinkProblem,
  signedIn: boolean,
  renewable: boolean,
): readonly NextStep[] {
  if (code === 'LINK_EXPIRED' && renewable) return ['renew', signedIn ? 'home' : 'signIn']
  const steps = signedOut[code]
  if (!signedIn) return steps
  // A reset is requested when signed out; every other email can be sent again from the account.
  return [...steps.filter((step) => step === 'pasteAgain' || step === 'tryAgain'), 'home']
}
