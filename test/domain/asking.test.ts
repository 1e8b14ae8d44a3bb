import { describe, expect, it } from 'vitest'
import { codeOf, hour, minute, restarted, world } from '../world.ts'

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  w.sender.sent.length = 0
  return w
}

describe('asking for a reset', () => {
  it('answers the same for a known, an unknown and an unconfirmed address', async () => {
    const w = await ready()
    await w.create('grace@example.com')
    w.app.account.signOut()
    const answers = ['ada@example.com', 'nobody@example.com', 'grace@example.com'].map((email) =>
      w.app.askReset(email),
    )
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('does not look at the accounts before it answers', async () => {
    const w = await ready()
    w.accounts.byEmail = () => {
      throw new Error('looked')
    }
    expect(await codeOf(() => w.app.askReset('ada@example.com'))).toBe('ok')
  })

  it('mails nothing to an unknown address, and notes it for this computer', async () => {
    const w = await ready()
    w.app.askReset('nobody@example.com')
    await w.deliver()
    expect(w.sender.sent).toEqual([])
    expect(w.activity('ada@example.com')[0]).toBe('unknown_asked')
  })

  it('mails nothing to an unconfirmed address, and tells its person in the activity list', async () => {
    const w = await ready()
    await w.create('grace@example.com')
    await w.deliver()
    w.sender.sent.length = 0
    w.app.askReset('grace@example.com')
    await w.deliver()
    expect(w.sender.sent).toEqual([])
    expect(w.activity('grace@example.com')).toContain('reset_unconfirmed')
  })

  it('does not mind case or surrounding space, and mails the stored address', async () => {
    const w = await ready()
    w.app.askReset('  ADA@Example.COM ')
    await w.deliver()
    expect(w.sender.sent[0]?.to).toBe('ada@example.com')
  })

  it('a second time within a minute sends nothing and says when the next is possible', async () => {
    const w = await ready()
    for (const email of ['ada@example.com', 'nobody@example.com']) {
      const { nextPossibleAt } = w.app.askReset(email)
      expect(nextPossibleAt).toBe(w.clock.time + minute)
      expect(await codeOf(() => w.app.askReset(email))).toBe('WAIT')
    }
    await w.deliver()
    expect(w.sender.sent).toHaveLength(1)
  })

  it('in other letters counts as the same address', async () => {
    const w = await ready()
    w.app.askReset('nobody@example.com')
    expect(await codeOf(() => w.app.askReset('NOBODY@example.com'))).toBe('WAIT')
  })

  it('is possible five times an hour, known or not, restarts included', async () => {
    let w = await ready()
    for (const email of ['ada@example.com', 'nobody@example.com']) {
      for (let i = 0; i < 5; i += 1) {
        w.app.askReset(email)
        w.clock.pass(2 * minute)
      }
    }
    w = restarted(w)
    const first = await codeOf(() => w.app.askReset('nobody@example.com'))
    expect(first).toBe('WAIT')
    w.clock.pass(hour)
    expect(await codeOf(() => w.app.askReset('nobody@example.com'))).toBe('ok')
  })

  it('has a limit for the whole computer', async () => {
    const w = await ready()
    for (let i = 0; i < 30; i += 1) w.app.askReset(`someone${i}@example.com`)
    expect(await codeOf(() => w.app.askReset('one-more@example.com'))).toBe('WAIT')
  })

  it('hides a mail server that fails', async () => {
    const w = await ready()
    w.sender.failure = new Error('refused')
    const answer = w.app.askReset('ada@example.com')
    await w.deliver()
    w.clock.pass(2 * minute)
    expect(await codeOf(() => w.app.askReset('ada@example.com'))).toBe('ok')
    expect(answer.nextPossibleAt).toBeGreaterThan(answer.askedAt)
  })

  it('says the same for every address when mail is not set up', async () => {
    const w = world()
    await w.create()
    w.app.account.signOut()
    for (const email of ['ada@example.com', 'nobody@example.com']) {
      expect(await codeOf(() => w.app.askReset(email))).toBe('MAIL_NOT_SET_UP')
    }
  })

  it('keeps no address of a stranger in its counters', async () => {
    const w = await ready()
    w.app.askReset('stranger@example.com')
    const name = w.counters.mail('reset', 'stranger@example.com' as never)
    expect(name).not.toContain('stranger')
    expect(w.limits.get(name)?.count).toBe(1)
  })
})

describe('the mail queue', () => {
  it('sends what was asked for while the server was away, once, after a restart', async () => {
    const w = await ready()
    w.sender.failure = new Error('offline')
    w.app.askReset('ada@example.com')
    await w.deliver()
    const again = restarted(w)
    again.app.hurryMail()
    await again.deliver()
    expect(again.sender.sent.map(({ content }) => content.kind)).toEqual(['reset'])
    again.app.hurryMail()
    await again.deliver()
    expect(again.sender.sent).toHaveLength(1)
  })

  it('tries one mail with one Message-ID', async () => {
    const w = await ready()
    const ids = new Set<string>()
    w.app.askReset('ada@example.com')
    const first = w.jobs.next()?.messageId
    w.sender.failure = new Error('offline')
    await w.deliver()
    w.sender.failure = null
    w.app.hurryMail()
    await w.deliver()
    ids.add(w.sender.sent[0]?.messageId ?? '')
    expect([...ids]).toEqual([first])
  })

  it('waits before it tries again when a link cannot be signed', async () => {
    const w = await ready()
    let tries = 0
    w.tokens.sign = () => {
      tries += 1
      return Promise.reject(new Error('keychain'))
    }
    w.app.askReset('ada@example.com')
    await w.deliver()
    expect(tries).toBe(1)
    expect(w.jobs.next()).not.toBeNull()
  })

  it('holds no link and no secret while a mail waits', async () => {
    const w = await ready()
    w.app.askReset('ada@example.com')
    const row = JSON.stringify(w.jobs.next())
    expect(row).not.toContain('latchkey://')
    expect(row).not.toMatch(/eyJ/)
  })

  it('waits, growing, and gives up after a day with a note for the person', async () => {
    const w = await ready()
    w.sender.failure = new Error('offline')
    w.app.askReset('ada@example.com')
    for (let i = 0; i < 150 && w.jobs.next(); i += 1) {
      await w.deliver()
      w.clock.time = Math.max(w.clock.time, w.jobs.next()?.nextAt ?? 0)
      w.app.hurryMail()
    }
    expect(w.jobs.next()).toBeNull()
    expect(w.activity('ada@example.com')).toContain('mail_failed')
  })
})

describe('a stranger with an account of their own on somebody’s address', () => {
  /** What the stranger's account shows after a reset was asked for, and how sign-in waits then. */
  async function seenByStranger(known: boolean) {
    const w = world()
    await w.withMail()
    await w.confirmed('owner@example.com')
    if (known) await w.confirmed('ada@example.com')
    w.clock.pass(2 * hour)
    const guess = () => codeOf(() => w.signIn('ada@example.com', 'a guess that is wrong'))
    const codes = [await guess(), await guess(), await guess()]
    await w.create('ada@example.com', 'the stranger’s own password')
    await w.deliver()
    w.app.askReset('ada@example.com')
    await w.deliver()
    const seen = w.app.account.home().activity.map(({ kind }) => kind)
    codes.push(await guess())
    await w.app.account.delete({ password: 'the stranger’s own password' })
    codes.push(await guess(), await guess())
    return { seen, codes }
  }

  it('sees the same whether or not somebody else has proven it', async () => {
    expect(await seenByStranger(true)).toEqual(await seenByStranger(false))
  })
})
