import type { Copier } from '../clipboard'
import type { ClockGuard } from '../clock-guard'
import { emitter } from '../emitter'
import type { Ports } from '../ports'
import type { LinkRegistry } from '../reset/registry'
import type { Sessions } from '../session'
import type { LockSettingsStore } from './settings'

/** How often idleness is checked: a session locks at most this late. */
const checkEverySeconds = 5
/** How long the page gets to save unsaved input. */
const graceMs = 300

export type Locker = ReturnType<typeof locker>

type Needs = Pick<Ports, 'activity' | 'clock' | 'desktop' | 'later' | 'log' | 'transaction'> & {
  readonly clockGuard: ClockGuard
  readonly copier: Copier
  readonly linkRegistry: LinkRegistry
  readonly sessions: Sessions
  readonly settings: LockSettingsStore
}

/** Locks the open session: after idle time, on a signal from the desktop, or on request. */
export function locker(deps: Needs) {
  const { sessions, settings, later } = deps
  const { lockSignals } = deps.desktop
  const locking = emitter()
  const locked = emitter()
  let cancelCheck = () => {}
  let cancelGrace: (() => void) | null = null
  let unlisten = () => {}
  let open = false

  // Watches only while there is something to lock.
  sessions.onBegin(() => {
    open = true
    unlisten = lockSignals.listen(signalled)
    checkIn(checkEverySeconds)
  })
  sessions.onEnd(() => {
    open = false
    cancelCheck()
    cancelGrace?.()
    cancelGrace = null
    unlisten()
  })

  /** Nothing stays open, whatever fails on the way, such as a full disk. */
  function now(): void {
    if (!open) return
    attempt('lock', sessions.lock)
    deps.linkRegistry.waitAgain()
    locked.emit()
    deps.copier.clear().catch((error: unknown) => deps.log.error('clipboard', error))
    attempt('activity', () => {
      const account = sessions.locked()
      if (account === null) return
      deps.transaction(() => {
        deps.activity.add(account.id, 'locked', deps.clock.now())
        deps.clockGuard.saw()
      })
    })
  }

  function attempt(what: string, work: () => void): void {
    try {
      work()
    } catch (error) {
      deps.log.error(what, error)
    }
  }

  /** Announces the lock, so that the page can save unsaved input, and locks after 300 ms. */
  function soon(): void {
    if (!open || cancelGrace !== null) return
    cancelGrace = later(now, graceMs)
    locking.emit()
  }

  /** No one has typed for at least a minute, so there is nothing unsaved. */
  function check(): void {
    const { idleMinutes } = settings.get()
    const left = (idleMinutes ?? Number.POSITIVE_INFINITY) * 60 - lockSignals.idleSeconds()
    if (left <= 0) now()
    else checkIn(Math.min(left, checkEverySeconds))
  }

  function checkIn(seconds: number): void {
    cancelCheck = later(check, seconds * 1000)
  }

  function signalled(signal: 'sleep' | 'screen-lock' | 'minimize'): void {
    const { onSleep, onScreenLock, onMinimize } = settings.get()
    // There may be no time before the computer sleeps.
    if (signal === 'sleep' && onSleep) now()
    if (signal === 'screen-lock' && onScreenLock) soon()
    if (signal === 'minimize' && onMinimize) soon()
  }

  return {
    now,
    soon,
    /** Called when the app is about to lock. */
    onLocking: locking.on,
    /** Called when the app has locked: the page must drop what it knows. */
    onLocked: locked.on,
  }
}
