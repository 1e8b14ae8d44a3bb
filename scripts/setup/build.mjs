import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromRoot, root, toolNode } from './paths.mjs'
import { run, tail } from './run.mjs'
import { SetupError, step } from './say.mjs'

const inputs = ['src', 'resources', 'package.json', 'package-lock.json', 'electron.vite.config.ts']
const outputs = ['out/main', 'out/preload', 'out/renderer']
const stamp = fromRoot('out', '.built-from')

/**
 * Builds the app if its sources, or the files built from them, have changed since the last build.
 * @param {{ always?: boolean }} [options]
 */
export async function buildApp({ always = false } = {}) {
  // Taken before the build, because changes made during it may not be in it.
  const sources = fingerprint(root, inputs)
  const state = () => `${sources} ${fingerprint(root, outputs)}`
  if (!always && existsSync(stamp) && readFileSync(stamp, 'utf8') === state()) return
  await step('Building the app', async () => {
    rmSync(fromRoot('out'), { recursive: true, force: true })
    const cli = fromRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    const result = await run(toolNode(), [cli, 'build'])
    if (!result.ok) {
      throw new SetupError(
        `The app could not be built:\n${tail(result.output, 40)}`,
        'undo or fix the last change to the sources, and run the same command again.',
      )
    }
  })
  // Written last, so that an interrupted build is repeated.
  writeFileSync(stamp, state())
}

/**
 * Changes when a file is added, removed, renamed or written.
 * @param {string} folder
 * @param {readonly string[]} names
 */
export function fingerprint(folder, names) {
  const hash = createHash('sha256')
  /** @param {string} path */
  const visit = (path) => {
    const full = join(folder, path)
    const status = statSync(full, { throwIfNoEntry: false })
    if (status?.isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(`${path}/${name}`)
    } else if (status) hash.update(`${path}\n${status.size}\n${status.mtimeMs}\n`)
  }
  for (const name of names) visit(name)
  return hash.digest('hex')
}
