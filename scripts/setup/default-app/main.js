/**
 * What `electron <folder>` runs. Electron's own build brings one; a build taken out of another
 * app's package does not, and without it the folder named on the command line is ignored.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(import.meta.url)

const preloads = []
let target
for (let args = process.argv.slice(1); args.length > 0 && target === undefined; ) {
  const arg = args.shift()
  if (arg === '-r' || arg === '--require') preloads.push(args.shift())
  else if (arg === '--version' || arg === '-v') {
    console.log(`v${process.versions.electron}`)
    process.exit(0)
  } else if (!arg.startsWith('-')) target = resolve(arg)
}
if (target === undefined) {
  console.error('Usage: electron <folder of an app>')
  process.exit(1)
}

// Apps ask this to know that their own path is among the arguments.
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })

const manifest = readManifest(target)
if (manifest) {
  app.setName(manifest.productName ?? manifest.name)
  app.setVersion(manifest.version)
  app.setDesktopName(manifest.desktopName ?? `${manifest.name}.desktop`)
  app.setAppPath(target)
}
for (const preload of preloads) require(resolve(preload))
// Awaited at top level, so that Electron is not ready before the app's main module has run.
await import(pathToFileURL(require.resolve(target)).href)

function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  } catch {
    return undefined // A single file instead of a folder.
  }
}
