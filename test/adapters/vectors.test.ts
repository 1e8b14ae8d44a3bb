/**
 * Checks test/vectors/envelope.json against docs/formats/envelope.md twice: with an implementation of
 * that page that shares no code with the app, and with the app's.
 */
import { createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { argon2Kdf, rfc9106 } from '../../src/main/adapters/crypto/argon2.ts'
import { nodeCipher } from '../../src/main/adapters/crypto/cipher.ts'
import * as contexts from '../../src/main/domain/crypto/contexts.ts'
import { formatCode, parseCode } from '../../src/main/domain/crypto/recovery-code.ts'
import type { Encrypted, SecretKey } from '../../src/main/domain/ids.ts'
import { linkAddress } from '../../src/main/domain/links/parse.ts'
import type { EnvelopeContext } from '../../src/main/domain/ports/index.ts'
import vectors from '../vectors/envelope.json' with { type: 'json' }

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const hex = (from: Uint8Array | null) => from && Buffer.from(from).toString('hex')

/** Follows the page step by step. */
function openByThePage(vector: (typeof vectors.envelopes)[number]) {
  const encode = (parts: readonly (string | number)[]) => {
    let out = Buffer.alloc(0)
    for (const part of [`latchkey/${vector.purpose}/v1`, ...parts]) {
      const utf8 = Buffer.from(`${part}`)
      out = Buffer.concat([out, Buffer.of(utf8.length >> 8, utf8.length & 255), utf8])
    }
    return out
  }
  const info = encode(vector.scope)
  const subkey = Buffer.from(hkdfSync('sha256', bytes(vector.key), '', info, 32))
  const aad = encode([...vector.scope, ...vector.item])
  const envelope = Buffer.from(vector.envelope, 'hex')
  const gcm = createDecipheriv('aes-256-gcm', subkey, envelope.subarray(1, 13))
  gcm.setAAD(aad)
  gcm.setAuthTag(envelope.subarray(envelope.length - 16))
  const plaintext = Buffer.concat([gcm.update(envelope.subarray(13, -16)), gcm.final()])
  return { version: envelope[0], info, subkey, aad, plaintext }
}

describe.each(vectors.envelopes)('the vector of $name', (vector) => {
  const context = {
    purpose: vector.purpose,
    scope: vector.scope,
    item: vector.item,
  } as EnvelopeContext

  it('opens by the page alone', () => {
    const opened = openByThePage(vector)
    expect(opened.version).toBe(1)
    expect({
      info: hex(opened.info),
      subkey: hex(opened.subkey),
      aad: hex(opened.aad),
      plaintext: hex(opened.plaintext),
    }).toEqual({
      info: vector.info,
      subkey: vector.subkey,
      aad: vector.aad,
      plaintext: vector.plaintext,
    })
  })

  it('opens in the app, and there with its own context only', () => {
    const key = bytes(vector.key) as SecretKey
    const sealed = bytes(vector.envelope) as Encrypted
    expect(hex(nodeCipher.decrypt(key, context, sealed))).toBe(vector.plaintext)
    for (const { purpose, scope, item } of vectors.envelopes) {
      const other = { purpose, scope, item } as EnvelopeContext
      if (JSON.stringify(other) === JSON.stringify(context)) continue
      expect(nodeCipher.decrypt(key, other, sealed)).toBeNull()
    }
  })

  it('is what the page opens when the app seals', () => {
    const key = bytes(vector.key) as SecretKey
    const envelope = hex(nodeCipher.encrypt(key, context, bytes(vector.plaintext))) ?? ''
    expect(hex(openByThePage({ ...vector, envelope }).plaintext)).toBe(vector.plaintext)
  })
})

describe('the contexts of the app', () => {
  it('are those of the page', () => {
    const [wrap, device, recovery, record, content, secret, vaultRecord, kept] = vectors.envelopes
    const [id, vaultId, email, generation] = (device?.scope ?? []) as [never, never, never, number]
    const scope = { accountId: id, vaultId }
    const plain = (of: { purpose: string; scope: unknown } | undefined) =>
      of && { purpose: of.purpose, scope: of.scope }
    expect(contexts.passwordWrap({ id, generation })).toEqual(plain(wrap))
    expect(contexts.deviceWrap({ id, vaultId, email, generation })).toEqual(plain(device))
    expect(contexts.recoveryWrap({ id, vaultId })).toEqual(plain(recovery))
    expect(contexts.accountRecord({ id, vaultId })).toEqual(plain(record))
    expect(contexts.entryContent(scope)).toEqual(plain(content))
    expect(contexts.entrySecret(scope)).toEqual(plain(secret))
    expect(contexts.vaultRecord(scope)).toEqual(plain(vaultRecord))
    expect(contexts.secret('mail-server')).toEqual(plain(kept))
  })

  it('never share bytes: a part cannot reach into the next one', () => {
    const seal = (scope: readonly string[]) =>
      nodeCipher.encrypt(
        bytes('00'.repeat(32)) as SecretKey,
        { purpose: 'secret', scope },
        bytes('01'),
      )
    const open = (scope: readonly string[], sealed: Encrypted) =>
      nodeCipher.decrypt(bytes('00'.repeat(32)) as SecretKey, { purpose: 'secret', scope }, sealed)
    expect(open(['ab', 'c'], seal(['a', 'bc']))).toBeNull()
    expect(open(['a', 'b', ''], seal(['a', 'b']))).toBeNull()
  })
})

describe('the other vectors', () => {
  it('Argon2id', async () => {
    const { password, salt, key, ...settings } = vectors.argon2id
    const derived = await argon2Kdf(rfc9106).derive(password, { ...settings, salt: bytes(salt) })
    expect(hex(derived)).toBe(key)
  })

  it.each(vectors.recoveryCodes)('the recovery code $code', ({ bytes: raw, code }) => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    const digest = createHash('sha256').update('latchkey/recovery-code/v1').update(bytes(raw))
    const check = digest.digest().readUInt16BE() >> 4
    const number = BigInt(`0x${raw}`) * 4096n + BigInt(check)
    let text = ''
    for (let shift = 135n; shift >= 0n; shift -= 5n) {
      text += alphabet[Number((number >> shift) & 31n)] + (shift % 20n === 0n && shift ? '-' : '')
    }
    expect(text).toBe(code)
    expect(formatCode(nodeCipher, bytes(raw))).toBe(code)
    expect(hex(parseCode(nodeCipher, code))).toBe(raw)
  })

  it.each(vectors.linkAddresses)('the mark of $email in a link', ({ email, adr }) => {
    const mac = createHmac('sha256', 'latchkey/link-address/v1').update(email).digest('base64url')
    expect(mac).toBe(adr)
    expect(linkAddress(nodeCipher, email as never)).toBe(adr)
  })

  it('the root key, as the keychain seals it', () => {
    const { key, sealedByTheKeychain } = vectors.rootKey
    const check = createHash('sha256').update('latchkey/root/v1').update(bytes(key)).digest('hex')
    expect(sealedByTheKeychain).toBe(key + check.slice(0, 32))
  })
})
