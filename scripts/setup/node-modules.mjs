import { existsSync, readFileSync } from 'node:fs'
import { firstDifference } from './lockfile.mjs'
import { npm } from './npm.mjs'
import { fromRoot, toolNode } from './paths.mjs'
import { SetupError, step } from './say.mjs'

/** Installs exactly what the lockfile says, if the installed packages differ from it. */
export async function provideNodeModules() {
  const reason = whyStale()
  if (reason !== undefined) {
    if (process.platform === 'win32' && process.execPath.startsWith(fromRoot('node_modules'))) {
      throw new SetupError(
        `The npm packages are out of date (${reason}), and Windows cannot replace the Node that is running.`,
        'run `npm ci`, then the same command again.',
      )
    }
    // Without install scripts: npm would compile modules that have a ready binary, and for the wrong
    // Node. npm's warnings are about that Node too; the packages run on a newer one.
    const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    await step(`npm packages (${reason})`, () => install(['ci', ...quietly]))
  }
  if (!existsSync(toolNode())) {
    const { version } = JSON.parse(readFileSync(fromRoot('node_modules/node/package.json'), 'utf8'))
    const itsScript = ['--ignore-scripts=false', '--loglevel=error']
    await step(`Node ${version} for the tools`, () => install(['rebuild', 'node', ...itsScript]))
  }
}

function whyStale() {
  const hidden = fromRoot('node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return 'not installed yet'
  const different = firstDifference(
    readJson(fromRoot('package-lock.json')),
    readJson(hidden),
    (folder) => existsSync(fromRoot(folder)),
  )
  return different === undefined ? undefined : `${different} changed`
}

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** @param {readonly string[]} command */
async function install(command) {
  const result = await npm(command)
  if (result.ok) return
  // npm prints what failed first, and its usage and the path of its log last.
  const reason = result.output.trim().split('\n').slice(0, 20).join('\n')
  throw new SetupError(
    `npm could not install the packages:\n${reason}`,
    'check that the npm registry can be reached and that you can write to this folder, and run the same command again.',
  )
}
