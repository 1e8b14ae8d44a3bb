import { execFile } from 'node:child_process'
import {
  access,
  chmod,
  constants,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** Some hundred megabytes on a slow disk. */
const patienceMs = 180_000

const previousOf = (folder: string) => `${folder}.previous`

/** Whether neither the folder nor the older one beside it, which is deleted, holds anything of a person's. */
export async function isReplaceable(folder: string): Promise<boolean> {
  const previous = previousOf(folder)
  const isThere = await lstat(previous).then(
    () => true,
    () => false,
  )
  return (await holdsReleaseOnly(folder)) && (!isThere || (await holdsReleaseOnly(previous)))
}

/**
 * Unpacks an archive beside the folder of the app and puts the new folder in its place by two renames.
 * Should the computer stop between them, the old app is whole under the name it keeps afterwards,
 * `….previous`, and can be opened there.
 *
 * @param executable in the folder that is replaced
 * @param archive a tar file, verified, with one folder in it that holds a program of the same name
 * @throws when it cannot be done, or anything else lies in the old folders: then the old app is in its
 * place
 */
export async function replaceFolder(executable: string, archive: string): Promise<void> {
  const folder = dirname(executable)
  const beside = await mkdtemp(join(dirname(folder), '.latchkey-update-'))
  try {
    // This program's own files are its user's alone (`desktop/private-folder.ts`); the app's are as they were
    // packed, for whoever else starts it from there.
    const rights = ['--no-same-owner', '--preserve-permissions']
    const args = ['--extract', '--file', archive, '--directory', beside, ...rights]
    await run('tar', args, { timeout: patienceMs })
    const fresh = await newFolder(beside, basename(executable))
    // Unpacking took a while.
    if (!(await isReplaceable(folder))) throw new Error('more than the app lies in its folder')
    const previous = previousOf(folder)
    await rm(previous, { recursive: true, force: true })
    await rename(folder, previous)
    try {
      await rename(fresh, folder)
    } catch (error) {
      await rename(previous, folder)
      throw error
    }
  } finally {
    await rm(beside, { recursive: true, force: true })
  }
}

async function newFolder(beside: string, program: string): Promise<string> {
  const [only, ...others] = await readdir(beside)
  if (only === undefined || others.length > 0) throw new Error('not an archive of one folder')
  const folder = join(beside, only)
  const executable = join(folder, program)
  if (!(await stat(executable)).isFile()) throw new Error('no program in the archive')
  await access(executable, constants.X_OK)
  await chmod(folder, 0o755)
  return folder
}

/** In a portable app's folder: the name of everything that the release has put there, a line each. */
const list = 'files.txt'

/**
 * Whether a folder holds what a release has brought and nothing else. Only then nothing of a person's
 * goes with it when another takes its place: their data, or all of a folder that they unpacked into.
 */
async function holdsReleaseOnly(folder: string): Promise<boolean> {
  try {
    const text = await readFile(join(folder, list), 'utf8')
    return await holdsOnly(folder, new Set(text.split('\n').filter(Boolean)))
  } catch {
    return false
  }
}

/** Looks into known folders only, so that it is over soon in one with very much in it. */
async function holdsOnly(
  folder: string,
  names: ReadonlySet<string>,
  within = '',
): Promise<boolean> {
  for (const entry of await readdir(join(folder, within), { withFileTypes: true })) {
    const name = `${within}${entry.name}`
    if (!names.has(name)) return false
    if (entry.isDirectory() && !(await holdsOnly(folder, names, `${name}/`))) return false
  }
  return true
}
