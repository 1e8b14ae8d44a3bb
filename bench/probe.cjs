// Loaded before the program: says when its first page has something to type into or press, and
// what the process tree holds then.
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
