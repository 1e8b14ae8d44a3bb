import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ComputerSettings, themes } from '@contract/program-models'

/** The settings stored in the installation's own file. Only the system knows about starting at login. */
export interface KeptSettings extends Omit<ComputerSettings, 'startAtLogin'> {
  /** Milliseconds since the Unix epoch; null: no link has started the app yet. */
  readonly startedByLinkAt: number | null
}

const defaults: KeptSettings = {
  tray: false,
  startHidden: false,
  hideFromCapture: false,
  theme: 'system',
  startedByLinkAt: null,
}

const fileIn = (folder: string) => join(folder, 'computer.json')

/** The range of a Date (ECMAScript, "Time Values"). */
const isTime = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(Number(value)) <= 8.64e15

/** Invalid values count as not set. */
export function readSettings(folder: string): KeptSettings {
  let found: Partial<Record<keyof KeptSettings, unknown>> = {}
  try {
    const content: unknown = JSON.parse(readFileSync(fileIn(folder), 'utf8'))
    if (typeof content === 'object' && content !== null) found = content
  } catch {
    // Missing or unreadable.
  }
  return {
    tray: found.tray === true,
    startHidden: found.startHidden === true,
    hideFromCapture: found.hideFromCapture === true,
    theme: themes.find((name) => name === found.theme) ?? defaults.theme,
    startedByLinkAt: isTime(found.startedByLinkAt) ? found.startedByLinkAt : null,
  }
}

/** Renamed into place: a crash leaves either the old or the new settings. */
export function writeSettings(folder: string, settings: KeptSettings): void {
  const { tray, startHidden, hideFromCapture, theme, startedByLinkAt } = settings
  const text = JSON.stringify({ tray, startHidden, hideFromCapture, theme, startedByLinkAt })
  const file = fileIn(folder)
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
