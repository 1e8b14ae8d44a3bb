/** Lifecycle only: what happens when, and in which order. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import texts from '@locales/en/desktop.json'
import { app, dialog, powerMonitor, session } from 'electron'
import { registerAppScheme, serveApp } from './desktop/app-protocol'
import { listenForLinks, registerLinkScheme } from './desktop/deep-links'
import { stderrLog } from './desktop/log'
import { setMenu } from './desktop/menu'
import { guardNavigation, guardSession } from './desktop/navigation-guard'
import { testSwitches } from './desktop/test-switches'
import { windows as makeWindows } from './desktop/windows'
import { linkAmong } from './domain/links/parse'
import type { Host } from './host'

/** Where this program lies: the built `out/main`. */
const folder = import.meta.dirname

function start(): void {
  const dataFolder = app.getPath('userData')
  const switches = testSwitches(app.isPackaged)
  const { passwordStore, noSchemeRegistration } = switches()
  if (passwordStore) app.commandLine.appendSwitch('password-store', passwordStore)
  const windows = makeWindows({
    preloadFolder: join(folder, '../preload'),
    stateFolder: dataFolder,
  })

  async function open(): Promise<Host> {
    guardSession(session.defaultSession)
    serveApp(session.defaultSession, join(folder, '../renderer'), host)
    windows.show('app')
    const { startHost } = await import('./start-host')
    const meterScript = pathToFileURL(join(folder, 'workers/password-meter.js'))
    return startHost({ dataFolder, switches, windows, meterScript })
  }

  const host = app.whenReady().then(open)
  const withHost = (work: (host: Host) => void) => void host.then(work, () => {})

  guardNavigation(app, {
    isMailbox: (contents) => contents === windows.contents('mailbox'),
    onLink: (url) => withHost(({ receiveLink }) => receiveLink(url)),
  })
  listenForLinks(app, process.argv, linkAmong, {
    onLink: (url) => withHost(({ receiveLink }) => receiveLink(url)),
    onSecond: () => withHost(() => windows.show('app')),
  })
  app.on('window-all-closed', () => app.quit())
  app.on('activate', () => withHost(() => windows.show('app')))

  host.then(
    ({ close, services }) => {
      app.on('quit', close)
      setMenu(app.isPackaged)
      powerMonitor.on('resume', () => services()?.hurryMail())
      if (!noSchemeRegistration) registerLinkScheme(app)
    },
    (error: unknown) => {
      stderrLog.error('start', error)
      dialog.showErrorBox(texts.startFailed.title, texts.startFailed.what)
      app.exit(1)
    },
  )
}

registerAppScheme()
// Root has no sandbox to enable (a container); an ordinary user's cannot be switched off by a window.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
if (app.requestSingleInstanceLock()) start()
else app.quit()
