import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { fixture, onePux, read, refusal } from '../fixtures/import/read.ts'

const data = fixture('1password.export-data.json')

/** Stored uncompressed, so that a changed archive still contains JSON. */
const stored = (files: Record<string, Uint8Array>) => Buffer.from(zipSync(files, { level: 0 }))

/** With the longer (zip64) end record, which archives of many files have. */
function withLongEnd(archive: Buffer): Buffer {
  const [files, end] = [archive.subarray(0, -22), Buffer.from(archive.subarray(-22))]
  const [record, locator] = [Buffer.alloc(56), Buffer.alloc(20)]
  record.write('PK\x06\x06\x2c', 'latin1')
  for (const at of [24, 32]) record.writeUInt16LE(end.readUInt16LE(10), at)
  record.writeUInt32LE(end.readUInt32LE(12), 40)
  record.writeUInt32LE(end.readUInt32LE(16), 48)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeUInt32LE(files.length, 8)
  locator.writeUInt8(1, 16)
  return Buffer.concat([files, record, locator, end.fill(0xff, 8, 20)])
}

const archives = {
  'packed by us': Buffer.from(onePux()),
  'not packed at all': stored({ 'export.data': data }),
  'with several files': stored({ 'a.txt': strToU8('abc'), 'export.data': data, 'b/c': data }),
  'with the record of large ones at its end': withLongEnd(Buffer.from(onePux())),
  'written as a stream': fixture('1password-streamed.1pux'),
  'of the kind for large files': fixture('1password-zip64.1pux'),
}
const each = Object.entries(archives)

/** The offset of the n-th header of a kind. */
function placeOf(archive: Buffer, signature: string, n = 0): number {
  let at = archive.indexOf(signature, 0, 'latin1')
  for (let i = 0; i < n; i += 1) at = archive.indexOf(signature, at + 1, 'latin1')
  return at
}
const local = 'PK\x03\x04'
const central = 'PK\x01\x02'

function altered(archive: Buffer, alter: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(archive)
  alter(copy)
  return copy
}

describe('an archive of 1Password', () => {
  it.each(each)('is read: %s', async (_, archive) => {
    expect(await read(archive)).toEqual(await read(data))
  })

  it('is read whatever the files beside the entries are called: none is ever written to the disk', async () => {
    const names = ['a:b?.pdf', 'con.txt', '../up.pdf', '..\\x.pdf', '/root.pdf', 'é 日本.pdf']
    const beside = names.map((name) => [`files/${name}`, strToU8('x')])
    expect(
      await read(zipSync({ 'export.data': data, ...Object.fromEntries(beside), dir: {} })),
    ).toEqual(await read(data))
  })

  it('with another letter in a password is refused: its checksum does not fit', async () => {
    const archive = archives['not packed at all']
    expect(
      await refusal(altered(archive, (copy) => copy.write('hunter3', copy.indexOf('hunter2')))),
    ).toBe('FILE_DAMAGED')
  })

  it.each(each)('with any byte changed is read as before or refused: %s', async (_, archive) => {
    const before = JSON.stringify(await read(archive))
    const change = fc.record({
      at: fc.nat({ max: archive.length - 1 }),
      mask: fc.integer({ min: 1, max: 255 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), async (changes) => {
        const copy = altered(archive, (bytes) => {
          for (const { at, mask } of changes) bytes[at] = (bytes[at] ?? 0) ^ mask
        })
        const found = await refusal(copy)
        if (found.startsWith('read')) expect(JSON.stringify(await read(copy))).toBe(before)
      }),
      { numRuns: 500, seed: 11 },
    )
  })

  it('with damage in a file beside the entries is refused too: it is not whole', async () => {
    const archive = archives['with several files']
    expect(await refusal(altered(archive, (copy) => copy.write('x', copy.indexOf('abc'))))).toBe(
      'FILE_DAMAGED',
    )
  })

  it('with bytes behind it, before it or between its files is refused', async () => {
    const archive = archives['with several files']
    expect(await refusal(Buffer.concat([archive, Buffer.of(0)]))).toBe('FILE_DAMAGED')
    const second = placeOf(archive, local, 1)
    const parts = [archive.subarray(0, second), Buffer.alloc(4), archive.subarray(second)]
    expect(await refusal(Buffer.concat(parts))).toBe('FILE_DAMAGED')
    expect(await refusal(Buffer.concat([Buffer.from(local, 'latin1'), archive]))).toBe(
      'FILE_DAMAGED',
    )
  })

  it('with two files of one name is refused: which one is meant no one knows', async () => {
    const archive = stored({ 'export.data': data, 'export.dat2': strToU8('{"accounts":[]}') })
    const twice = Buffer.from(
      archive.toString('latin1').replaceAll('export.dat2', 'export.data'),
      'latin1',
    )
    expect(await refusal(twice)).toBe('FILE_DAMAGED')
  })

  it('that is encrypted is recognised, and refused as such', async () => {
    const encrypted = altered(archives['packed by us'], (copy) => {
      for (let n = 0; n < 3; n += 1) {
        copy.writeUInt16LE(1, placeOf(copy, local, n) + 6)
        copy.writeUInt16LE(1, placeOf(copy, central, n) + 8)
      }
    })
    expect(await refusal(encrypted)).toBe('FILE_ENCRYPTED')
  })

  it.each([
    ['the checksum', 14, 16],
    ['the size in the archive', 18, 20],
    ['the size of the file', 22, 24],
  ])(
    'whose two headers agree on %s, but not with the file, is refused',
    async (_, inLocal, inCentral) => {
      const wrong = altered(archives['packed by us'], (copy) => {
        const [a, b] = [placeOf(copy, local, 1) + inLocal, placeOf(copy, central, 1) + inCentral]
        copy.writeUInt32LE(copy.readUInt32LE(a) - 1, a)
        copy.writeUInt32LE(copy.readUInt32LE(b) - 1, b)
      })
      expect(await refusal(wrong)).toBe('FILE_DAMAGED')
    },
  )

  it('with more in a file’s place than the file is refused', async () => {
    const packed = deflateRawSync(data)
    const junk = Buffer.concat([packed, Buffer.from('junk')])
    const archive = stored({ 'export.data': junk })
    const [a, b] = [placeOf(archive, local), placeOf(archive, central)]
    const crc = stored({ 'export.data': data }).readUInt32LE(14)
    for (const [at, method] of [
      [a, 8],
      [b, 10],
    ] as const) {
      archive.writeUInt16LE(8, at + method)
      archive.writeUInt32LE(crc, at + method + 6)
      archive.writeUInt32LE(data.length, at + method + 14)
    }
    expect(await refusal(archive)).toBe('FILE_DAMAGED')
  })

  it('that would inflate to more than an export ever is, in one file or in many, is too large', async () => {
    const archive = altered(archives['with several files'], (copy) => {
      for (let n = 0; n < 3; n += 1) {
        copy.writeUInt32LE(100 * 1024 * 1024, placeOf(copy, central, n) + 24)
      }
    })
    expect(await refusal(archive)).toBe('FILE_TOO_LARGE')
  })
})
