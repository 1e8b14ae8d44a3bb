import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileDigest } from './digest.mjs'
import { cacheFolder } from './paths.mjs'

/** A name next to `path` that no other run uses, so that a rename can put the finished file there. */
export const temporaryBeside = (/** @type {string} */ path) =>
  `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`

/** @param {string} name */
export const cached = (name) => join(cacheFolder(), name)

/**
 * Copies a file so that readers see either the old file or the whole new one, even if other runs write too.
 * @param {string} from
 * @param {string} to
 */
export async function copyWhole(from, to) {
  await mkdir(dirname(to), { recursive: true })
  const temporary = temporaryBeside(to)
  try {
    await copyFile(from, temporary)
    await rename(temporary, to)
  } finally {
    await rm(temporary, { force: true })
  }
}

/**
 * Keeps a file that was built here. Its digest is in a file next to it.
 * @param {string} file
 * @param {string} name
 */
export async function keepInCache(file, name) {
  const kept = cached(name)
  await copyWhole(file, kept)
  const temporary = temporaryBeside(`${kept}.sha256`)
  await writeFile(temporary, await fileDigest(file, 'sha256', 'hex'))
  await rename(temporary, `${kept}.sha256`)
}

/**
 * Copies a file out of the cache, if it is there and intact.
 * @param {string} name
 * @param {string} to
 */
export async function takeFromCache(name, to) {
  const kept = cached(name)
  try {
    const expected = await readFile(`${kept}.sha256`, 'utf8')
    if ((await fileDigest(kept, 'sha256', 'hex')) !== expected.trim()) return false
    await copyWhole(kept, to)
    return true
  } catch {
    return false
  }
}
