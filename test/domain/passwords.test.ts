import { describe, expect, it } from 'vitest'
import { passwordPolicy } from '../../src/main/domain/crypto/password-policy.ts'
import { estimate } from '../../src/main/workers/estimate.ts'

const policy = passwordPolicy({ estimate: (...args) => Promise.resolve(estimate(...args)) })
const reason = async (password: string) =>
  (await policy.assess(password, 'ada.lovelace@example.com')).reason

describe('a new password', () => {
  it.each([
    ['tidal copper lantern yes'],
    ['Tr0ub4dor&3 and more of it'],
    ['корова летит над морем тихо'],
    ['🐎🔋📎✅🌊🎺🧭🪁🫖🦑🛶🪴🥁🧲🪆'],
    ['x7!kQ2#mV9$pL4&'],
  ])('like “%s” is accepted', async (password) => {
    expect(await reason(password)).toBeNull()
  })

  it.each([
    ['too_short', 'fourteen chars'],
    ['too_short', ''],
    ['repeats', 'aaaaaaaaaaaaaaaaaaaaaa'],
    ['common', 'password1234567'],
    ['sequence', 'abcdefghijklmnopqr'],
    ['own_words', 'ada.lovelace@example.com'],
    ['too_long', 'long '.repeat(60)],
    ['not_text', `a lone half \ud800 of a letter`],
  ])('is refused as %s: “%s”', async (expected, password) => {
    expect(await reason(password)).toBe(expected)
  })

  const addresses = ['ada@example.com', 'jürgen.groß+post@käse-laden.de', 'jo.li1815@ab.io']

  const reversed = (text: string) => [...text].toReversed().join('')
  const capitals = (text: string) => text.replace(/(?<!\p{L})\p{L}/gu, (one) => one.toUpperCase())
  const leet: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7', l: '1' }
  /** The same address in other spellings. */
  const spellings: [string, (address: string) => string][] = [
    ['without its separators', (text) => text.replace(/[@.+-]/g, '')],
    ['with capitals and no separators', (text) => capitals(text).replace(/[@.+-]/g, '')],
    ['with other separators', (text) => text.replace(/[@.+-]/g, ' - ')],
    ['backwards', reversed],
    [
      'each word backwards',
      (text) =>
        text
          .split(/[@.+-]/)
          .map(reversed)
          .join('_'),
    ],
    ['in l33t', (text) => text.replace(/[aeiostl]/g, (one) => leet[one] ?? one)],
    [
      'in other l33t',
      (text) => text.replace(/[ais]/g, (one) => ({ a: '@', i: '!', s: '$' })[one] ?? one),
    ],
    ['doubled', (text) => `${text}${text}`],
    ['there and back', (text) => `${text}${reversed(text)}`.replace(/[@.+-]/g, '')],
    ['the host first', (text) => text.split('@').toReversed().join('.')],
    ['letter by letter', (text) => [...text].join('-')],
    ['decomposed', (text) => text.normalize('NFD')],
    ['without its accents', (text) => text.normalize('NFD').replace(/\p{M}/gu, '')],
    ['in capitals', (text) => text.toUpperCase()],
  ]
  const dress: [string, (text: string) => string][] = [
    ['as it is', (text) => text],
    ['and a year', (text) => `${text}2026`],
    ['and digits', (text) => `123${text}!!1`],
    ['and a frame of signs', (text) => `***${text}***`],
    ['and the program’s name', (text) => `Latchkey ${text}`],
    ['and a common word', (text) => `my password ${text}`],
  ]
  it.each(spellings)('is not one’s own address %s, whatever is put round it', async (_, spell) => {
    for (const address of addresses) {
      for (const [, put] of dress) {
        const password = put(spell(address))
        const { reason, missing } = await policy.assess(password, address)
        if (missing === 0) expect(`${password}: ${reason}`).not.toBe(`${password}: null`)
      }
    }
  })

  it('is said to be made of one’s own words where that is what is wrong with it', async () => {
    expect((await policy.assess('AdaExampleCom2026', 'ada@example.com')).reason).toBe('own_words')
  })

  it('is judged by a meter that knows the parts of one’s own address', async () => {
    let known: readonly string[] = []
    const meter = passwordPolicy({
      estimate(password, words) {
        known = words
        return Promise.resolve(estimate(password, words))
      },
    })
    await meter.assess('seven quiet herons', 'Ada.Lo@example.com')
    expect(known).toEqual(['latchkey', 'ada.lo@example.com', 'ada', 'example', 'com'])
  })

  it.each([
    ['tidal copper lantern yes', 'ann@lantern.com'],
    ['a channel tunnel to commander bay', 'ann@com.example'],
    ['seven quiet herons walk by', 'her@walk.by'],
    ['x7!kQ2#mV9$pL4&', 'kq2@mv9.pl'],
    ['Example-tidal-copper-lantern', 'ada@example.com'],
    ['корова летит над морем тихо', 'корова@почта.рф'],
  ])('like “%s” is accepted though “%s” has some of it', async (password, address) => {
    expect((await policy.assess(password, address)).reason).toBeNull()
  })

  it('is counted in letters as a person sees code points, not in UTF-16 units', async () => {
    const { missing } = await policy.assess('🐎🔋📎✅🌊', 'ada@example.com')
    expect(missing).toBe(10)
  })

  it('may be 128 letters long and is never cut off', async () => {
    const long = 'seven quiet herons walk by the river at dawn '.repeat(5).slice(0, 200)
    expect(await policy.accept(long, 'ada@example.com')).toHaveLength(200)
  })

  it('is judged by its first 128 letters, because the time that takes grows faster than the length', () => {
    const [first, rest] = ['a1'.repeat(64), 'seven quiet herons walk by the river at dawn']
    expect(estimate(`${first}${rest}`, [])).toEqual(estimate(first, []))
    expect(estimate(rest, []).score).toBeGreaterThan(estimate(first, []).score)
  })
})
