import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** In a portable app's folder: the name of everything that the release has put there, a line each. */
const list = 'files.txt'

/**
 * Whether a folder holds what a release has brought and nothing else. Only then nothing of a person's
 * goes with it when another takes its place: their data, or all of a folder that they unpacked into.
 */
export async function holdsReleaseOnly(folder: string): Promise<boolean> {
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
