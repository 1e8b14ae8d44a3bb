import type { ClockGuard } from './clock-guard'
import type { LinkRegistry } from './links/registry'
import type { Outbox } from './mail/outbox'
import type * as ports from './ports'
import type { Attempts } from './security/attempts'
import type { CounterNames } from './security/counter-names'
import type { PasswordPolicy } from './security/password-policy'
import type { PasswordWraps } from './security/password-wrap'
import type { Quota } from './security/quota'
import type { Sessions } from './session'

/** All that use cases are made of; each asks for its part (`Pick<Deps, …>`). */
export interface Deps {
  readonly clock: ports.Clock
  readonly random: ports.Random
  readonly transaction: ports.Transaction
  readonly cipher: ports.Cipher
  readonly tokens: ports.LinkTokens
  readonly accounts: ports.AccountStore
  readonly requests: ports.LinkRequestStore
  readonly jobs: ports.OutboxStore
  readonly limits: ports.LimitStore
  readonly activity: ports.ActivityStore
  readonly settings: ports.SettingStore
  readonly log: ports.Log
  readonly sessions: Sessions
  readonly policy: PasswordPolicy
  readonly wraps: PasswordWraps
  readonly attempts: Attempts
  readonly quota: Quota
  readonly counters: CounterNames
  readonly clockGuard: ClockGuard
  readonly links: LinkRegistry
  readonly outbox: Outbox
}
