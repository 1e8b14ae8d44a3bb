import {
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_UNSUPPORTED_COMPRESSION,
  type FileEntry,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  type ZipReaderConstructorOptions,
} from '@zip.js/zip.js/lib/zip-core-native.js'
import { DomainFailure } from '../../domain/failure'

/** The total inflated size of an archive: four times the largest file we read. */
const maxInflated = 256 * 1024 * 1024

const options: ZipReaderConstructorOptions = {
  // An archive states nearly everything twice. If the two differ, or bytes belong to nothing, it is
  // damaged.
  strictness: 'strict',
  checkCrc32: true,
  checkOverlappingEntry: true,
  // Files of an archive are never written to disk, so an attachment may have any name.
  filenameValidation: 'tolerant',
  // This already runs in its own thread.
  useWebWorkers: false,
}

/**
 * Reads one file of a zip archive after verifying the length and CRC-32 of every file in it. No file is
 * inflated beyond its stated length.
 *
 * @returns null if there is no such file
 * @throws DomainFailure FILE_DAMAGED, FILE_ENCRYPTED, FILE_TOO_LARGE, FILE_UNKNOWN
 */
export async function fileInZip(archive: Uint8Array, name: string): Promise<Uint8Array | null> {
  try {
    const entries = await new ZipReader(new Uint8ArrayReader(archive), options).getEntries()
    const files = entries.filter((entry) => !entry.directory)
    return files.some(({ filename }) => filename === name) ? await wholeFile(files, name) : null
  } catch (error) {
    throw error instanceof DomainFailure ? error : new DomainFailure(codeOf(error))
  }
}

async function wholeFile(files: readonly FileEntry[], name: string): Promise<Uint8Array | null> {
  if (files.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > maxInflated) {
    throw new DomainFailure('FILE_TOO_LARGE')
  }
  let found: Uint8Array | null = null
  for (const file of files) {
    if (file.encrypted) throw new DomainFailure('FILE_ENCRYPTED')
    if (file.filename === name) found = await file.getData(new Uint8ArrayWriter())
    else await file.getData(new WritableStream())
  }
  return found
}

/** All other errors are about a missing or mismatched part, or data that doesn't inflate. */
function codeOf(error: unknown) {
  const { message } = error as Error
  if (message === ERR_ENCRYPTED_CENTRAL_DIRECTORY) return 'FILE_ENCRYPTED'
  return message === ERR_UNSUPPORTED_COMPRESSION ? 'FILE_UNKNOWN' : 'FILE_DAMAGED'
}
