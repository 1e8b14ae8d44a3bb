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
/** A few hundred megabytes on a slow disk. */
const timeoutMs = 180_000

const previousOf = (folder: string) => `${folder}.previous`

/** Whether the folder and the previous one beside it, which is deleted, contain no files of the person's. */
export async function isReplaceable(folder: string): Promise<boolean> {
  const previous = previousOf(folder)
  const isThere = await lstat(previous).then(
    () => true,
    () => false,
  )
  return (await holdsReleaseOnly(folder)) && (!isThere || (await holdsReleaseOnly(previous)))
}

/**
 * Unpacks an archive beside the app's folder and puts the new folder in place with two renames. If the
 * computer stops between them, the old app is intact under the name it keeps afterwards, `….previous`, and
 * can be opened there.
 *
 * @param executable in the folder to replace
 * @param archive a verified tar file of one folder, which contains a program of the same name
 * @throws if it can't be done, or the old folders contain anything else; the old app is then in place
 */
export async function replaceFolder(executable: string, archive: string): Promise<void> {
  const folder = dirname(executable)
  const beside = await mkdtemp(join(dirname(folder), '.latchkey-update-'))
  try {
    // This program creates files for its user alone (`desktop/private-folder.ts`). The app's files keep
    // their packed permissions, for others who start it from there.
    const rights = ['--no-same-owner', '--preserve-permissions']
    const args = ['--extract', '--file', archive, '--directory', beside, ...rights]
    await run('tar', args, { timeout: timeoutMs })
    const fresh = await newFolder(beside, basename(executable))
    // Unpacking took a while, so check again.
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

/** A file in a portable app's folder that lists every file of the release, one per line. */
const list = 'files.txt'

/**
 * Whether a folder contains only files of a release. Only then is it safe to replace: it holds no data of
 * the person's, and isn't a folder of other files that they unpacked into.
 */
async function holdsReleaseOnly(folder: string): Promise<boolean> {
  try {
    const text = await readFile(join(folder, list), 'utf8')
    return await holdsOnly(folder, new Set(text.split('\n').filter(Boolean)))
  } catch {
    return false
  }
}

/** Only descends into known folders, so that it finishes soon even in a very large folder. */
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
