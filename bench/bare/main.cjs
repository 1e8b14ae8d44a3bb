// The least that an Electron window can be: the baseline for start and memory.
const electron = require('electron')

electron.app.whenReady().then(() => {
  new electron.BrowserWindow({ width: 960, height: 640 }).loadFile('index.html')
})
