import { describe, expect, it } from 'vitest'
import { codeOf, day, good, hour, minute, restarted, type World, world } from '../world.ts'

const ada = 'ada@example.com'
const wrongCode = '77777-77777'

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  w.sender.sent.length = 0
  return w
}

async function guessCodes(w: World, times: number, email: string | null = ada) {
  for (let i = 0; i < times; i += 1) {
    expect(await codeOf(() => w.paste(wrongCode, email))).toBe('CODE_WRONG')
  }
}

async function guessPasswords(w: World, times: number, email = ada) {
  for (let i = 0; i < times; i += 1) await codeOf(() => w.signIn(email, `a wrong password ${i}`))
}

/** Sends what is due. @returns the kinds of the emails and their recipients */
async function mailed(w: World): Promise<string[]> {
  w.sender.sent.length = 0
  await w.deliver()
  return w.sender.sent.map(({ to, content }) => `${content.kind} to ${to}`)
}

const codesTold = `codes-guessed to ${ada}`
const passwordsTold = `password-guessed to ${ada}`

describe('a person whose account is guessed at gets a mail', () => {
  it('with the fifth wrong code, and none before', async () => {
    const w = await ready()
    await w.resetLink()
    await guessCodes(w, 4)
    expect(await mailed(w)).toEqual([])
    await guessCodes(w, 1)
    expect(await mailed(w)).toEqual([codesTold])
  })

  it('whenever a mail’s code was used up by it, over hours and restarts', async () => {
    let w = await ready()
    await w.create('grace@example.com')
    await w.deliver()
    const said: string[] = []
    for (let i = 0; i < 5; i += 1) {
      w.clock.pass(2 * hour)
      await guessCodes(w, 1, 'grace@example.com')
      await guessCodes(w, 1)
      said.push(...(await mailed(w)))
      w = restarted(w)
    }
    expect(said).toEqual([codesTold])
  })

  it('with the wrong password that brings the first wait, and none before', async () => {
    const w = await ready()
    await guessPasswords(w, 4)
    expect(await mailed(w)).toEqual([])
    await guessPasswords(w, 1)
    expect(await mailed(w)).toEqual([passwordsTold])
  })

  it('also for guesses at the lock, and within an open session', async () => {
    for (const where of ['lock', 'session']) {
      const w = await ready()
      await w.signIn()
      if (where === 'lock') await w.app.lock.now(undefined)
      for (let i = 0; i < 5; i += 1) {
        const guess =
          where === 'lock'
            ? () => w.app.lock.unlock({ password: 'a wrong password' })
            : () => w.app.account.delete({ password: 'a wrong password' })
        expect(await codeOf(guess)).toBe('WRONG_PASSWORD')
      }
      expect(await mailed(w)).toEqual([passwordsTold])
    }
  })

  it('at the address as it is stored, in the account’s language, with the time of the guess', async () => {
    const w = await ready()
    await w.signIn()
    w.app.account.setLanguage({ language: 'de' })
    w.app.account.signOut()
    await guessPasswords(w, 5, 'ADA@example.com')
    const at = w.clock.time
    w.clock.pass(minute)
    await w.deliver()
    expect(w.sender.sent[0]).toMatchObject({
      to: ada,
      content: { kind: 'password-guessed', email: ada, language: 'de', at },
    })
    expect(w.activity(ada)[0]).toBe('notice_sent')
  })

  it('of each kind once a day at most, restarts included', async () => {
    let w = await ready()
    await guessCodes(w, 25)
    await guessPasswords(w, 5)
    expect((await mailed(w)).toSorted()).toEqual([codesTold, passwordsTold])
    w = restarted(w)
    w.clock.pass(day - minute)
    await guessCodes(w, 10)
    await guessPasswords(w, 2)
    expect(await mailed(w)).toEqual([])
    w.clock.pass(minute)
    await guessCodes(w, 5)
    expect(await mailed(w)).toEqual([codesTold])
  })

  it('and not for a slip of the keyboard now and then', async () => {
    const w = await ready()
    for (let i = 0; i < 10; i += 1) {
      await guessPasswords(w, 4)
      await w.signIn()
      w.app.account.signOut()
      w.clock.pass(day)
    }
    expect(await mailed(w)).toEqual([])
  })
})

describe('nobody else hears of it', () => {
  it('no mail goes to an address without an account, or one that was never proven', async () => {
    const w = await ready()
    await w.create('grace@example.com')
    await w.deliver()
    for (const email of ['grace@example.com', 'nobody@example.com']) {
      await guessCodes(w, 5, email)
      await guessPasswords(w, 5, email)
    }
    expect(await mailed(w)).toEqual([])
    expect(w.outboxRows.count()).toBe(0)
  })

  it('as many mails wait for every address, before anybody looks whose it is', async () => {
    const waiting = async (email: string) => {
      const w = await ready()
      await guessCodes(w, 7, email)
      await guessPasswords(w, 7, email)
      return w.outboxRows.list(9).map(({ kind, accountId }) => [kind, accountId])
    }
    const known = await waiting(ada)
    expect(known).toEqual([
      ['codes-guessed', null],
      ['password-guessed', null],
    ])
    expect(await waiting('nobody@example.com')).toEqual(known)
  })

  it('the holder of an address is not troubled by an account that only claims it', async () => {
    const w = await ready()
    await w.create(ada, 'the claimer’s own password')
    await w.deliver()
    for (let i = 0; i < 5; i += 1) {
      await codeOf(() => w.app.account.delete({ password: 'a wrong password' }))
    }
    expect(await mailed(w)).toEqual([])
  })

  it('the whole computer sends few of them, whatever addresses are made up', async () => {
    const w = await ready()
    for (let i = 0; i < 40; i += 1) await guessCodes(w, 5, `nobody${i}@example.com`)
    expect(w.outboxRows.count()).toBe(30)
  })

  it('and without a mail server nothing is kept to be sent one day', async () => {
    const w = world()
    await w.create()
    w.app.account.signOut()
    const before = w.outboxRows.count()
    await guessCodes(w, 5)
    await guessPasswords(w, 5)
    expect(w.outboxRows.count()).toBe(before)
    expect(await codeOf(() => w.signIn(ada, good))).toBe('WAIT')
  })
})
