import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ComputerSettings, themes } from '@contract/program-models'

/** What is kept in a file of the installation's own; starting at login is the system's to know. */
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

/** What a date can hold (ECMAScript, "Time Values"). */
const isTime = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(Number(value)) <= 8.64e15

/** Each value that is not what it should be is as if it had never been set. */
export function readSettings(folder: string): KeptSettings {
  let found: Partial<Record<keyof KeptSettings, unknown>> = {}
  try {
    const content: unknown = JSON.parse(readFileSync(fileIn(folder), 'utf8'))
    if (typeof content === 'object' && content !== null) found = content
  } catch {
    // Not there yet, or not to be read.
  }
  return {
    tray: found.tray === true,
    startHidden: found.startHidden === true,
    hideFromCapture: found.hideFromCapture === true,
    theme: themes.find((name) => name === found.theme) ?? defaults.theme,
    startedByLinkAt: isTime(found.startedByLinkAt) ? found.startedByLinkAt : null,
  }
}

/** Renamed into place: a crash leaves the old ones or the new ones. */
export function writeSettings(folder: string, settings: KeptSettings): void {
  const { tray, startHidden, hideFromCapture, theme, startedByLinkAt } = settings
  const text = JSON.stringify({ tray, startHidden, hideFromCapture, theme, startedByLinkAt })
  const file = fileIn(folder)
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
