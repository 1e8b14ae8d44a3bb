/** Everything between a fresh checkout and an app that starts. Skips what is already done. */
import { provideElectron, runningElectron } from './electron.mjs'
import { provideNativeModules } from './native-modules.mjs'
import { provideNodeModules } from './node-modules.mjs'
import { SetupError, say, seconds } from './say.mjs'
import { provideSystemPackages } from './system-packages.mjs'

/**
 * @param {readonly import('./requirements.mjs').Purpose[]} purposes besides running the app
 */
export async function setUp(...purposes) {
  const start = performance.now()
  if (Number.parseInt(process.versions.node, 10) < 20) {
    throw new SetupError(`This is Node ${process.versions.node}.`, 'install Node 20 or newer.')
  }
  await provideNodeModules()
  await provideSystemPackages(['run', ...purposes])
  await provideElectron()
  const version = await runningElectron()
  await provideNativeModules(() => provideSystemPackages(['compile']))
  say(`✓ Set up, with Electron ${version} (${seconds(performance.now() - start)})`)
}
