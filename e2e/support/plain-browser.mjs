/** A browser with one window and none of our code, for pages that other browsers open. */
import { app, BrowserWindow } from 'electron'

/** What the window requested from the network, and asked other programs to open. */
const seen = { requests: /** @type {string[]} */ ([]), opened: /** @type {string[]} */ ([]) }
Object.assign(globalThis, { seen })

// For a page that requests a camera or a microphone, on a computer that has none.
app.commandLine.appendSwitch('use-fake-device-for-media-stream')
app.on('window-all-closed', () => app.quit())

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 900, height: 700 })
  const { webContents } = window
  webContents.session.webRequest.onBeforeRequest((details, answer) => {
    // Here the URL still has its fragment; the server itself shows what it receives.
    const [url = ''] = details.url.split('#')
    if (/^(https?|wss?|ftp):/.test(url)) seen.requests.push(url)
    answer({})
  })
  // As in any browser: a page may copy, but needs permission to open other programs.
  webContents.session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    if (permission === 'openExternal' && 'externalURL' in details) {
      seen.opened.push(String(details.externalURL))
    }
    answer(permission === 'clipboard-sanitized-write')
  })
  await window.loadURL('about:blank')
})
