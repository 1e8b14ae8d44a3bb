/**
 * The part of a start that needs the domain, the database and the contract. Loaded once the window is on
 * its way, so that it doesn't delay the first screen.
 */
import { readFileSync } from 'node:fs'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { app, safeStorage, shell, type WebContents } from 'electron'
import { computerUpdates, linksOf, openLog, workerDatabaseChecker } from './compose/computer'
import { desktopEnvironment } from './compose/environment'
import { computerFacts } from './desktop/computer-facts'
import { electronDesktop } from './desktop/electron-desktop'
import { desktopKeyring } from './desktop/keyring'
import { stderrLog } from './desktop/log'
import { forOthers } from './desktop/private-folder'
import type { TestSwitches } from './desktop/test-switches'
import type { ThisComputer } from './desktop/this-computer'
import { argumentsAgain } from './desktop/this-computer/own-command'
import type { Windows } from './desktop/windows'
import { diagnosticsUseCases } from './domain/diagnostics'
import { restart } from './domain/updates/restart'
import { updateUseCases } from './domain/updates/use-cases'
import { appHost, type Host, profileChoice } from './host'
import { dispatcher } from './ipc/dispatch'
import type { Call } from './ipc/first-call'
import { handleAll } from './ipc/handle'
import { senderCheck } from './ipc/sender'

export interface StartedHost extends Host {
  readonly answerFirst: Call
  readonly log: ReturnType<typeof openLog>
  /** For the end of the program: installs the planned update, if any. */
  installUpdate(): Promise<void>
  /** The app was started again while it is quitting: it opens once more, with the link. */
  openAgain(link: string | null): void
}

/** Registers every channel right away; the profile opens in the background. */
export function startHost(options: {
  readonly dataFolder: string
  readonly switches: () => TestSwitches
  readonly windows: Windows
  readonly meterScript: URL
  readonly thisComputer: Pick<ThisComputer, 'computer' | 'links'>
}): StartedHost {
  const { dataFolder, switches, windows, meterScript, thisComputer } = options
  const atStart = switches()
  const clock = { now: () => Date.now() + (switches().clockOffsetMs ?? 0) }
  const log = openLog({
    folder: join(dataFolder, 'logs'),
    home: homedir(),
    now: clock.now,
    ...(app.isPackaged ? {} : { echo: stderrLog }),
  })
  log.info('started', { version: app.getVersion() })
  const desktop = electronDesktop({ windows, log, idleInstead: () => switches().idleSeconds })
  const environment = desktopEnvironment(
    {
      clock,
      log,
      desktop,
      computer: hostname(),
      language: 'en',
      version: app.getVersion(),
      safeStorage,
      keyring: desktopKeyring(() => safeStorage.getSelectedStorageBackend(), process.env),
      meterScript,
    },
    {
      noKeychain: atStart.keychain === 'missing',
      fastKdf: atStart.fastPasswords === true,
      ...(atStart.mailCa ? { extraCa: readFileSync(atStart.mailCa, 'utf8') } : {}),
    },
  )
  const choice = profileChoice(dataFolder)
  const host = appHost({
    dataFolder,
    environment,
    choice,
    windows,
    computer: thisComputer.computer,
    links: linksOf(thisComputer.links),
    openPath: (path) => void forOthers(() => shell.openPath(path)),
  })

  const again = argumentsAgain(process.argv.slice(1))
  // `app.relaunch` starts a process at once, which waits for this one to end, so it gets the usual umask.
  const relaunch = (link: string | null) =>
    void forOthers(async () =>
      app.relaunch({
        execPath: process.execPath,
        args: link === null ? [...again] : [...again, link],
      }),
    )
  const feed = atStart.updates
  const updates = computerUpdates({
    dataFolder,
    version: app.getVersion(),
    clock,
    log,
    executable: feed?.executable ?? (app.isPackaged ? process.execPath : null),
    installing: {
      args: again,
      forOthers,
      relaunch: () => relaunch(null),
      show: (path) => shell.showItemInFolder(path),
    },
    ...(feed ? { feed: { ...feed, ca: readFileSync(feed.caFile, 'utf8') } } : {}),
  })
  const ends = restart({ log, install: updates.install, quit: () => app.quit(), relaunch })
  updates.onChange(() => windows.send('app', 'updates-changed'))

  const folder = () => join(dataFolder, host.profile())
  const program = {
    updates: updateUseCases(
      updates,
      {
        role: () => host.services()?.session()?.role ?? null,
        demo: () => host.profile() === 'demo',
        busy: () => host.services()?.link.hasWaiting() ?? false,
      },
      ends.now,
    ),
    diagnostics: diagnosticsUseCases({
      clock,
      desktop,
      computer: computerFacts(
        safeStorage,
        {
          linkHandler: async () => (await thisComputer.links.handler()).state,
          keychain: environment.keychain.view,
        },
        folder,
      ),
      // The scripts of the worker threads are in one folder.
      database: workerDatabaseChecker(new URL('database-check.js', meterScript), () =>
        join(folder(), 'latchkey.sqlite'),
      ),
      log,
      redact: log.redact,
      profile: async () => (await host.services()?.diagnostics()) ?? null,
      problem: () => host.problem()?.code ?? null,
    }),
  }
  const takeAway = (page: WebContents) => {
    if (windows.replace(page))
      log.warn('a page that called without end, or with too much, was replaced')
  }
  const isAllowed = senderCheck(windows.contents)
  const answerFirst = handleAll(dispatcher(host, program), isAllowed, log, takeAway)
  void host
    .open()
    .then(() => updates.start())
    .catch((error: unknown) => log.error('updates', error))
  return { ...host, log, answerFirst, installUpdate: ends.atEnd, openAgain: ends.again }
}
