import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/**
 * @param {string} path
 * @param {'sha256' | 'sha512'} algorithm
 * @param {'hex' | 'base64'} encoding
 * @returns {Promise<string>}
 */
export async function fileDigest(path, algorithm, encoding) {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(path), hash)
  return hash.digest(encoding)
}

/**
 * Whether a file matches an npm integrity string (`sha512-…`). A missing file doesn't.
 * @param {string} path
 * @param {string} integrity
 */
export async function hasIntegrity(path, integrity) {
  try {
    return `sha512-${await fileDigest(path, 'sha512', 'base64')}` === integrity
  } catch {
    return false
  }
}
