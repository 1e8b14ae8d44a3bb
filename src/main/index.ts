/** Lifecycle only: what happens when, and in which order. */
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { app, powerMonitor, safeStorage, session, shell } from 'electron'
import { owaspMinimum, rfc9106 } from './adapters/crypto/argon2'
import { electronKeychain } from './adapters/keychain'
import { workerPasswordMeter } from './adapters/password-meter'
import type { Environment } from './compose'
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

const missingKeychain = {
  protects: () => Promise.resolve(false),
  seal: () => Promise.reject(new Error('no keychain')),
  open: () => Promise.resolve(null),
}

function start(): void {
  const dataFolder = app.getPath('userData')
  const switches = testSwitches(app.isPackaged)
  const atStart = switches()
  if (atStart.passwordStore) app.commandLine.appendSwitch('password-store', atStart.passwordStore)
  const environment: Environment = {
    clock: { now: () => Date.now() + (switches().clockOffsetMs ?? 0) },
    keychain:
      atStart.keychain === 'missing'
        ? missingKeychain
        : electronKeychain(safeStorage, (error) => stderrLog.error('keychain', error)),
    meter: workerPasswordMeter(new URL('./workers/password-meter.js', import.meta.url)),
    log: stderrLog,
    kdf: atStart.fastPasswords ? owaspMinimum : rfc9106,
    computer: hostname(),
    language: 'en',
    ...(atStart.mailCa ? { extraCa: readFileSync(atStart.mailCa, 'utf8') } : {}),
  }
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
    setMenu(app.isPackaged)
    // The window loads while the database opens; its first call waits for that.
    const opened = host.open()
    windows.show('app')
    await opened
    powerMonitor.on('resume', () => host.services()?.hurryMail())
    if (!atStart.noSchemeRegistration) registerLinkScheme(app)
  })
}

registerAppScheme()
// Root has no sandbox to enable (a container); an ordinary user's cannot be switched off by a window.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
if (app.requestSingleInstanceLock()) start()
else app.quit()
