import { describe, expect, it } from 'vitest'
import { nodeCipher } from '../../src/main/adapters/crypto/cipher.ts'
import { formatCode } from '../../src/main/domain/crypto/recovery-code.ts'
import { accountOf, keepCode, someEntries } from '../support/entries.ts'
import { better, codeOf, good, hour, type World, world } from '../world.ts'

const ada = 'ada@example.com'
const wrong = 'wrong but long enough'
const someCode = formatCode(nodeCipher, new Uint8Array(16).fill(7))

async function signedIn() {
  const w = world()
  await w.create()
  return w
}

const atOnce = (count: number, guess: (n: number) => unknown) =>
  Promise.all(Array.from({ length: count }, (_, n) => codeOf(() => guess(n))))

describe('eight guesses made at once', () => {
  it.each([
    ['at the lock', (w: World, password: string) => w.app.lock.unlock({ password })],
    [
      'at an open session',
      (w: World, password: string) =>
        w.app.account.changePassword({ current: password, next: better }),
    ],
  ])('%s are five, each counted before it is looked at, and the rest wait', async (where, ask) => {
    const w = await signedIn()
    if (where === 'at the lock') await w.app.lock.now(undefined)
    const before = w.kdf.runs
    const codes = await atOnce(8, () => ask(w, wrong))
    expect(codes).toEqual([...Array(5).fill('WRONG_PASSWORD'), ...Array(3).fill('WAIT')])
    expect(w.kdf.runs - before).toBe(5)
  })

  it('at the lock do not hide a right one among them from the wait', async () => {
    const w = await signedIn()
    await w.app.lock.now(undefined)
    const codes = await atOnce(8, (n) => w.app.lock.unlock({ password: n < 5 ? wrong : good }))
    expect(codes.slice(5)).toEqual(Array(3).fill('WAIT'))
    expect(w.app.session()).toBeNull()
  })

  it('at the sign-in are counted before they are looked at', async () => {
    const w = await signedIn()
    w.app.account.signOut()
    const codes = await atOnce(8, (n) => w.signIn(ada, n < 5 ? wrong : good))
    expect(codes).toEqual([...Array(5).fill('SIGN_IN_FAILED'), ...Array(3).fill('WAIT')])
  })
})

describe('a reset by mail', () => {
  async function ready() {
    const w = world()
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    w.openVault.current().add(someEntries)
    const code = await keepCode(w, good)
    w.clock.pass(hour)
    return { w, code }
  }

  it('lifts the wait of the account’s recovery code, and its count', async () => {
    const { w, code } = await ready()
    const link = await w.resetLink()
    const check = (typed: string) => codeOf(() => w.app.recovery.check({ code: typed }))
    for (let i = 0; i < 5; i += 1) expect(await check(someCode)).toBe('RECOVERY_WRONG')
    expect(await check(code)).toBe('WAIT')
    await w.reset(link)
    expect(w.limits.get(w.counters.recovery(accountOf(w)))).toBeNull()
    await w.signIn(ada, better)
    expect(await check(code)).toBe('ok')
  })

  it('lifts the wait of the password at an open session, and its count', async () => {
    const { w } = await ready()
    const link = await w.resetLink()
    const make = (password: string) => codeOf(() => w.app.recovery.make({ password }))
    for (let i = 0; i < 5; i += 1) expect(await make(wrong)).toBe('WRONG_PASSWORD')
    expect(await make(good)).toBe('WAIT')
    await w.reset(link)
    expect(w.limits.get(w.counters.password(accountOf(w)))).toBeNull()
    await w.signIn(ada, better)
    expect(await make(better)).toBe('ok')
  })
})
