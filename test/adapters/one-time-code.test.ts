import { describe, expect, it } from 'vitest'
import { oneTimeCodes } from '../../src/main/adapters/one-time-code.ts'

/** RFC 6238 appendix B: seeds of 20, 32 and 64 bytes, eight digits. */
const seeds = {
  SHA1: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  SHA256: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA',
  SHA512:
    'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA',
} as const

const vectors = [
  [59, '94287082', '46119246', '90693936'],
  [1111111109, '07081804', '68084774', '25091201'],
  [1111111111, '14050471', '67062674', '99943326'],
  [1234567890, '89005924', '91819424', '93441116'],
  [2000000000, '69279037', '90698825', '38618901'],
  [20000000000, '65353130', '77737706', '47863826'],
] as const

const read = (typed: string) => {
  const address = oneTimeCodes.read(typed)
  if (address === null) throw new Error(`cannot read ${typed}`)
  return address
}

describe('one-time codes', () => {
  it.each(vectors)('are those of RFC 6238 at %i s', (seconds, sha1, sha256, sha512) => {
    const codeOf = (algorithm: keyof typeof seeds) =>
      oneTimeCodes.code(
        read(`otpauth://totp/x?secret=${seeds[algorithm]}&algorithm=${algorithm}&digits=8`),
        seconds * 1000,
      ).code
    expect([codeOf('SHA1'), codeOf('SHA256'), codeOf('SHA512')]).toEqual([sha1, sha256, sha512])
  })

  it('have six digits, 30 s and SHA-1 where nothing else is said', () => {
    const address = read(seeds.SHA1)
    const expected = { code: '287082', period: 30, validUntil: 60_000 }
    expect(oneTimeCodes.code(address, 59_999)).toEqual(expected)
    expect(oneTimeCodes.code(address, 30_000)).toEqual(expected)
  })

  it.each([
    'gezd gnbv gy3t qojq gezd gnbv gy3t qojq',
    'GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ',
    ' GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ==== ',
    'otpauth://totp/?secret=gezdgnbvgy3tqojqgezdgnbvgy3tqojq',
    'otpauth://totp/Bank%20%26%20Co:ada@example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank%20%26%20Co&image=https://a.example/x.png',
    'OTPAUTH://TOTP/ada?secret=GEZD%20GNBV%20GY3T%20QOJQ%20GEZD%20GNBV%20GY3T%20QOJQ&algorithm=HmacSHA1',
    'otpauth://totp/ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA-1&digits=6&period=30',
  ])('are made from %s', (typed) => {
    const address = read(typed)
    expect(oneTimeCodes.code(address, 59_000).code).toBe('287082')
    expect(oneTimeCodes.secret(address)).toBe(seeds.SHA1)
    expect(oneTimeCodes.read(address)).toBe(address)
  })

  it.each([
    '',
    '=',
    'A',
    'GEZD1890',
    'hello world!',
    'otpauth://totp/x',
    'otpauth://totp/x?secret=',
    'otpauth://totp/x?secret=GEZD1890',
    'otpauth://hotp/x?secret=GEZDGNBV&counter=1',
    'otpauth://totp/x?secret=GEZDGNBV&digits=0',
    'otpauth://totp/x?secret=GEZDGNBV&digits=99',
    'otpauth://totp/x?secret=GEZDGNBV&period=0',
    'otpauth://totp/x?secret=GEZDGNBV&period=99999999',
    'otpauth://totp/x?secret=GEZDGNBV&algorithm=MD5',
    'otpauth://totp/Steam:u?secret=GEZDGNBV&period=30&digits=5&issuer=Steam&encoder=steam',
    'steam://GEZDGNBV',
    'https://totp/x?secret=GEZDGNBV',
    `otpauth://totp/%E0%A4%A?secret=GEZDGNBV`,
  ])('are not made from %j', (typed) => {
    expect(oneTimeCodes.read(typed)).toBeNull()
  })
})
