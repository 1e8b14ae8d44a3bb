/**
 * `npm run package`: sets up, builds, and makes a `.deb` and a portable archive in `dist`.
 * `--platform=win32` or `darwin` with `--arch=` makes an archive for that system, with a downloaded
 * Electron.
 */
import { buildApp } from './setup/build.mjs'
import { runningElectron } from './setup/electron.mjs'
import { setUp } from './setup/index.mjs'
import { fromRoot, toolNode } from './setup/paths.mjs'
import { run } from './setup/run.mjs'
import { runMain } from './setup/say.mjs'

await runMain(async () => {
  await setUp('package')
  await buildApp()
  const electron = `--electron=${await runningElectron()}`
  // The packager needs a newer Node than the one that may have started this script.
  const make = [fromRoot('scripts/package/make.mjs'), electron, ...process.argv.slice(2)]
  return (await run(toolNode(), make, { show: true })).status
})
