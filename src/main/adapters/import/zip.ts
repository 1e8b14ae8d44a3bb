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

/** What all files of an archive may inflate to: four times the largest file that is read. */
const maxInflated = 256 * 1024 * 1024

const options: ZipReaderConstructorOptions = {
  // An archive says nearly everything twice: where the two differ, or bytes belong to nothing, it is damaged.
  strictness: 'strict',
  checkCrc32: true,
  checkOverlappingEntry: true,
  // No file of an archive is ever written to the disk, so that an attachment may be called anything.
  filenameValidation: 'tolerant',
  // This runs on a thread of its own already.
  useWebWorkers: false,
}

/**
 * One file out of a zip archive, once every file in it was found to be whole: length and CRC-32
 * are those that the archive gives. None is inflated beyond the length that it is said to have.
 *
 * @returns null when there is no such file
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

/** Anything but these says that a place is not in the archive, that it does not inflate, or does not fit. */
function codeOf(error: unknown) {
  const { message } = error as Error
  if (message === ERR_ENCRYPTED_CENTRAL_DIRECTORY) return 'FILE_ENCRYPTED'
  return message === ERR_UNSUPPORTED_COMPRESSION ? 'FILE_UNKNOWN' : 'FILE_DAMAGED'
}
