// The smallest possible Electron window: the baseline for startup time and memory.
const path = require('node:path')
const electron = require('electron')

// With a package's fuses, file:// can't read inside an archive.
const page = electron.app.isPackaged ? path.join(process.resourcesPath, 'index.html') : 'index.html'

electron.app.whenReady().then(() => {
  new electron.BrowserWindow({ width: 960, height: 640 }).loadFile(page)
})
