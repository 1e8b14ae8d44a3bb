/** Lifecycle only: what happens when, and in which order. */
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { app, powerMonitor, safeStorage, session, shell } from 'electron'
import { desktopEnvironment } from './compose'
import { registerAppScheme, serveApp } from './desktop/app-protocol'
import { listenForLinks, registerLinkScheme } from './desktop/deep-links'
import { stderrLog } from './desktop/log'
import { setMenu } from './desktop/menu'
import { guardNavigation, guardSession } from './desktop/navigation-guard'
import { profileChoice } from './desktop/profile-choice'
import { testSwitches } from './desktop/test-switches'
import { windows as makeWindows } from './desktop/windows'
import { linkAmong } from './domain/links/parse'
import { appHost } from './host'
import { handlers } from './ipc/features'
import { handleAll } from './ipc/handle'
import { senderCheck } from './ipc/sender'

function start(): void {
  const dataFolder = app.getPath('userData')
  const switches = testSwitches(app.isPackaged)
  const atStart = switches()
  if (atStart.passwordStore) app.commandLine.appendSwitch('password-store', atStart.passwordStore)
  const environment = desktopEnvironment(
    {
      clock: { now: () => Date.now() + (switches().clockOffsetMs ?? 0) },
      log: stderrLog,
      computer: hostname(),
      language: 'en',
      safeStorage,
      meterScript: new URL('./workers/password-meter.js', import.meta.url),
    },
    {
      noKeychain: atStart.keychain === 'missing',
      fastKdf: atStart.fastPasswords === true,
      ...(atStart.mailCa ? { extraCa: readFileSync(atStart.mailCa, 'utf8') } : {}),
    },
  )
  const windows = makeWindows({
    preloadFolder: join(import.meta.dirname, '../preload'),
    stateFolder: dataFolder,
  })
  const host = appHost({
    dataFolder,
    environment,
    choice: profileChoice(dataFolder),
    windows,
    openPath: (path) => void shell.openPath(path),
  })

  guardNavigation(app, {
    isMailbox: (contents) => contents === windows.contents('mailbox'),
    onLink: host.receiveLink,
  })
  listenForLinks(app, process.argv, linkAmong, {
    onLink: host.receiveLink,
    onSecond: () => void (app.isReady() && windows.show('app')),
  })
  handleAll(handlers(host), senderCheck(windows.contents), stderrLog)

  app.on('window-all-closed', () => app.quit())
  app.on('activate', () => void windows.show('app'))
  app.on('quit', host.close)

  void app.whenReady().then(async () => {
    guardSession(session.defaultSession)
    serveApp(session.defaultSession, join(import.meta.dirname, '../renderer'), host.mailHtml)
    // The window loads while the database opens; its first call waits for that.
    windows.show('app')
    await host.open()
    setMenu(app.isPackaged)
    powerMonitor.on('resume', () => host.services()?.hurryMail())
    if (!atStart.noSchemeRegistration) registerLinkScheme(app)
  })
}

registerAppScheme()
// Root has no sandbox to enable (a container); an ordinary user's cannot be switched off by a window.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
if (app.requestSingleInstanceLock()) start()
else app.quit()
