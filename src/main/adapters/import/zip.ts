import { unzipSync } from 'fflate'
import { DomainFailure } from '../../domain/failure'

/** What one file in an archive may inflate to: twice the largest plain file that is read. */
const maxInflated = 128 * 1024 * 1024

/**
 * One file out of a zip archive. Nothing else in it is inflated, and this one not beyond what it
 * says of its size: an archive that lies about that gives a cut file, which is no JSON.
 *
 * @returns null when there is no such file
 * @throws DomainFailure FILE_DAMAGED, FILE_TOO_LARGE
 */
export function fileInZip(archive: Uint8Array, name: string): Uint8Array | null {
  try {
    const files = unzipSync(archive, {
      filter(file) {
        if (file.name !== name) return false
        if (file.originalSize > maxInflated) throw new DomainFailure('FILE_TOO_LARGE')
        return true
      },
    })
    return files[name] ?? null
  } catch (error) {
    if (error instanceof DomainFailure) throw error
    throw new DomainFailure('FILE_DAMAGED')
  }
}
