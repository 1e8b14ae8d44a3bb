import type { Desktop, Log } from '../domain/ports'
import { browser } from './browser'
import { electronClipboard } from './clipboard'
import { electronFiles } from './files'
import { electronLockSignals } from './lock-signals'
import { electronRecoveryPage } from './recovery-page'
import type { Windows } from './windows'

/** What the desktop around main offers to the rules, by Electron. */
export function electronDesktop(options: {
  readonly windows: Windows
  readonly log: Log
  /** What tests put in place of the desktop's idle seconds. */
  readonly idleInstead: () => number | undefined
}): Desktop {
  const { windows, log, idleInstead } = options
  const appWindow = () => windows.window('app')
  return {
    clipboard: electronClipboard(log),
    files: electronFiles(appWindow),
    recoveryPage: electronRecoveryPage(appWindow),
    lockSignals: electronLockSignals(windows, idleInstead),
    openInBrowser: browser(log, appWindow),
  }
}
