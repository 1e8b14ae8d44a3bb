// icons.mjs runs this in Electron: it draws an SVG at each size, without a background, and writes PNGs.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

const [, , source = '', folder = '', ...sizes] = process.argv.filter((arg) => !arg.startsWith('--'))

const drawAt = (
  /** @type {Buffer} */ svg,
  /** @type {number} */ size,
) => `new Promise((done, fail) => {
  const image = new Image()
  image.onerror = fail
  image.onload = () => {
    const canvas = new OffscreenCanvas(${size}, ${size})
    canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size})
    canvas.convertToBlob().then((blob) => blob.arrayBuffer()).then((bytes) => done([...new Uint8Array(bytes)]))
  }
  image.src = ${JSON.stringify(`data:image/svg+xml;base64,${svg.toString('base64')}`)}
})`

async function draw() {
  const window = new BrowserWindow({ show: false })
  await window.loadURL('about:blank')
  const svg = readFileSync(source)
  for (const size of sizes.map(Number)) {
    const bytes = await window.webContents.executeJavaScript(drawAt(svg, size))
    writeFileSync(join(folder, `${size}.png`), Buffer.from(bytes))
  }
}

app
  .whenReady()
  .then(draw)
  .then(
    () => app.exit(0),
    (error) => {
      console.error(error)
      app.exit(1)
    },
  )
