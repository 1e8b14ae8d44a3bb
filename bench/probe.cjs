// Loaded before the program. Reports when its first page has a control to type into or press, and how
// much memory the process tree uses then.
const electron = require('electron')

const waitForControl = `new Promise((done) => {
  const look = () => (document.querySelector('input, button') ? requestAnimationFrame(done) : setTimeout(look, 2))
  look()
}).then(() => true)`

electron.app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    await contents.executeJavaScript(waitForControl)
    process.stdout.write('USABLE\n')
    const total = electron.app
      .getAppMetrics()
      .reduce((sum, { memory }) => sum + memory.workingSetSize, 0)
    process.stdout.write(`MEMORY ${total}\n`)
  })
})
