import { existsSync, readFileSync } from 'node:fs'
import { firstDifference } from './lockfile.mjs'
import { npm } from './npm.mjs'
import { fromRoot, toolNode } from './paths.mjs'
import { SetupError, step } from './say.mjs'

/** Installs exactly what the lockfile says, where what is there differs from it. */
export async function provideNodeModules() {
  const reason = whyStale()
  if (reason === undefined) return
  if (process.platform === 'win32' && process.execPath.startsWith(fromRoot('node_modules'))) {
    throw new SetupError(
      `The npm packages are out of date (${reason}), and Windows cannot replace the Node that is running.`,
      'run `npm ci`, then the same command again.',
    )
  }
  await step(`npm packages (${reason})`, install)
}

function whyStale() {
  const hidden = fromRoot('node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return 'not installed yet'
  const different = firstDifference(
    readJson(fromRoot('package-lock.json')),
    readJson(hidden),
    (folder) => existsSync(fromRoot(folder)),
  )
  if (different !== undefined) return `${different} changed`
  return existsSync(toolNode()) ? undefined : 'Node for the tools is missing'
}

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

async function install() {
  // Our own postinstall would do what comes next anyway, but unseen.
  const env = { LATCHKEY_SETUP: '1' }
  // Warnings are of no use here: the packages that want a newer Node get one, see `toolNode`.
  const result = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env })
  if (result.ok) return
  throw new SetupError(
    `npm could not install the packages:\n${result.output.split('\n').slice(0, 30).join('\n')}`,
    'check that the npm registry can be reached and that this folder is yours to write, and run the same command again.',
  )
}
