/**
 * The app behind `electron <folder>`. Electron's own build contains one; a build taken from another app's
 * package doesn't, and without it the folder on the command line is ignored.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(import.meta.url)

/** @type {string[]} */
const preloads = []
/** @type {string | undefined} */
let target
const args = process.argv.slice(1)
while (args.length > 0 && target === undefined) {
  const arg = args.shift() ?? ''
  if (arg === '-r' || arg === '--require') preloads.push(args.shift() ?? '')
  else if (arg === '--version' || arg === '-v') {
    console.log(`v${process.versions['electron']}`)
    process.exit(0)
  } else if (!arg.startsWith('-')) target = resolve(arg)
}
if (target === undefined) {
  console.error('Usage: electron <folder of an app>')
  process.exit(1)
}

// Apps check this to know whether their own path is among the arguments.
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })

introduce(target)
for (const preload of preloads) require(resolve(preload))
// Awaited at top level, so that Electron isn't ready before the app's main module has run.
await import(pathToFileURL(require.resolve(target)).href)

/**
 * Tells Electron the app's name, version and path, as in a packaged app. A single file has no manifest.
 * @param {string} folder
 */
function introduce(folder) {
  let manifest
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  } catch {
    return
  }
  const { name, productName = name, version, desktopName = `${name}.desktop` } = manifest
  // Electron's types don't include these three setters.
  const known = /** @type {any} */ (app)
  if (productName) app.setName(productName)
  if (version) known.setVersion(version)
  known.setDesktopName(desktopName)
  known.setAppPath(folder)
}
