import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

/** SHA-256 of a file, in hex, read in parts: it may be larger than memory. */
export function digestOf(path: string): string {
  const hash = createHash('sha256')
  const part = Buffer.alloc(1024 * 1024)
  const file = openSync(path, 'r')
  try {
    for (let length = readSync(file, part); length > 0; length = readSync(file, part)) {
      hash.update(part.subarray(0, length))
    }
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}
