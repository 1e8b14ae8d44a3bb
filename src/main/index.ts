/** Lifecycle only: what happens when, and in what order. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import texts from '@locales/en/desktop.json'
import { app, dialog, Menu, net, powerMonitor, session } from 'electron'
import { registerAppScheme, serveApp } from './desktop/app-protocol'
import { sessionBus } from './desktop/dbus/connection'
import { listenForLinks } from './desktop/deep-links'
import { endInOrder } from './desktop/end-in-order'
import { guardNavigation, guardSessions } from './desktop/guards'
import { stderrLog, watchFaults } from './desktop/log'
import { mailWakes } from './desktop/mail-wakes'
import { setMenu } from './desktop/menu'
import { tightenFiles } from './desktop/private-folder'
import { hardenProcess } from './desktop/process-hardening'
import { endWith, startAgain, startFault } from './desktop/start-fault'
import { testSwitches } from './desktop/test-switches'
import { thisComputer } from './desktop/this-computer'
import { argumentsThatFit } from './desktop/this-computer/own-command'
import { windows as makeWindows } from './desktop/windows'
import { linkAmong } from './domain/links/parse'
import { holdFirstCall } from './ipc/first-call'
import type { StartedHost } from './start-host'

/** How long to wait for the page's request, and for its first call. A hidden start has no page. */
const longestForPageMs = 500

/**
 * The first screen should be there by then, so work that no one waits for may begin. On Linux it starts
 * other programs.
 */
const longestForFirstScreenMs = 1_000

/** How many milliseconds quitting waits for clearing the clipboard, and for the email being sent. */
const limitsMs = { clipboard: 1_000, mail: 3_000 }

/** Unpacking an update is slow on a slow disk. */
const longestInstallMs = 240_000

/** The folder of this script: the built `out/main`. */
const folder = import.meta.dirname

function start(): void {
  const dataFolder = app.getPath('userData')
  const switches = testSwitches(app.isPackaged)
  const { passwordStore, noSchemeRegistration } = switches()
  if (passwordStore) app.commandLine.appendSwitch('password-store', passwordStore)
  const windows = makeWindows({
    preloadFolder: join(folder, '../preload'),
    stateFolder: dataFolder,
    icon: join(folder, '../../resources/icons/256.png'),
  })

  const around = thisComputer({
    app,
    folder: dataFolder,
    windows,
    lock: () => withHost(({ services }) => services()?.locker.soon()),
  })

  async function open(): Promise<StartedHost> {
    const answered = serveApp(session.defaultSession, join(folder, '../renderer'), host)
    around.begin()
    // Load and start the rest while the page's process is starting. The page requests its scripts and makes
    // its first call only after that.
    await Promise.race([answered, pause(longestForPageMs)])
    const { startHost } = await import('./start-host')
    const meterScript = pathToFileURL(join(folder, 'workers/password-meter.js'))
    return startHost({ dataFolder, switches, windows, meterScript, thisComputer: around })
  }

  const firstAnswered = holdFirstCall(async () => (await host).answerFirst)
  const host = app.whenReady().then(open)
  let ends = () => false
  const withHost = (work: (host: StartedHost) => void) => void host.then(work, () => {})
  const show = () => withHost(({ openAgain }) => (ends() ? openAgain(null) : windows.show('app')))

  guardNavigation(app, {
    isMailbox: (contents) => contents === windows.contents('mailbox'),
    onLink: (url) => withHost(({ receiveLink }) => receiveLink(url)),
  })
  listenForLinks(app, process.argv, linkAmong, {
    onLink: (url) =>
      withHost(({ receiveLink, openAgain }) => (ends() ? openAgain(url) : receiveLink(url))),
    onStart: around.startedByLink,
    onSecond: show,
  })
  app.on('window-all-closed', () => app.quit())
  app.on('activate', show)

  host.then(
    async ({ close, services, onSession, log, ...last }) => {
      app.on('quit', close)
      ends = endInOrder(app, [
        { do: last.clearClipboard, limitMs: limitsMs.clipboard },
        { do: last.endMail, limitMs: limitsMs.mail },
        { do: last.installUpdate, limitMs: longestInstallMs },
      ])
      watchFaults(app, log)
      // In a hidden start no page calls, but the menu's shortcuts must still work.
      await Promise.race([firstAnswered, pause(longestForPageMs)])
      const menu = setMenu({
        packaged: app.isPackaged,
        lock: () => services()?.locker.soon(),
        showSettings: () => windows.send('app', 'settings-wanted'),
        diagnostics() {
          windows.show('app')
          windows.send('app', 'show-diagnostics')
        },
      })
      onSession((signedIn) => {
        menu.setSignedIn(signedIn)
        around.tray.setLockable(signedIn)
      })
      mailWakes({
        services,
        onResume: (hurry) => powerMonitor.on('resume', hurry),
        online: () => net.isOnline(),
      })
      void pause(longestForFirstScreenMs).then(() => {
        if (!noSchemeRegistration) around.takeLinksIfNobodys()
        void tightenFiles(dataFolder)
        if (process.platform === 'linux') void showToScreenReaders()
      })
    },
    (error: unknown) => {
      stderrLog.error('start', error)
      dialog.showErrorBox(texts.startFailed.title, texts.startFailed.what)
      app.exit(1)
    },
  )
}

function begin(): void {
  registerAppScheme()
  guardSessions(app)
  // Our menu is set later, with the host. Without this, Electron would build its own before the window.
  Menu.setApplicationMenu(null)
  // Otherwise the page's scripts would wait for the graphics driver (ADR 0021).
  if (process.platform === 'linux') app.disableHardwareAcceleration()
  // Root (in a container) has no sandbox to enable. For other users, no window can switch it off.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  const fitting = argumentsThatFit(process.argv.slice(1))
  if (fitting !== null) beginAgain(fitting)
  else if (app.requestSingleInstanceLock()) start()
  else leave()
}

/** In another process: if this one requested the lock, Chromium would hand over all arguments. */
function beginAgain(args: readonly string[]): void {
  startAgain(args)
  app.exit()
}

/** Either another instance takes over this one's arguments, or none can start. */
function leave(): void {
  const fault = startFault(app.getPath('userData'), app.getPath('temp'))
  if (fault === null) app.quit()
  else void endWith(app, fault)
}

/** Not loaded at the start. */
async function showToScreenReaders(): Promise<void> {
  const { onScreenReader } = await import('./desktop/screen-reader')
  await onScreenReader(sessionBus(process.env), () => {
    app.accessibilitySupportEnabled = true
  })
}

if (hardenProcess()) begin()
