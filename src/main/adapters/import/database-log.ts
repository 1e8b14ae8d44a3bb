/** The write-ahead log of a database (SQLite file format, 4.1 to 4.3). */
import { DomainFailure } from '../../domain/failure'

const headerLength = 32
const frameHeaderLength = 24

/**
 * SQLite reads a log up to the first frame that does not fit, and passes over the rest without a
 * word: what was written last would be missing. A log that may have lost something is refused.
 *
 * Behind the frames of this round may lie those of an earlier one, which the log has begun to write
 * over; they have other salts, and the first round has none. Whether a log was cut off between two
 * frames cannot be told.
 *
 * @throws DomainFailure FILE_DAMAGED
 */
export function checkLog(bytes: Uint8Array): void {
  const log = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const sum = bytes.length < headerLength ? null : checksum(log)
  sum?.add(0, 24)
  if (!sum?.isAt(24)) throw new DomainFailure('FILE_DAMAGED')
  const round = log.getUint32(12)
  const frameLength = frameHeaderLength + log.getUint32(8)
  const ofThisRound = (at: number) =>
    at + 16 <= log.byteLength &&
    log.getUint32(at + 8) === log.getUint32(16) &&
    log.getUint32(at + 12) === log.getUint32(20)
  const fits = (at: number) => {
    if (at + frameLength > log.byteLength || !ofThisRound(at)) return false
    sum.add(at, at + 8)
    sum.add(at + frameHeaderLength, at + frameLength)
    return sum.isAt(at + 16)
  }
  let at = headerLength
  while (fits(at)) at += frameLength
  for (; at < log.byteLength; at += frameLength) {
    if (round === 0 || ofThisRound(at)) throw new DomainFailure('FILE_DAMAGED')
  }
}

/** Runs on from the header through all frames, in the order of bytes that the header names. */
function checksum(log: DataView) {
  const magic = log.getUint32(0)
  const littleEnd = magic === 0x377f0682
  let [a, b] = [0, 0]
  return {
    add(from: number, to: number): void {
      for (let at = from; at < to; at += 8) {
        a = (a + log.getUint32(at, littleEnd) + b) >>> 0
        b = (b + log.getUint32(at + 4, littleEnd) + a) >>> 0
      }
    },
    isAt: (at: number) =>
      (littleEnd || magic === 0x377f0683) && log.getUint32(at) === a && log.getUint32(at + 4) === b,
  }
}
