import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fingerprint } from '../../scripts/setup/build.mjs'
import { cached, copyWhole, keepInCache, takeFromCache } from '../../scripts/setup/cache.mjs'
import { fileDigest, hasIntegrity } from '../../scripts/setup/digest.mjs'
import { npmBuilds } from '../../scripts/setup/electron-builds.mjs'
import { npmBuildFor } from '../../scripts/setup/electron-from-npm.mjs'
import { firstDifference } from '../../scripts/setup/lockfile.mjs'
import { npmEnvironment } from '../../scripts/setup/npm.mjs'
import { cacheFolder } from '../../scripts/setup/paths.mjs'
import {
  missingOf,
  packagesFor,
  requirements,
  withCandidate,
} from '../../scripts/setup/requirements.mjs'
import { run } from '../../scripts/setup/run.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-set-up-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('what is downloaded', () => {
  // sha512 of "genuine", as npm writes it.
  const integrity =
    'sha512-' +
    'E3gAoBBGTuXeUDJnhlHn0u0MhsLRJrsScEXJZQYhIS2pKOmZHNo9G6+mEjnnBAzlrCpsqlAbGLMBuTwNZt4jgg=='

  it('is used when it is what was published', async () => {
    const path = file('package.tgz', 'genuine')
    expect(await hasIntegrity(path, `sha512-${await fileDigest(path, 'sha512', 'base64')}`)).toBe(
      true,
    )
  })

  it('is refused when one byte differs, when it is cut off and when it is not there', async () => {
    expect(await hasIntegrity(file('a', 'genuinf'), integrity)).toBe(false)
    expect(await hasIntegrity(file('b', 'genuin'), integrity)).toBe(false)
    expect(await hasIntegrity(join(folder, 'none'), integrity)).toBe(false)
  })

  it('is named with its hashes for each platform, and with nothing where there is none', () => {
    for (const build of npmBuilds) {
      expect(npmBuildFor(build.platform, build.arch)).toBe(build)
      expect(build.integrity).toMatch(/^sha512-[\w+/]{86}==$/)
      expect(build.sha256).toMatch(/^[\da-f]{64}$/)
      expect(build.spec).toMatch(/@\d+\.\d+\.\d+$/)
    }
    expect(npmBuildFor('plan9', 'x64')).toBeUndefined()
  })
})

describe('the cache', () => {
  beforeEach(() => {
    vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'))
    vi.stubEnv('LOCALAPPDATA', join(folder, 'cache'))
    vi.stubEnv('HOME', folder)
  })

  it('gives back what was kept', async () => {
    await keepInCache(file('built.node', 'binary'), 'native/built.node')
    expect(await takeFromCache('native/built.node', join(folder, 'new', 'built.node'))).toBe(true)
    expect(readFileSync(join(folder, 'new', 'built.node'), 'utf8')).toBe('binary')
  })

  it('gives nothing back when a kept file is damaged, unproven or not there', async () => {
    await keepInCache(file('built.node', 'binary'), 'damaged.node')
    writeFileSync(cached('damaged.node'), 'binarz')
    await keepInCache(file('built.node', 'binary'), 'unproven.node')
    rmSync(`${cached('unproven.node')}.sha256`)
    for (const name of ['damaged.node', 'unproven.node', 'none.node']) {
      expect(await takeFromCache(name, join(folder, 'target'))).toBe(false)
    }
  })

  it('is never seen half written, by however many at once', async () => {
    const sources = [...'abcdefgh'].map((letter) => file(letter, letter.repeat(200_000)))
    const target = join(folder, 'target')
    await Promise.all(
      sources.map(async (source) => {
        await copyWhole(source, target)
        expect(readFileSync(target, 'utf8')).toMatch(/^(.)\1{199999}$/)
      }),
    )
  })

  it('lies where each system keeps such things', () => {
    const home = { XDG_CACHE_HOME: '/xdg', LOCALAPPDATA: 'L:' }
    expect(cacheFolder(home, 'linux')).toBe(join('/xdg', 'latchkey'))
    expect(cacheFolder(home, 'darwin')).toMatch(/Library.Caches.latchkey$/)
    expect(cacheFolder(home, 'win32')).toBe(join('L:', 'latchkey', 'cache'))
    expect(cacheFolder({}, 'linux')).toMatch(/.cache.latchkey$/)
  })
})

describe('npm packages', () => {
  const locked = { version: '1.0.0', integrity: 'sha512-a' }
  const lock = {
    packages: { '': {}, 'node_modules/a': locked, 'node_modules/a/node_modules/b': locked },
  }
  const everything = () => true

  it('are left alone when they are what the lockfile says', () => {
    expect(firstDifference(lock, lock, everything)).toBeUndefined()
  })

  it('are installed again when one is missing, changed, or gone from the disk', () => {
    const { 'node_modules/a': a } = lock.packages
    expect(firstDifference(lock, { packages: { 'node_modules/a': a } }, everything)).toBe('b')
    const changed = { ...lock.packages, 'node_modules/a': { ...a, version: '1.0.1' } }
    expect(firstDifference(lock, { packages: changed }, everything)).toBe('a')
    const forged = { ...lock.packages, 'node_modules/a': { ...a, integrity: 'sha512-b' } }
    expect(firstDifference(lock, { packages: forged }, everything)).toBe('a')
    expect(firstDifference(lock, lock, (path) => path !== 'node_modules/a')).toBe('a')
  })

  it('are locked for every platform: npm refuses the lockfile where one is left out', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>
    }
    const names = new Set(
      Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')),
    )
    const optional = Object.values(packages).flatMap((one) =>
      Object.keys(one.optionalDependencies ?? {}),
    )
    expect(optional.length).toBeGreaterThan(0)
    expect(optional.filter((name) => !names.has(name))).toEqual([])
  })

  it('may lack what is for other platforms', () => {
    const other = { packages: { 'node_modules/for-mac': { ...locked, optional: true } } }
    expect(firstDifference(other, { packages: {} }, () => false)).toBeUndefined()
  })

  it('are installed by an inner npm that the outer one does not lead astray', () => {
    const kept = { PATH: '/bin', npm_config_registry: 'https://r', npm_config_cache: '/c' }
    const dropped = {
      NODE_ENV: 'production',
      npm_config_omit: 'dev',
      npm_config_global: 'true',
      npm_config_dry_run: 'true',
      npm_lifecycle_event: 'start',
      npm_package_json: '/p',
    }
    expect(npmEnvironment({ ...kept, ...dropped })).toEqual(kept)
  })
})

describe('system packages', () => {
  const all = Object.values(requirements).flat()

  it('are only asked for where they are missing', () => {
    const first = new Set(all.map(({ packages }) => packages[0] ?? ''))
    expect(missingOf(all, first, () => true)).toEqual([])
    const withoutSound = new Set([...first].filter((name) => name !== 'libasound2'))
    expect(
      packagesFor(
        missingOf(all, withoutSound, () => true),
        new Set(),
      ),
    ).toEqual(['libasound2'])
  })

  it('count as there under any of their names, or where their program is there', () => {
    const newer = new Set(all.map(({ packages }) => packages.at(-1) ?? ''))
    expect(missingOf(all, newer, () => true)).toEqual([])
    const missing = missingOf(requirements.session, new Set(), (command) => command !== 'Xvfb')
    expect(packagesFor(missing, new Set())).toEqual(['xvfb'])
  })

  it('are named as this release of the system names them', () => {
    const policy = [
      'libasound2:',
      '  Installed: (none)',
      '  Candidate: (none)',
      '  Version table:',
      'libasound2t64:',
      '  Installed: (none)',
      '  Candidate: 1.2.11-1',
      '',
    ].join('\n')
    const available = withCandidate(policy)
    expect([...available]).toEqual(['libasound2t64'])
    const sound = [{ packages: ['libasound2', 'libasound2t64'] }]
    expect(packagesFor(sound, available)).toEqual(['libasound2t64'])
  })
})

describe('the build', () => {
  it('is made again when a source is written, added, removed or renamed, and only then', () => {
    mkdirSync(join(folder, 'src'))
    const source = file('src/a.ts', 'a')
    const seen = new Set<string>()
    const isNew = () => {
      const print = fingerprint(folder, ['src', 'not-there'])
      const fresh = !seen.has(print)
      seen.add(print)
      return fresh
    }
    expect(isNew()).toBe(true)
    expect(isNew()).toBe(false)
    utimesSync(source, 1, 1)
    expect(isNew()).toBe(true)
    file('src/b.ts', 'b')
    expect(isNew()).toBe(true)
    rmSync(source)
    expect(isNew()).toBe(true)
  })
})

describe('a program that set-up runs', () => {
  it('tells how it ended, with what it said', async () => {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
    const say = (code: string) => run(process.execPath, ['-e', code], { env })
    expect(await say('console.log("out"); process.exit(3)')).toMatchObject({ ok: false, status: 3 })
    expect((await say('console.log("out"); console.error("err")')).output).toMatch(/out\nerr\n/)
    const killed = await say('process.kill(process.pid, "SIGKILL")')
    expect(killed).toMatchObject({ ok: false, status: 137 })
  })

  it('that does not exist is a failure and no crash', async () => {
    expect(await run(join(folder, 'nothing'), [])).toMatchObject({ ok: false, status: 127 })
  })
})
