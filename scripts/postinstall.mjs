/**
 * After `npm ci` or `npm install`: brings back the Electron and the native modules that they took
 * away. Never fails the install: whatever is left to do, `npm start` and `npm test` do.
 */
import { existsSync } from 'node:fs'
import { provideElectron, runningElectron } from './setup/electron.mjs'
import { provideNativeModules } from './setup/native-modules.mjs'
import { fromRoot } from './setup/paths.mjs'
import { SetupError } from './setup/say.mjs'
import { missingFor } from './setup/system-packages.mjs'

const setUpGoesOn = process.env['LATCHKEY_SETUP'] !== undefined
const withoutTools = !existsSync(fromRoot('node_modules', 'electron'))

if (!setUpGoesOn && !withoutTools) {
  try {
    await provideElectron()
    await runningElectron()
    await provideNativeModules(haveCompiler)
  } catch (error) {
    const reason = error instanceof SetupError ? error.message : String(error)
    console.warn(
      `Not all is set up yet. \`npm start\` and \`npm test\` will go on here:\n${reason}`,
    )
  }
}

/** An `npm install` is no occasion to install system packages. */
async function haveCompiler() {
  const missing = process.platform === 'linux' ? await missingFor(['compile']) : []
  if (missing.length > 0) throw new SetupError('There is no C++ compiler yet.', 'run npm start.')
}
