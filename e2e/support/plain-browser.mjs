/** A browser with one window and nothing of ours in it, for pages that other browsers open. */
import { app, BrowserWindow } from 'electron'

/** What the window asked the network for, and what it wanted other programs to open. */
const seen = { requests: /** @type {string[]} */ ([]), opened: /** @type {string[]} */ ([]) }
Object.assign(globalThis, { seen })

// For a page that asks for a camera or a microphone, on a computer that has none.
app.commandLine.appendSwitch('use-fake-device-for-media-stream')
app.on('window-all-closed', () => app.quit())

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 900, height: 700 })
  const { webContents } = window
  webContents.session.webRequest.onBeforeRequest((details, answer) => {
    // The fragment is still there at this point; what the server gets is for the server to tell.
    const [url = ''] = details.url.split('#')
    if (/^(https?|wss?|ftp):/.test(url)) seen.requests.push(url)
    answer({})
  })
  // As in any browser, a page may copy, and needs a yes for opening other programs.
  webContents.session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    if (permission === 'openExternal' && 'externalURL' in details) {
      seen.opened.push(String(details.externalURL))
    }
    answer(permission === 'clipboard-sanitized-write')
  })
  await window.loadURL('about:blank')
})
