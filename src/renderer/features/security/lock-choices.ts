import type { LockSettings } from '@contract/channels'
import type { LockSettingsView } from '@contract/safety-models'

const usual = [1, 5, 15, 60] as const

/** Minutes as the list has them; "never" stands at its end. A choice made elsewhere is in it too. */
export function idleChoices(now: number | null): readonly (number | null)[] {
  const all = new Set<number>(usual)
  if (now !== null) all.add(now)
  return [...[...all].toSorted((a, b) => a - b), null]
}

export const idleValue = (minutes: number | null): string => minutes?.toString() ?? 'never'

export const idleOf = (value: string): number | null => (value === 'never' ? null : Number(value))

/** What is sent: the choices, without which of them work here. */
export function settingsOf(view: LockSettingsView, change: Partial<LockSettings>): LockSettings {
  const { idleMinutes, onSleep, onScreenLock, onMinimize } = view
  return { idleMinutes, onSleep, onScreenLock, onMinimize, ...change }
}

/** The occasions that are ticked, and what tells whether this desktop reports them. */
export const occasions = [
  { name: 'onSleep', works: 'sleep' },
  { name: 'onScreenLock', works: 'screenLock' },
  { name: 'onMinimize', works: 'minimize' },
] as const
