// The least that an Electron window can be: the baseline for start and memory.
const path = require('node:path')
const electron = require('electron')

// With a package's fuses file:// does not look into an archive.
const page = electron.app.isPackaged ? path.join(process.resourcesPath, 'index.html') : 'index.html'

electron.app.whenReady().then(() => {
  new electron.BrowserWindow({ width: 960, height: 640 }).loadFile(page)
})
