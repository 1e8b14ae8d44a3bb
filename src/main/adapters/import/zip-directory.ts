/**
 * What a zip archive says of its files (PKWARE's APPNOTE.TXT, 6.3.10). It says nearly everything
 * twice: where the two differ, or where bytes are left that belong to nothing, it is damaged.
 */
import { DomainFailure } from '../../domain/failure'

export interface ZipFile {
  readonly name: string
  readonly encrypted: boolean
  readonly method: number
  /** CRC-32 of the file. */
  readonly crc: number
  /** How long it is in the archive. */
  readonly packed: number
  /** How long it is. */
  readonly size: number
  /** Where its own header begins. */
  readonly offset: number
}

/** @throws DomainFailure FILE_DAMAGED */
export function insist(holds: boolean): void {
  if (!holds) throw new DomainFailure('FILE_DAMAGED')
}

/**
 * @returns the files in the order in which they lie, and where the directory behind them begins
 * @throws DomainFailure FILE_DAMAGED; RangeError where it points out of the archive
 */
export function zipDirectory(archive: Buffer) {
  const { count, begin, end } = placeOfDirectory(archive)
  const files: ZipFile[] = []
  let at = begin
  while (at < end) {
    const nameEnd = at + 46 + archive.readUInt16LE(at + 28)
    const extraEnd = nameEnd + archive.readUInt16LE(at + 30)
    insist(archive.readUInt32LE(at) === 0x02014b50 && archive.readUInt16LE(at + 34) === 0)
    const long = longValues(archive.subarray(nameEnd, extraEnd))
    files.push({
      name: archive.toString('latin1', at + 46, nameEnd),
      encrypted: isEncrypted(archive.readUInt16LE(at + 8)),
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      size: long(archive.readUInt32LE(at + 24)),
      packed: long(archive.readUInt32LE(at + 20)),
      offset: long(archive.readUInt32LE(at + 42)),
    })
    at = extraEnd + archive.readUInt16LE(at + 32)
  }
  insist(at === end && files.length === count)
  insist(new Set(files.map(({ name }) => name)).size === count)
  return { files: files.toSorted((a, b) => a.offset - b.offset), begin }
}

/**
 * A file as it lies in the archive, once its own header was found to say the same.
 *
 * @param end where the next file begins, or the directory
 * @throws DomainFailure FILE_DAMAGED; RangeError where it points out of the archive
 */
export function packedFile(archive: Buffer, file: ZipFile, end: number): Buffer {
  const { offset, crc, packed, size } = file
  const nameEnd = offset + 30 + archive.readUInt16LE(offset + 26)
  const begin = nameEnd + archive.readUInt16LE(offset + 28)
  const flags = archive.readUInt16LE(offset + 6)
  insist(archive.readUInt32LE(offset) === 0x04034b50 && begin + packed <= end)
  insist(archive.toString('latin1', offset + 30, nameEnd) === file.name)
  insist(isEncrypted(flags) === file.encrypted)
  insist(archive.readUInt16LE(offset + 8) === file.method)
  // Who writes a stream knows them only at the file's end: they follow it, and here are zeros.
  const behind = archive.subarray(begin + packed, end)
  if (behind.length > 0) insist((flags & 8) !== 0 && describes(behind, file))
  const same = (said: number, is: number) => said === is || (said === 0 && behind.length > 0)
  const long = longValues(archive.subarray(nameEnd, begin))
  insist(same(archive.readUInt32LE(offset + 14), crc))
  insist(same(long(archive.readUInt32LE(offset + 22)), size))
  insist(same(long(archive.readUInt32LE(offset + 18)), packed))
  return archive.subarray(begin, begin + packed)
}

/** A data descriptor, with or without a signature, its sizes of 4 bytes or of 8 (4.3.9). */
function describes(bytes: Buffer, { crc, packed, size }: ZipFile): boolean {
  const signed = bytes.length === 16 || bytes.length === 24
  if (signed && bytes.readUInt32LE(0) !== 0x08074b50) return false
  const fields = bytes.subarray(signed ? 4 : 0)
  if (fields.length !== 12 && fields.length !== 20) return false
  const sizes =
    fields.length === 12
      ? [fields.readUInt32LE(4), fields.readUInt32LE(8)]
      : [uint64(fields, 4), uint64(fields, 12)]
  return fields.readUInt32LE(0) === crc && sizes[0] === packed && sizes[1] === size
}

/** By the record at the archive's very end, and the longer one that may be before it (4.3.14). */
function placeOfDirectory(archive: Buffer) {
  const at = endRecord(archive)
  const short = {
    count: archive.readUInt16LE(at + 10),
    size: archive.readUInt32LE(at + 12),
    begin: archive.readUInt32LE(at + 16),
  }
  // Not one of several volumes.
  insist(archive.readUInt32LE(at + 4) === 0 && archive.readUInt16LE(at + 8) === short.count)
  const locator = at - 20
  if (archive.readUInt32LE(locator) !== 0x07064b50) return directoryBefore(at, short)
  const long = uint64(archive, locator + 8)
  insist(archive.readUInt32LE(locator + 4) === 0 && archive.readUInt32LE(locator + 16) === 1)
  insist(archive.readUInt32LE(long) === 0x06064b50)
  insist(long + 12 + uint64(archive, long + 4) === locator)
  insist(uint64(archive, long + 16) === 0)
  const place = {
    count: uint64(archive, long + 32),
    size: uint64(archive, long + 40),
    begin: uint64(archive, long + 48),
  }
  insist(uint64(archive, long + 24) === place.count)
  const same = (said: number, is: number, ones: number) => said === is || said === ones
  insist(same(short.count, place.count, 0xffff))
  insist(same(short.size, place.size, elsewhere) && same(short.begin, place.begin, elsewhere))
  return directoryBefore(long, place)
}

function directoryBefore(end: number, of: { count: number; size: number; begin: number }) {
  insist(of.begin + of.size === end)
  return { count: of.count, begin: of.begin, end }
}

/** It ends the archive, with a comment that says how long it is: nothing comes after it. */
function endRecord(archive: Buffer): number {
  const last = archive.length - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    const found = archive.readUInt32LE(at) === 0x06054b50
    if (found && at + archive.readUInt16LE(at + 20) === last) return at
  }
  throw new DomainFailure('FILE_DAMAGED')
}

/** In place of a value that needs more than 32 bits. */
const elsewhere = 0xffffffff

/** Such values stand in the extra field 1, in the order in which the header needs them (4.5.3). */
function longValues(extra: Buffer): (value: number) => number {
  let place = 0
  while (place + 4 <= extra.length && extra.readUInt16LE(place) !== 1) {
    place += 4 + extra.readUInt16LE(place + 2)
  }
  place += 4
  return (value) => {
    if (value !== elsewhere) return value
    place += 8
    return uint64(extra, place - 8)
  }
}

/** Larger ones than a number can hold are larger than any archive too. */
const uint64 = (bytes: Buffer, at: number) => Number(bytes.readBigUInt64LE(at))

/** In the older way, in the strong one, or with its header hidden (4.4.4: bits 0, 6 and 13). */
const isEncrypted = (flags: number) => (flags & 0x2041) !== 0
