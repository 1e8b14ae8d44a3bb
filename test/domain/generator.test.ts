import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  characterClasses,
  generateCharacters,
  uniform,
} from '../../src/main/domain/vault/generator.ts'
import { world } from '../world.ts'

const characters = {
  kind: 'characters',
  length: 20,
  upper: true,
  digits: true,
  symbols: true,
  plain: false,
} as const
const words = { kind: 'words', words: 5, separator: '-', capitals: false, digit: false } as const

describe('generated characters', () => {
  const options = fc.record({
    kind: fc.constant('characters' as const),
    length: fc.integer({ min: 8, max: 128 }),
    upper: fc.boolean(),
    digits: fc.boolean(),
    symbols: fc.boolean(),
    plain: fc.boolean(),
  })

  it('have the length, every class that was chosen, and no other', async () => {
    const { app } = world()
    await fc.assert(
      fc.asyncProperty(options, async (chosen) => {
        const { text } = await app.generator.make(chosen)
        expect(text).toHaveLength(chosen.length)
        expect(/[a-z]/.test(text)).toBe(true)
        expect(/[A-Z]/.test(text)).toBe(chosen.upper)
        expect(/[0-9]/.test(text)).toBe(chosen.digits)
        expect(/[^A-Za-z0-9]/.test(text)).toBe(chosen.symbols)
        expect(text).toMatch(/^[!-~]+$/)
        if (chosen.plain) expect(text).not.toMatch(/[0Oo1lI|]/)
      }),
    )
  })

  it('say exactly how many of them there could have been', () => {
    fc.assert(
      fc.property(options, (chosen) => {
        const classes = characterClasses(chosen)
        const total = BigInt(classes.join('').length)
        let count = 0n
        for (let left = 0; left < 2 ** classes.length; left += 1) {
          const without = classes.filter((_, at) => (left >> at) & 1)
          const rest = total - BigInt(without.join('').length)
          count += (without.length % 2 === 0 ? 1n : -1n) * rest ** BigInt(chosen.length)
        }
        const { bits } = generateCharacters(chosen, uniform(numbers()))
        expect(bits).toBeCloseTo(log2(count), 6)
        expect(bits).toBeLessThan(chosen.length * Math.log2(Number(total)) + 1e-9)
      }),
    )
  })

  it('are drawn evenly', () => {
    const draw = uniform(numbers())
    const rounds = 94_000
    const seen = new Map<number, number>()
    for (let n = 0; n < rounds; n += 1) {
      const drawn = draw(94)
      seen.set(drawn, (seen.get(drawn) ?? 0) + 1)
    }
    // Chi-squared with 93 degrees of freedom exceeds 170 less than once in 100,000 runs, and the numbers
    // here are the same in every run.
    const expected = rounds / 94
    const chi = [...seen.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
    expect(seen.size).toBe(94)
    expect(chi).toBeLessThan(170)
  })

  it('throw draws away that would favour some', () => {
    const bytes = [0xff, 0xff, 0xff, 0xfe, 0x00, 0x07]
    const draw = uniform({ bytes: () => Uint8Array.from(bytes) })
    expect(draw(10)).toBe(7) // 65,535 and 65,534 are beyond the last whole ten
  })
})

describe('generated words', () => {
  it('are of EFF’s large list, as many as were asked for, joined as asked', async () => {
    const w = world()
    const list = await w.words()
    expect(list).toHaveLength(7776)
    expect(new Set(list).size).toBe(7776)
    for (const separator of [' ', '.', '_'] as const) {
      const { text } = await w.app.generator.make({ ...words, separator })
      const drawn = text.split(separator)
      expect(drawn).toHaveLength(5)
      for (const word of drawn) expect(list).toContain(word)
    }
  })

  it('have capitals and a digit when asked, and say what those are worth', async () => {
    const { app } = world()
    const plain = await app.generator.make(words)
    expect(plain.bits).toBeCloseTo(5 * 12.925, 2)
    const capitals = await app.generator.make({ ...words, separator: ' ', capitals: true })
    expect(capitals.text).toMatch(/^([A-Z][a-z-]+ ){4}[A-Z][a-z-]+$/)
    expect(capitals.bits).toBe(plain.bits)
    const digit = await app.generator.make({ ...words, digit: true })
    expect(digit.text.match(/\d/g)).toHaveLength(1)
    expect(digit.text).toMatch(/[a-z]\d(-|$)/)
    expect(digit.bits - plain.bits).toBeCloseTo(Math.log2(50), 9)
  })
})

describe('a generated text', () => {
  it('is another each time, and is copied by main', async () => {
    const w = world()
    const texts = new Set<string>()
    for (let n = 0; n < 50; n += 1) texts.add((await w.app.generator.make(characters)).text)
    expect(texts.size).toBe(50)
    const copied = await w.app.generator.copy({ text: 'tidal copper' })
    expect(w.desktop.copied).toBe('tidal copper')
    expect(copied.clearsAt).toBe(w.clock.now() + 30_000)
  })
})

/** xorshift32: the same bytes in every run. */
function numbers() {
  let state = 0x9e3779b9
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state & 0xff
  }
  return { bytes: (length: number) => Uint8Array.from({ length }, next) }
}

function log2(count: bigint): number {
  const digits = count.toString(2)
  return (
    digits.length -
    1 +
    Math.log2(Number.parseInt(digits.slice(0, 50), 2) / 2 ** (Math.min(digits.length, 50) - 1))
  )
}
