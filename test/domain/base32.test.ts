import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asBase32, fromBase32, toBase32 } from '../../src/contract/base32.ts'

describe('a code in base32', () => {
  it('reads back as the bits that it was written from', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 140n) - 1n }), (bits) => {
        expect(fromBase32(toBase32(bits, 28))).toBe(bits)
      }),
    )
  })

  it('is read as Crockford writes it: the highest bits first', () => {
    expect(toBase32(0b00001_00010_11111n, 3)).toBe('12Z')
    expect(fromBase32('12Z')).toBe(0b00001_00010_11111n)
  })

  it('is the same code however it was typed', () => {
    const typed = ['4g2n-ozkl', '4G2N 0ZK1', ' 4g2n–0zkI ', '４Ｇ２Ｎ0ZK1', '4G2N\u200b0ZK1']
    expect(typed.map(asBase32)).toEqual(Array(5).fill('4G2N0ZK1'))
  })

  it.each(['U', '4G2N-0ZK1', 'ä', '4g'])(
    'is refused where it holds what no code holds: %s',
    (text) => {
      expect(fromBase32(text)).toBeNull()
    },
  )
})
