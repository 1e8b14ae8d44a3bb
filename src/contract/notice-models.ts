/** In the order in which they are told: what changed the account, then what was tried. */
export const noticeKinds = [
  'password-reset',
  'vault-sealed',
  'password-changed',
  'email-changed',
  'codes-used-up', // a mail's code, wrong ones too often
  'codes-wrong',
  'passwords-wrong', // so many that signing in had to wait
  'recovery-wrong',
  'reset-asked',
] as const

export type NoticeKind = (typeof noticeKinds)[number]

/** Things of a kind that happened, counted. Times are milliseconds since the Unix epoch. */
export interface Notice {
  readonly kind: NoticeKind
  readonly count: number
  readonly first: number
  readonly last: number
}

/** Empty when there is nothing to tell. */
export type Notices = readonly Notice[]
