import { describe, expect, it } from 'vitest'
import { passwordPolicy } from '../../src/main/domain/security/password-policy.ts'
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

  it('is counted in letters as a person sees code points, not in UTF-16 units', async () => {
    const { missing } = await policy.assess('🐎🔋📎✅🌊', 'ada@example.com')
    expect(missing).toBe(10)
  })

  it('may be 128 letters long and is never cut off', async () => {
    const long = 'seven quiet herons walk by the river at dawn '.repeat(5).slice(0, 200)
    expect(await policy.accept(long, 'ada@example.com')).toHaveLength(200)
  })

  it('is judged within a moment, however long', async () => {
    const started = performance.now()
    await policy.assess('a1'.repeat(128), 'ada@example.com')
    expect(performance.now() - started).toBeLessThan(1_500)
  })
})
