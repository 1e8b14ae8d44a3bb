/**
 * `node scripts/package/icons.mjs`: draws all icons from their single source,
 * `resources/icons/latchkey.svg`, with the Chromium that the app runs on. The results are committed, so
 * that building a package needs no screen.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inDesktopSession } from '../desktop-session.mjs'
import { electronPath, fromRoot } from '../setup/paths.mjs'
import { runMain } from '../setup/say.mjs'
import { icnsOf, iconSizes, icoOf } from './icon-files.mjs'

await runMain(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-icons-'))
  try {
    const draw = fromRoot('scripts/package/draw-icons.mjs')
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const data = `--user-data-dir=${join(folder, 'data')}`
    const source = fromRoot('resources/icons/latchkey.svg')
    const command = [
      electronPath() ?? '',
      ...root,
      data,
      draw,
      source,
      folder,
      ...iconSizes.map(String),
    ]
    const status = await inDesktopSession(command)
    if (status !== 0) return status
    const images = iconSizes.map((size) => ({
      size,
      png: readFileSync(join(folder, `${size}.png`)),
    }))
    for (const { size, png } of images) writeFileSync(fromRoot(`resources/icons/${size}.png`), png)
    writeFileSync(fromRoot('resources/icons/latchkey.ico'), icoOf(images))
    writeFileSync(fromRoot('resources/icons/latchkey.icns'), icnsOf(images))
    return 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
