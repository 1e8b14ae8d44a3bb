/** Both sides of limits that other tests only check on one side: the last moment, and the next. */
import { describe, expect, it } from 'vitest'
import { fakeComputer } from '../fakes/computer.ts'
import { keepCode, someEntries } from '../support/entries.ts'
import { better, codeOf, day, good, hour, mailInput, minute, type World, world } from '../world.ts'

const ada = 'ada@example.com'
const wrong = 'wrong but long enough'
const second = 1_000

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  return w
}

const guess = (w: World, email = ada) => codeOf(() => w.signIn(email, wrong))

async function guesses(w: World, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) expect(await guess(w)).toBe('SIGN_IN_FAILED')
}

describe('the wait after wrong passwords', () => {
  it('is 30 seconds, doubles with every wrong one to an hour, and grows no further', async () => {
    const w = world()
    await w.create()
    await guesses(w, 5)
    for (const seconds of [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]) {
      w.clock.pass(seconds * second - 1)
      expect([seconds, await guess(w)]).toEqual([seconds, 'WAIT'])
      w.clock.pass(1)
      expect([seconds, await guess(w)]).toEqual([seconds, 'SIGN_IN_FAILED'])
    }
  })

  it('counts a wrong one for 24 hours, and not a moment longer', async () => {
    for (const [passed, next] of [
      [day - 1, 'WAIT'],
      [day, 'SIGN_IN_FAILED'],
    ] as const) {
      const w = world()
      await w.create()
      await guesses(w, 4)
      w.clock.pass(passed)
      await guesses(w, 1)
      expect(await guess(w)).toBe(next)
    }
  })

  it('lets the new password of a reset past it for an hour and five tries, no less and no more', async () => {
    for (const [later, count, said] of [
      [hour - 1, 5, 'ok'],
      [hour, 5, 'WAIT'],
      [minute, 9, 'ok'],
      [minute, 10, 'WAIT'],
    ] as const) {
      const w = await ready()
      await w.reset(await w.resetLink())
      w.clock.pass(later)
      for (let i = 0; i < count; i += 1) await guess(w)
      expect([later, count, await codeOf(() => w.signIn(ada, better))]).toEqual([
        later,
        count,
        said,
      ])
    }
  })
})

it('a right password takes back its own count alone, even where the clock was set back meanwhile', async () => {
  const w = world()
  await w.create()
  const first = w.clock.time
  await guesses(w, 4)
  w.clock.pass(hour)
  w.kdf.gate = new Promise((resume) => {
    setImmediate(() => {
      w.clock.pass(-30 * minute)
      resume()
    })
  })
  await w.signIn()
  // The four are a day old, and the right one is not counted.
  w.clock.time = first + day
  await guesses(w, 5)
  expect(await guess(w)).toBe('WAIT')
})

describe('a mail that was asked for', () => {
  it('is good for 30 minutes from when it was sent, by link and by code', async () => {
    const w = await ready()
    const link = await w.resetLink()
    const code = w.lastCode()
    w.clock.pass(30 * minute - 1)
    expect(await codeOf(() => w.paste(link))).toBe('ok')
    expect(await codeOf(() => w.paste(code, ada))).toBe('ok')
    w.clock.pass(1)
    expect(await codeOf(() => w.paste(link))).toBe('LINK_EXPIRED')
    expect(await codeOf(() => w.paste(code, ada))).toBe('CODE_WRONG')
  })

  it('to prove an address is good for 24 hours', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    w.clock.pass(day - 1)
    expect(await codeOf(() => w.paste(w.lastLink()))).toBe('ok')
    w.clock.pass(1)
    expect(await codeOf(() => w.paste(w.lastLink()))).toBe('LINK_EXPIRED')
  })

  it('can be asked for again after a minute, and five times an hour', async () => {
    const w = await ready()
    const ask = () => codeOf(() => w.app.reset.ask({ email: ada }))
    const first = w.clock.time
    for (let i = 0; i < 4; i += 1) {
      expect(await ask()).toBe('ok')
      w.clock.pass(minute - 1)
      expect(await ask()).toBe('WAIT')
      w.clock.pass(1)
    }
    expect(await ask()).toBe('ok')
    w.clock.time = first + hour - 1
    expect(await ask()).toBe('WAIT')
    w.clock.pass(1)
    expect(await ask()).toBe('ok')
  })

  it('goes out thirty times an hour from one computer, whoever it is for', async () => {
    const w = await ready()
    const ask = (n: number) => codeOf(() => w.app.reset.ask({ email: `someone${n}@example.com` }))
    for (let n = 0; n < 30; n += 1) expect([n, await ask(n)]).toEqual([n, 'ok'])
    expect(await ask(30)).toBe('WAIT')
    w.clock.pass(hour - 1)
    expect(await ask(30)).toBe('WAIT')
    w.clock.pass(1)
    expect(await ask(30)).toBe('ok')
  })

  it('holds a code that four wrong ones leave good, and five do not', async () => {
    for (const [count, said] of [
      [4, 'ok'],
      [5, 'CODE_WRONG'],
    ] as const) {
      const w = await ready()
      await w.resetLink()
      for (let i = 0; i < count; i += 1) {
        expect(await codeOf(() => w.paste('77777-77777', ada))).toBe('CODE_WRONG')
      }
      expect([count, await codeOf(() => w.paste(w.lastCode(), ada))]).toEqual([count, said])
    }
  })
})

describe('the owner’s test mail', () => {
  async function tested() {
    const w = world()
    await w.create()
    const test = () => codeOf(() => w.app.mail.test(mailInput))
    const prove = () => {
      const content = w.sender.sent.at(-1)?.content
      const code = (content && 'code' in content && content.code) || ''
      return codeOf(() => w.app.mail.prove({ code: code }))
    }
    const mistype = () => codeOf(() => w.app.mail.prove({ code: 'AAAAA-AAAAA' }))
    return { w, test, prove, mistype }
  }

  it('is sent again once the first of twenty is an hour old', async () => {
    const { w, test } = await tested()
    for (let n = 0; n < 20; n += 1) expect([n, await test()]).toEqual([n, 'ok'])
    w.clock.pass(hour - 1)
    expect(await test()).toBe('WAIT')
    w.clock.pass(1)
    expect(await test()).toBe('ok')
  })

  it('is proven after four wrong codes, and not after five', async () => {
    for (const [count, said] of [
      [4, 'ok'],
      [5, 'CODE_WRONG'],
    ] as const) {
      const { test, prove, mistype } = await tested()
      await test()
      for (let i = 0; i < count; i += 1) expect(await mistype()).toBe('CODE_WRONG')
      expect([count, await prove()]).toEqual([count, said])
    }
  })
})

it('twenty accounts can be made on a computer in an hour, and then one when the first is an hour old', async () => {
  const w = world()
  const create = (n: number) => codeOf(() => w.create(`person${n}@example.com`))
  for (let n = 0; n < 20; n += 1) expect([n, await create(n)]).toEqual([n, 'ok'])
  expect(await create(20)).toBe('WAIT')
  w.clock.pass(hour - 1)
  expect(await create(20)).toBe('WAIT')
  w.clock.pass(1)
  expect(await create(20)).toBe('ok')
})

describe('a way back in by recovery code', () => {
  it('is open for ten minutes, and not a moment longer', async () => {
    const w = world()
    await w.create()
    const { ref } = await w.app.recovery.begin({ email: ada, code: await keepCode(w, good) })
    // Refused because of its outcome, which shows that it is still open.
    const tried = () =>
      codeOf(() => w.app.link.redeemReset({ ref, password: better, expected: 'sealed' }))
    w.clock.pass(10 * minute - 1)
    expect(await tried()).toBe('OUTCOME_CHANGED')
    w.clock.pass(1)
    expect(await tried()).toBe('LINK_EXPIRED')
  })

  it('along with a mailed link keeps the code in memory as long as the link is good, and wipes it then', async () => {
    const w = world()
    w.keychain.missing = true
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    w.openVault.current().add(someEntries)
    const code = await keepCode(w, good)
    w.app.account.signOut()
    w.clock.pass(hour)
    const { ref, expiresAt } = await w.paste(await w.resetLink())
    w.clock.pass(minute)
    expect(await w.app.recovery.use({ ref, code })).toMatchObject({ kind: 'kept-with-code' })
    const kept = w.linkRegistry.get(ref as never)?.code
    w.clock.time = expiresAt - 1
    await w.deliver()
    expect(kept?.some((byte) => byte !== 0)).toBe(true)
    w.clock.pass(1)
    await w.deliver()
    expect(kept?.every((byte) => byte === 0)).toBe(true)
  })

  it('is one of eight at most: a ninth closes the first, and wipes its code', async () => {
    const w = world()
    await w.create()
    const code = await keepCode(w, good)
    const refs: string[] = []
    const begin = async () => refs.push((await w.app.recovery.begin({ email: ada, code })).ref)
    for (let n = 0; n < 8; n += 1) await begin()
    const kept = w.linkRegistry.get(refs[0] as never)?.code
    expect(kept?.some((byte) => byte !== 0)).toBe(true)
    await begin()
    expect(kept?.every((byte) => byte === 0)).toBe(true)
    const open = refs.map((ref) => w.linkRegistry.get(ref as never) !== null)
    expect(open).toEqual([false, ...Array(8).fill(true)])
  })
})

it('a clock two minutes back is let pass, and a moment more is said', async () => {
  const w = await ready()
  await w.resetLink()
  w.clock.pass(5 * minute)
  w.clockGuard.saw()
  w.clock.pass(-2 * minute)
  expect(await codeOf(() => w.paste(w.lastCode(), ada))).toBe('ok')
  w.clock.pass(-1)
  expect(await codeOf(() => w.paste(w.lastCode(), ada))).toBe('CLOCK_BACKWARDS')
})

it('a link that tests this desktop counts up to two minutes late', async () => {
  for (const [tookMs, state] of [
    [2 * minute, 'arrived'],
    [2 * minute + 1, 'missing'],
  ] as const) {
    const { fake, links } = fakeComputer()
    fake.open = async (link) => void fake.opened.push(link)
    const running = links.run()
    await expect.poll(() => fake.opened.length).toBe(1)
    fake.pass(10 * second)
    await running
    fake.pass(tookMs - 10 * second)
    links.arrived(fake.opened[0] ?? '')
    await new Promise((resume) => setImmediate(resume))
    expect([tookMs, (await links.view()).test?.state]).toEqual([tookMs, state])
  }
})

it('a link that tests this desktop changes nothing when it comes a second time', async () => {
  const { fake, links } = fakeComputer()
  const { test } = await links.run()
  expect(links.arrived(fake.opened[0] ?? '')).toBe(true)
  await new Promise((resume) => setImmediate(resume))
  expect((await links.view()).test).toEqual(test)
})

it('a word about a code that was put off comes back after 30 days, and not before', async () => {
  const w = world()
  await w.create()
  await keepCode(w, good)
  const word = async () => (await w.app.vault.overview(undefined)).recovery
  w.clock.pass(181 * day)
  await w.app.recovery.remindLater(undefined)
  w.clock.pass(30 * day - 1)
  expect(await word()).toBeNull()
  w.clock.pass(1)
  const said = await word()
  w.clock.pass(1)
  expect([said, await word()]).toEqual(['unseen', 'unseen'])
})

it('a backoff of a year that was written into the file ends an hour after it was written', () => {
  const w = world()
  const now = w.clock.time
  const times = Array(5).fill(now)
  w.limits.put('x', { count: 5, blockedUntil: now + 365 * day, times, updatedAt: now })
  w.clock.pass(hour - 1)
  expect(w.attempts.blockedUntil('x')).toBe(now + hour)
  w.clock.pass(1)
  expect(w.attempts.blockedUntil('x')).toBeNull()
})
