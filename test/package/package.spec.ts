/** What is in a package, read back from it. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { buildApp } from '../../scripts/setup/build.mjs'
import { electronPath, fromRoot, toolNode } from '../../scripts/setup/paths.mjs'
import { archive, deb, expect, test } from './fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'latchkey-package-'))
const unpacked = join(folder, 'unpacked')
const home = join(unpacked, 'usr/lib/latchkey')
const hasRpm = existsSync('/usr/bin/rpmbuild')

test.beforeAll(() => {
  execFileSync('dpkg-deb', ['-x', deb(manifest.version), unpacked])
})

test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/**
 * The fuses as they are in the executable, in order: 1 is on, 0 is off. They are repeated here rather than
 * taken from the code that sets them.
 */
const wantedFuses = [
  ['RunAsNode', '0'],
  ['EnableCookieEncryption', '0'],
  ['EnableNodeOptionsEnvironmentVariable', '0'],
  ['EnableNodeCliInspectArguments', '0'],
  ['EnableEmbeddedAsarIntegrityValidation', '0'],
  ['OnlyLoadAppFromAsar', '1'],
  ['LoadBrowserProcessSpecificV8Snapshot', '0'],
  ['GrantFileProtocolExtraPrivileges', '0'],
  ['WasmTrapHandlers', '1'], // newer Electrons have it
] as const

test('its executable runs no program but ours, whatever it is told', () => {
  const bytes = readFileSync(join(home, 'latchkey'))
  // https://github.com/electron/electron/blob/main/build/fuses/build.py
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const at = bytes.indexOf(sentinel) + sentinel.length
  expect(at).toBeGreaterThan(sentinel.length)
  expect(bytes.indexOf(sentinel, at)).toBe(-1)
  const [version, length = 0] = bytes.subarray(at)
  expect(version).toBe(1)
  expect(length).toBeGreaterThanOrEqual(8)
  const states = [...bytes.subarray(at + 2, at + 2 + length).toString('latin1')]
  // One that is not in the table appears as undefined: someone has to look up what it is.
  const found = states.map((state, index) => [wantedFuses[index]?.[0], state])
  expect(found).toEqual(wantedFuses.slice(0, length))
})

test('it takes at most 15 MB more than Electron', async () => {
  const bare = sizeOf(join(electronPath() ?? '', '..'))
  expect(sizeOf(home) - bare).toBeLessThan(15_000_000)
})

test('it names every package that it was made of, with its licence, and the Electron', () => {
  const bill = JSON.parse(readFileSync(join(home, 'sbom.cdx.json'), 'utf8')) as {
    bomFormat: string
    components: { name: string; group?: string; version: string; licenses?: unknown[] }[]
  }
  expect(bill.bomFormat).toBe('CycloneDX')
  const named = bill.components.map(({ group, name, version }) =>
    group ? `${group}/${name}@${version}` : `${name}@${version}`,
  )
  const wanted = Object.entries(manifest.dependencies).map(
    ([name, version]) => `${name}@${version}`,
  )
  expect(named).toEqual(expect.arrayContaining(wanted))
  expect(named.some((name) => name.startsWith('electron@'))).toBe(true)
  expect(bill.components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([])
  const licences = readFileSync(join(home, 'licences.txt'), 'utf8')
  for (const [name, version] of Object.entries(manifest.dependencies)) {
    expect(licences).toContain(`${name} ${version}: `)
  }
  expect(licences).not.toContain('UNKNOWN')
})

test('the same commit makes the same package and the same archive, byte for byte', async () => {
  // Built from the sources again, rather than from an earlier build.
  await buildApp({ always: true })
  const again = join(folder, 'again')
  const electron = readFileSync(join(electronPath() ?? '', '../version'), 'utf8').replace('v', '')
  const make = [fromRoot('scripts/package/make.mjs'), `--electron=${electron}`, '--quick']
  if (hasRpm) make.push('--formats=deb,tar.gz,rpm')
  execFileSync(toolNode(), [...make, `--out=${again}`], { stdio: 'pipe' })
  for (const made of [deb(manifest.version), archive(manifest.version)]) {
    expect(sha256(join(again, basename(made))), basename(made)).toBe(sha256(made))
  }
})

test('an .rpm holds the same files as the .deb', () => {
  // biome-ignore lint/suspicious/noSkippedTests: only where the system can't do what is tested
  test.skip(!hasRpm, 'there is no rpmbuild')
  const file = join(folder, 'again', `latchkey-${manifest.version}-1.x86_64.rpm`)
  const listed = execFileSync('/usr/bin/rpm', ['-qpl', file], { encoding: 'utf8' })
    .trimEnd()
    .split('\n')
  const ofDeb = readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length))
  expect(listed).toEqual(expect.arrayContaining(ofDeb))
  const folders = listed.filter((path) => !ofDeb.includes(path))
  expect(folders.filter((path) => !path.startsWith('/usr/lib/latchkey'))).toEqual([])
})

test('the portable archive names all that is in it, and its commands give it its sandbox where a system asks for more', () => {
  const portable = join(folder, 'port able')
  mkdirSync(portable)
  const into = ['-C', portable, '--strip-components=1']
  execFileSync('tar', ['-xzf', archive(manifest.version), ...into])
  const listed = readFileSync(join(portable, 'files.txt'), 'utf8').trimEnd().split('\n')
  expect(readdirSync(portable, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual(listed)

  const readme = readFileSync(join(portable, 'README.txt'), 'utf8')
  const commands = [...readme.matchAll(/^ {4}(.+)$/gm)].map(([, command = '']) => command)
  const [fill = '', load] = commands
  const file = join(folder, 'profile')
  const command = fill.replace('sudo tee /etc/apparmor.d/latchkey-portable', 'tee "$0"')
  execFileSync('sh', ['-c', command, file], { cwd: portable, stdio: 'pipe' })
  expect(readFileSync(file, 'utf8')).toContain(
    `profile latchkey-portable "${portable}/latchkey" flags=(unconfined) {\n  userns,\n}`,
  )
  expect(load).toBe('sudo apparmor_parser --replace /etc/apparmor.d/latchkey-portable')
})

test('every version that is asked for is an exact one', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies }
  for (const [name, version] of Object.entries(all)) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
  }
})

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
