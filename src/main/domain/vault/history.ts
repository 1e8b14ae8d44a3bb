import { maxHistory } from '@contract/limits'

/** Passwords of before are kept, newest first, each once. */
const mostPasswords = 10

interface Past {
  readonly passwords: readonly string[]
  /** When each was replaced. */
  readonly replacedAt: readonly number[]
}

/** @returns the history once `next` has taken the place of `last` at `now` */
export function replaced(past: Past, last: string, next: string, now: number): Past {
  if (last === next) return past
  const before = past.passwords.map((password, at) => [password, past.replacedAt[at] ?? 0] as const)
  const all = last === '' ? before : [[last, now] as const, ...before]
  // An import may have brought more: those stay, as long as they can be shown.
  const most = before.length > mostPasswords ? maxHistory : mostPasswords
  const kept = all
    .filter(([password], at) => password !== next && (at === 0 || password !== last))
    .slice(0, most)
  return { passwords: kept.map(([password]) => password), replacedAt: kept.map(([, at]) => at) }
}
