import { createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import argon2 from 'argon2'
import { describe, expect, it } from 'vitest'
import { argon2Kdf, rfc9106 } from '../../src/main/adapters/crypto/argon2.ts'
import { nodeCipher } from '../../src/main/adapters/crypto/cipher.ts'
import type { SecretKey } from '../../src/main/domain/ids.ts'
import { fingerprints } from '../../src/main/domain/transfer/duplicates.ts'
import { login, note } from '../support/entries.ts'
import { contents, hand } from '../support/transfer.ts'
import { world } from '../world.ts'

interface Vector {
  readonly opens: { readonly password?: string; readonly code?: string }
  readonly key: string
  readonly file: {
    readonly protection: {
      readonly kind: string
      readonly kdf: { memory: number; passes: number; lanes: number; salt: string }
    }
    readonly ciphertext: string
  }
}

const path = new URL('../vectors/export.json', import.meta.url)
const vectors = JSON.parse(readFileSync(path, 'utf8')) as { payload: string; files: Vector[] }

/*
 * Follows docs/formats/export.md alone, as another program would, and uses nothing of the app.
 */
async function keyOf({ opens, file }: Vector): Promise<Buffer> {
  if (opens.code !== undefined) return codeBytes(opens.code)
  const { memory, passes, lanes, salt } = file.protection.kdf
  return argon2.hash((opens.password ?? '').normalize('NFC'), {
    ...{ type: argon2.argon2id, raw: true, hashLength: 32, version: 0x13 },
    ...{ memoryCost: memory, timeCost: passes, parallelism: lanes },
    salt: Buffer.from(salt, 'base64'),
  })
}

function codeBytes(code: string): Buffer {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const bits = [...code.replaceAll('-', '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const bytes = Buffer.from(
    BigInt(`0b${bits.slice(0, 128)}`)
      .toString(16)
      .padStart(32, '0'),
    'hex',
  )
  const check = createHash('sha256').update('latchkey/recovery-code/v1').update(bytes).digest('hex')
  expect(Number.parseInt(bits.slice(128), 2).toString(16).padStart(3, '0')).toBe(check.slice(0, 3))
  return bytes
}

function open(key: Buffer, { kind }: { readonly kind: string }, sealed: Buffer): string {
  const field = (text: string) => Buffer.concat([Buffer.of(0, text.length), Buffer.from(text)])
  const context = Buffer.concat([field('latchkey/export/v1'), field(kind)])
  const subkey = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), context, 32))
  expect(sealed[0]).toBe(1)
  const decipher = createDecipheriv('aes-256-gcm', subkey, sealed.subarray(1, 13))
  decipher.setAAD(context)
  decipher.setAuthTag(sealed.subarray(-16))
  return decipher.update(sealed.subarray(13, -16), undefined, 'utf8') + decipher.final('utf8')
}

describe('the vectors of the export format', () => {
  it.each(vectors.files)(
    'are opened by what the page says alone: $file.protection.kind',
    async (vector) => {
      const key = await keyOf(vector)
      expect(key.toString('hex')).toBe(vector.key)
      const { protection, ciphertext } = vector.file
      expect(open(key, protection, Buffer.from(ciphertext, 'base64'))).toBe(vectors.payload)
    },
  )

  it.each(vectors.files)(
    'are opened by the app: $file.protection.kind',
    async ({ opens, file }) => {
      const w = world({ kdf: argon2Kdf(rfc9106) })
      await w.create()
      hand(w, 'export.json', JSON.stringify(file))
      const ref = (await w.app.import.choose(undefined))?.ref ?? ''
      const { password, code } = opens
      const by =
        password === undefined
          ? { kind: 'code' as const, code: code ?? '' }
          : { kind: 'password' as const, password }
      await w.app.import.unlock({ ref, email: null, by })
      await w.app.import.apply({ ref, duplicates: false })
      const { entries } = JSON.parse(vectors.payload) as { entries: { title: string }[] }
      const named = (all: readonly { title: string }[]) =>
        [...all].toSorted((a, b) => (a.title < b.title ? -1 : 1))
      expect(named(contents(w))).toEqual(named(entries))
    },
  )
})

it('the mark of an imported entry stays what it was, so that an older version’s import can be taken back', () => {
  const key = new TextEncoder().encode('latchkey/import/v1') as Uint8Array as SecretKey
  const { of } = fingerprints(nodeCipher, key)
  const mark = (...identity: unknown[]) =>
    createHmac('sha256', key).update(JSON.stringify(identity)).digest('base64url').slice(0, 22)
  const { content } = note('Boat')
  expect(of(note('Boat'))).toBe(mark('note', 'Boat', content.notes, [], true))
  const urls = ['https://bank.example']
  expect(of(login('Bank', { otp: 'otpauth://x', history: ['older'] }))).toBe(
    mark(
      'login',
      'Bank',
      'notes of Bank',
      ['home'],
      false,
      'ada',
      urls,
      'password of Bank',
      ...['otpauth://x', ['older']],
    ),
  )
})
