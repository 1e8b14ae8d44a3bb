import { crc32, inflateRawSync } from 'node:zlib'
import { DomainFailure } from '../../domain/failure'
import { insist, packedFile, type ZipFile, zipDirectory } from './zip-directory'

/** What all files of an archive may inflate to: four times the largest file that is read. */
const maxInflated = 256 * 1024 * 1024

/**
 * One file out of a zip archive, once every file in it was found to be whole: length and CRC-32
 * are those that the archive gives. None is inflated beyond the length that it is said to have.
 *
 * @returns null when there is no such file
 * @throws DomainFailure FILE_DAMAGED, FILE_ENCRYPTED, FILE_TOO_LARGE, FILE_UNKNOWN
 */
export function fileInZip(archive: Uint8Array, name: string): Uint8Array | null {
  try {
    return wholeFile(Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength), name)
  } catch (error) {
    // Anything else says that a place is not in the archive, or that it does not inflate.
    throw error instanceof DomainFailure ? error : new DomainFailure('FILE_DAMAGED')
  }
}

function wholeFile(archive: Buffer, name: string): Uint8Array | null {
  const { files, begin } = zipDirectory(archive)
  if (!files.some((file) => file.name === name)) return null
  if (files.reduce((sum, { size }) => sum + size, 0) > maxInflated) {
    throw new DomainFailure('FILE_TOO_LARGE')
  }
  insist(files[0]?.offset === 0)
  let found: Uint8Array | null = null
  for (const [n, file] of files.entries()) {
    const bytes = inflated(file, packedFile(archive, file, files[n + 1]?.offset ?? begin))
    insist(bytes.length === file.size && crc32(bytes) === file.crc)
    if (file.name === name) found = bytes
  }
  return found
}

function inflated({ encrypted, method, size }: ZipFile, packed: Buffer): Buffer {
  if (encrypted) throw new DomainFailure('FILE_ENCRYPTED')
  if (method === 0) return packed
  if (method !== 8) throw new DomainFailure('FILE_UNKNOWN')
  const limit = { maxOutputLength: Math.max(size, 1) }
  // Node's types leave out what `info` adds.
  const { buffer, engine } = inflateRawSync(packed, { ...limit, info: true }) as unknown as {
    readonly buffer: Buffer
    readonly engine: { readonly bytesWritten: number }
  }
  insist(engine.bytesWritten === packed.length)
  return buffer
}
