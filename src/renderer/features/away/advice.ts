import type { NoticeKind, Notices } from '@contract/notice-models'

export type Advice = 'changed' | 'tried' | 'asked'

const adviceFor: Record<NoticeKind, Advice> = {
  'password-reset': 'changed',
  'vault-sealed': 'changed',
  'password-changed': 'changed',
  'email-changed': 'changed',
  'codes-used-up': 'tried',
  'codes-wrong': 'tried',
  'passwords-wrong': 'tried',
  'recovery-wrong': 'tried',
  'reset-asked': 'asked',
}
const gravest: readonly Advice[] = ['changed', 'tried', 'asked']

/** What to do about it, if it was somebody else: one piece of advice, for the gravest of it. */
export function adviceOf(notices: Notices): Advice {
  return gravest.find((one) => notices.some(({ kind }) => adviceFor[kind] === one)) ?? 'asked'
}
