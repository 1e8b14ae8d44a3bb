/** `npm run tour`: shows the whole journey in the real app, step by step, on a screen of its own. */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { inDesktopSession } from './desktop-session.mjs'
import { buildApp } from './setup/build.mjs'
import { setUp } from './setup/index.mjs'
import { fromRoot, toolNode } from './setup/paths.mjs'
import { runMain, SetupError } from './setup/say.mjs'

const tour = 'e2e/tour/tour.ts'

/**
 * @param {readonly string[]} [args] for the tour
 * @returns {Promise<number>} the tour's exit status
 */
export async function runTour(args = []) {
  if (!existsSync(fromRoot(tour))) {
    throw new SetupError(`There is no guided tour here (${tour}).`, 'get it from the repository.')
  }
  await setUp('session')
  await buildApp()
  return inDesktopSession([toolNode(), fromRoot('scripts/run-ts.mjs'), tour, ...args])
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(() => runTour(process.argv.slice(2)))
}
