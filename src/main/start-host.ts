/**
 * The part of a start that needs the rules, the database and the contract. Loaded once the window
 * is on its way, so that none of it stands between a person and the first screen.
 */
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { safeStorage, shell } from 'electron'
import { desktopEnvironment } from './compose'
import { stderrLog } from './desktop/log'
import { profileChoice } from './desktop/profile-choice'
import type { TestSwitches } from './desktop/test-switches'
import type { Windows } from './desktop/windows'
import { appHost, type Host } from './host'
import { handlers } from './ipc/features'
import { handleAll } from './ipc/handle'
import { senderCheck } from './ipc/sender'

/** Every channel is answered from here on; the profile opens meanwhile. */
export function startHost(options: {
  readonly dataFolder: string
  readonly switches: () => TestSwitches
  readonly windows: Windows
  readonly meterScript: URL
}): Host {
  const { dataFolder, switches, windows, meterScript } = options
  const atStart = switches()
  const environment = desktopEnvironment(
    {
      clock: { now: () => Date.now() + (switches().clockOffsetMs ?? 0) },
      log: stderrLog,
      computer: hostname(),
      language: 'en',
      safeStorage,
      meterScript,
    },
    {
      noKeychain: atStart.keychain === 'missing',
      fastKdf: atStart.fastPasswords === true,
      ...(atStart.mailCa ? { extraCa: readFileSync(atStart.mailCa, 'utf8') } : {}),
    },
  )
  const host = appHost({
    dataFolder,
    environment,
    choice: profileChoice(dataFolder),
    windows,
    openPath: (path) => void shell.openPath(path),
  })
  handleAll(handlers(host), senderCheck(windows.contents), stderrLog)
  void host.open()
  return host
}
