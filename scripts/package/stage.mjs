/** What goes into the app's archive: the build, the two native modules and what they need. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fromRoot } from '../setup/paths.mjs'
import { SetupError } from '../setup/say.mjs'

/** @typedef {{ readonly platform: 'linux' | 'darwin' | 'win32', readonly arch: 'x64' | 'arm64' }} Target */

/**
 * Everything else is bundled into `out`. Each finds its binary relative to its own folder, so they keep
 * their places in node_modules.
 */
const modules = [
  {
    name: 'better-sqlite3',
    files: ['package.json', 'LICENSE', 'lib'],
    built: 'build/Release/better_sqlite3.node',
    /** @type {(target: Target) => string} */
    prebuilt: ({ platform, arch }) => `prebuilds/${platform}-${arch}.node`,
  },
  {
    name: 'argon2',
    files: ['package.json', 'LICENSE', 'argon2.cjs'],
    built: 'build/Release/argon2.node',
    /** @type {(target: Target) => string} */
    prebuilt: ({ platform, arch }) =>
      `prebuilds/${platform}-${arch}/argon2.${arch === 'arm64' ? 'armv8.' : ''}glibc.node`,
  },
]

/** What argon2 depends on. */
const plainModules = [
  { name: '@phc/format', files: ['package.json', 'license', 'index.js'] },
  {
    name: 'node-gyp-build',
    files: ['package.json', 'LICENSE', 'index.js', 'node-gyp-build.js'],
  },
]

/** The window's icon on Linux, where the system doesn't take it from the program. */
const windowIcon = 'resources/icons/256.png'

/**
 * Lays the app out as it will be in its archive.
 * @param {string} folder to create
 * @param {string} version
 * @param {Target} target
 */
export function stageApp(folder, version, target) {
  mkdirSync(folder, { recursive: true })
  for (const part of ['main', 'preload', 'renderer']) copy(fromRoot('out', part), 'out', part)
  copy(fromRoot(windowIcon), windowIcon)
  for (const { name, files } of [...modules, ...plainModules]) {
    for (const file of files) copyOf(name, file)
  }
  for (const module of modules) copyOf(module.name, binaryOf(module, target))
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(version), null, 2)}\n`)

  /**
   * @param {string} from
   * @param {string[]} to
   */
  function copy(from, ...to) {
    const target = join(folder, ...to)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(from, target, { recursive: true, dereference: true })
  }
  /**
   * @param {string} name
   * @param {string} file
   */
  function copyOf(name, file) {
    copy(fromRoot('node_modules', name, file), 'node_modules', name, file)
  }
}

/**
 * The binary that was built here loads in the installed Electron. For other systems there are only the
 * module's own binaries.
 * @param {{ name: string, built: string, prebuilt: (target: Target) => string }} module
 * @param {Target} target
 */
function binaryOf({ name, built, prebuilt }, target) {
  const own = target.platform === process.platform && target.arch === process.arch
  const wanted = own && existsSync(fromRoot('node_modules', name, built)) ? built : prebuilt(target)
  if (existsSync(fromRoot('node_modules', name, wanted))) return wanted
  throw new SetupError(
    `${name} has no binary for ${target.platform} on ${target.arch}.`,
    'make the package on such a computer.',
  )
}

/**
 * The app's own package.json, without what only its developers need.
 * @param {string} version
 */
function manifest(version) {
  const { name, productName, description, license, type, main, desktopName } = projectManifest()
  return { name, productName, version, description, license, type, main, desktopName }
}

/** @returns {Record<string, string>} */
export const projectManifest = () => JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'))
