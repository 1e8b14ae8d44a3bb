/**
 * Exim, a mail transfer agent, without installing it: Debian's package is downloaded and unpacked into the
 * cache, and the user who runs the tests starts it from there. Nothing outside the cache changes.
 */
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { cached, temporaryBeside } from '../../scripts/setup/cache.mjs'
import { run, tail } from '../../scripts/setup/run.mjs'

/** A folder with `exim4` and, in `lib`, the libraries that it needs and this system may lack. */
type Found = { readonly folder: string } | { readonly missing: string }

/** `libnss-wrapper` provides the user `Debian-exim`, which only an installed package creates. */
const wanted = ['exim4-daemon-light', 'libnss-wrapper']
/** For each program that is run here. */
const timeout = 60_000
const impatient = ['-o', 'Acquire::http::Timeout=10', '-o', 'Acquire::Retries=1']

let found: Promise<Found> | undefined

/** Looked up once per process. `missing` says why there is none: no apt, or no network. */
export function eximProgram(): Promise<Found> {
  found ??= find().catch((error: Error) => ({ missing: error.message }))
  return found
}

async function find(): Promise<Found> {
  if (process.platform !== 'linux') throw new Error('mail transfer agents are tried on Linux only')
  const folder = cached(`exim-${await system()}`)
  if (await isThere(folder)) return { folder }
  const work = await mkdtemp(join(tmpdir(), 'latchkey-exim-'))
  try {
    await fetchPackages(work)
    await keep(work, folder)
    return { folder }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** A program built for one release may not run on another. */
async function system(): Promise<string> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  const field = (name: string) => new RegExp(`^${name}="?([\\w.-]+)`, 'm').exec(release)?.[1]
  return `${field('ID') ?? 'linux'}-${field('VERSION_ID') ?? 'rolling'}-${process.arch}`
}

const isThere = (folder: string) =>
  readFile(join(folder, 'exim4')).then(
    () => true,
    () => false,
  )

/** Only the packages that apt would install: those that this system already has are not downloaded. */
async function fetchPackages(work: string): Promise<void> {
  const known = await names([])
  const lists = known.length > 0 ? [] : await ownLists(work)
  const packages = known.length > 0 ? known : await names(lists)
  if (packages.length === 0) throw new Error(`apt knows no ${wanted.join(' and ')}`)
  const fetched = await apt(work, [...lists, 'download', ...packages])
  if (!fetched.ok) throw new Error(`Exim could not be fetched: ${tail(fetched.output, 3)}`)
  for (const file of await readdir(work)) {
    if (!file.endsWith('.deb')) continue
    const unpacked = await run('dpkg-deb', ['-x', file, 'unpacked'], { cwd: work, timeout })
    if (!unpacked.ok) throw new Error(`Exim could not be unpacked: ${tail(unpacked.output, 3)}`)
  }
}

/** @returns none if apt has no lists, or not of these packages */
async function names(lists: readonly string[]): Promise<string[]> {
  const install = ['install', '--simulate', '--reinstall', '--no-install-recommends', ...wanted]
  const { ok, output } = await apt(tmpdir(), [...lists, ...install])
  if (!ok) return []
  const all = [...output.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name)
  // It asks an administrator questions, and we have our own configuration.
  return all.filter((name) => name !== 'exim4-config')
}

/** Own package lists, since a container often has none. @returns the options that make apt use them */
async function ownLists(work: string): Promise<string[]> {
  const options = ['lists', 'archives'].map((name) => join(work, name))
  const [lists = '', archives = ''] = options
  await mkdir(join(lists, 'partial'), { recursive: true })
  await mkdir(join(archives, 'partial'), { recursive: true })
  const own = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${archives}`]
  const updated = await apt(work, [...own, 'update'])
  if (!updated.ok) throw new Error(`apt has no lists of packages: ${tail(updated.output, 3)}`)
  return own
}

function apt(cwd: string, args: readonly string[]) {
  // Root downloads as itself, because apt's own user may not write here.
  const asRoot = process.getuid?.() === 0 ? ['-o', 'APT::Sandbox::User=root'] : []
  const env = { ...process.env, LC_ALL: 'C' }
  return run('apt-get', [...impatient, ...asRoot, ...args], { cwd, env, timeout })
}

async function keep(work: string, folder: string): Promise<void> {
  const temporary = temporaryBeside(folder)
  const unpacked = join(work, 'unpacked')
  await mkdir(join(temporary, 'lib'), { recursive: true })
  await copyFile(join(unpacked, 'usr', 'sbin', 'exim4'), join(temporary, 'exim4'))
  // Not setuid root, as an installed one is: with that bit, no wrapper would be loaded.
  await chmod(join(temporary, 'exim4'), 0o755)
  for (const entry of await readdir(unpacked, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!/\.so(\.\d+)*$/.test(entry.name)) continue
    await copyFile(path, join(temporary, 'lib', basename(path)))
  }
  await rename(temporary, folder).catch(async (error: Error) => {
    await rm(temporary, { recursive: true, force: true })
    // Another run was faster.
    if (!(await isThere(folder))) throw error
  })
}
