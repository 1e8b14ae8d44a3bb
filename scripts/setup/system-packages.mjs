/** System packages on Linux: installed if we may, otherwise named exactly. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { missingOf, packagesFor, requirements, withCandidate } from './requirements.mjs'
import { run, tail } from './run.mjs'
import { SetupError, say, step } from './say.mjs'

/**
 * @param {readonly import('./requirements.mjs').Purpose[]} purposes
 */
export async function provideSystemPackages(purposes) {
  if (process.platform !== 'linux') return
  const missing = await missingFor(purposes)
  if (missing.length === 0) return
  if (!hasCommand('apt-get')) return onAnotherSystem(missing)

  const root = process.getuid?.() === 0
  const asRoot = root ? [] : ['sudo', '-n']
  if (!root && !(await run('sudo', ['-n', 'true'])).ok) {
    const names = await choose(missing)
    throw new SetupError(
      `Some system packages are missing: ${names.join(' ')}`,
      `run this, then the same command again:\n\n  sudo apt-get install --no-install-recommends ${names.join(' ')}`,
    )
  }
  await step('List of system packages', () => apt([...asRoot, 'apt-get', 'update']))
  const names = await choose(missing)
  await step(`System packages: ${names.join(' ')}`, () =>
    apt([...asRoot, 'apt-get', 'install', '-y', '--no-install-recommends', ...names]),
  )
}

/**
 * The requirements for these purposes that are missing.
 * @param {readonly import('./requirements.mjs').Purpose[]} purposes
 */
export async function missingFor(purposes) {
  const wanted = purposes.flatMap((purpose) => [...requirements[purpose]])
  // dpkg-query exits with 1 if it doesn't know one of the names; only its output counts.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: these are dpkg's own placeholders
  const format = ['-W', '-f', '${Package} ${db:Status-Status}\n']
  const { output } = await run('dpkg-query', [
    ...format,
    ...wanted.flatMap(({ packages }) => packages),
  ])
  const installed = new Set(output.match(/^\S+(?= installed$)/gm))
  return missingOf(wanted, installed, hasCommand)
}

/** @param {string} command */
function hasCommand(command) {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** @param {readonly import('./requirements.mjs').Requirement[]} missing */
async function choose(missing) {
  const policy = await run(
    'apt-cache',
    ['policy', ...missing.flatMap(({ packages }) => packages)],
    {
      env: { ...process.env, LC_ALL: 'C' },
    },
  )
  return [...new Set(packagesFor(missing, withCandidate(policy.output)))]
}

/** @param {readonly string[]} command */
async function apt([program = '', ...args]) {
  const patient = ['-o', 'DPkg::Lock::Timeout=300']
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const result = await run(program, [...args, ...patient], { env })
  if (result.ok) return
  throw new SetupError(
    `The system packages could not be installed:\n${tail(result.output)}`,
    `check the network and the package sources, or run it yourself: ${[program, ...args].join(' ')}`,
  )
}

/**
 * The packages that contain the libraries differ between systems; the programs don't.
 * @param {readonly import('./requirements.mjs').Requirement[]} missing
 */
function onAnotherSystem(missing) {
  const commands = missing.flatMap(({ command }) => (command === undefined ? [] : [command]))
  if (commands.length > 0) {
    throw new SetupError(
      `Some programs are missing: ${commands.join(', ')}`,
      "install them with your system's package manager, and run the same command again.",
    )
  }
  say('  (no apt here: if Electron does not start, install the libraries it names)')
}
