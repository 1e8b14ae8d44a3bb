/**
 * `npm run bench`: measures the figures of docs/figures.md, some in the app's own runtime and some in the
 * app. The program runs in Electron's Node, so it must remove ELECTRON_RUN_AS_NODE from the environment
 * of an app that it starts.
 */
import { existsSync } from 'node:fs'
import { inDesktopSession } from './desktop-session.mjs'
import { buildApp } from './setup/build.mjs'
import { setUp } from './setup/index.mjs'
import { electronPath, fromRoot } from './setup/paths.mjs'
import { runMain, SetupError } from './setup/say.mjs'

const bench = 'bench/run.ts'

await runMain(async () => {
  if (!existsSync(fromRoot(bench))) {
    throw new SetupError(`There is no benchmark here (${bench}).`, 'get it from the repository.')
  }
  await setUp('session', 'test')
  await buildApp()
  const program = [electronPath() ?? '', fromRoot('scripts/run-ts.mjs'), bench]
  return inDesktopSession([...program, ...process.argv.slice(2)], { ELECTRON_RUN_AS_NODE: '1' })
})
