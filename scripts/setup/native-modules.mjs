/** Native modules: npm's binaries where they load, otherwise built from source. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { keepInCache, takeFromCache } from './cache.mjs'
import { electronPath, fromRoot, installedPackage, toolNode } from './paths.mjs'
import { run, tail } from './run.mjs'
import { SetupError, step } from './say.mjs'

const modules = [
  {
    name: 'better-sqlite3',
    binary: 'better_sqlite3.node',
    // Its binaries need Node-API 10, which Electron has from 36 on. Before that, the one function it
    // uses from there is available as an experiment under these definitions.
    cxxflags: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
    gypArguments: ['--force_build=1'],
    minutes: 1,
  },
  {
    name: 'argon2',
    binary: 'argon2.node',
    // Needs nothing newer than Node-API 9 (Node 20), but would take the version of the Node that builds it.
    cxxflags: '-UNAPI_VERSION -DNAPI_VERSION=9',
    gypArguments: [],
    minutes: 0.1,
  },
]

/** @typedef {(typeof modules)[number]} NativeModule */

/**
 * @param {() => Promise<void>} readyToCompile called before anything is compiled
 */
export async function provideNativeModules(readyToCompile) {
  if (await loads(...modules.map(({ name }) => name))) return
  for (const module of modules) {
    if (await loads(module.name)) continue
    const target = builtBinary(module)
    const key = cacheKey(module)
    if ((await takeFromCache(key, target)) && (await loads(module.name))) continue

    await rm(target, { force: true })
    await readyToCompile()
    const about = module.minutes < 1 ? 'seconds' : 'about a minute'
    await step(`${module.name}: building it for this Electron (${about})`, () => build(module))
    await keepInCache(target, key)
  }
}

/** @param {string[]} names */
async function loads(...names) {
  const result = await run(electronPath() ?? '', [fromRoot('scripts/setup/probe.cjs'), ...names], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeout: 60_000,
  })
  return result.ok
}

/** @param {NativeModule} module */
const builtBinary = ({ name, binary }) => fromRoot('node_modules', name, 'build/Release', binary)

/**
 * A file name made of everything that determines the result.
 * @param {NativeModule} module
 */
function cacheKey({ name, binary, cxxflags, gypArguments }) {
  const how = createHash('sha256')
    .update([cxxflags, ...gypArguments].join('\n'))
    .digest('hex')
  const { version } = installedPackage(name)
  return join(
    'native',
    `${name}-${version}-${process.platform}-${process.arch}-${how.slice(0, 12)}`,
    binary,
  )
}

/** @param {NativeModule} module */
async function build(module) {
  const { name, cxxflags, gypArguments } = module
  const gyp = fromRoot('node_modules/node-gyp/bin/node-gyp.js')
  const args = [gyp, 'rebuild', '--release', ...gypArguments, ...nodeHeaders()]
  const result = await run(toolNode(), args, {
    cwd: fromRoot('node_modules', name),
    env: {
      ...process.env,
      JOBS: String(availableParallelism()),
      CXXFLAGS: `${process.env['CXXFLAGS'] ?? ''} ${cxxflags}`.trim(),
    },
  })
  if (result.ok && (await loads(name))) return
  throw new SetupError(
    `${name} could not be built for this Electron:\n${tail(result.output)}`,
    'install a C++ compiler, make and Python 3 (on Debian: g++ make python3), and run the same command again.',
  )
}

/** Headers from the `node` package, so that node-gyp downloads none. Node-API is the same everywhere. */
function nodeHeaders() {
  const home = fromRoot(
    'node_modules/node/node_modules',
    `node-${process.platform}-${process.arch}`,
  )
  return existsSync(join(home, 'include/node/node_api.h')) ? [`--nodedir=${home}`] : []
}
