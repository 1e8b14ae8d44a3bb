import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { MailFailure } from '../../src/main/domain/ports/mail.ts'
import { codeOf, hour, minute, restarted, type World, world } from '../world.ts'

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
      w.app.reset.ask({ email }),
    )
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('refuses anything that is not an email address', async () => {
    const w = await ready()
    for (const typed of ['', 'ada', 'ada@']) {
      expect(await codeOf(() => w.app.reset.ask({ email: typed }))).toBe('EMAIL_INVALID')
    }
  })

  it('notes an unconfirmed account once, however often the email is attempted', async () => {
    const w = world()
    await w.withMail()
    await w.create('ada@example.com', 'a stranger’s own password')
    w.app.account.signOut()
    await w.confirmed()
    w.clock.pass(hour)
    w.sender.failure = new MailFailure('MAIL_REJECTED', true)
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    w.sender.failure = null
    w.sender.sent.length = 0
    w.clock.pass(hour)
    await w.deliver()
    expect(w.sender.sent.map(({ content }) => content.kind)).toEqual(['reset'])
    const kinds = w.accounts
      .byEmail('ada@example.com' as never)
      .flatMap(({ id }) => w.activities.list(id, false, 100).map(({ kind }) => kind))
    expect(kinds.filter((kind) => kind === 'reset_unconfirmed')).toHaveLength(1)
  })

  it('does not look at the accounts before it answers', async () => {
    const w = await ready()
    w.accounts.byEmail = () => {
      throw new Error('looked')
    }
    expect(await codeOf(() => w.app.reset.ask({ email: 'ada@example.com' }))).toBe('ok')
  })

  it('mails nothing to an unknown address, and notes it for this computer', async () => {
    const w = await ready()
    w.app.reset.ask({ email: 'nobody@example.com' })
    await w.deliver()
    expect(w.sender.sent).toEqual([])
    expect(w.activity('ada@example.com')[0]).toBe('unknown_asked')
  })

  it('mails nothing to an unconfirmed address, and tells its person in the activity list', async () => {
    const w = await ready()
    await w.create('grace@example.com')
    await w.deliver()
    w.sender.sent.length = 0
    w.app.reset.ask({ email: 'grace@example.com' })
    await w.deliver()
    expect(w.sender.sent).toEqual([])
    expect(w.activity('grace@example.com')).toContain('reset_unconfirmed')
  })

  it('does not mind case or surrounding space, and mails the stored address', async () => {
    const w = await ready()
    w.app.reset.ask({ email: '  ADA@Example.COM ' })
    await w.deliver()
    expect(w.sender.sent[0]?.to).toBe('ada@example.com')
  })

  it('a second time within a minute sends nothing and says when the next is possible', async () => {
    const w = await ready()
    for (const email of ['ada@example.com', 'nobody@example.com']) {
      const { nextPossibleAt } = w.app.reset.ask({ email })
      expect(nextPossibleAt).toBe(w.clock.time + minute)
      expect(await codeOf(() => w.app.reset.ask({ email }))).toBe('WAIT')
    }
    await w.deliver()
    expect(w.sender.sent).toHaveLength(1)
  })

  it('in other letters counts as the same address', async () => {
    const w = await ready()
    w.app.reset.ask({ email: 'nobody@example.com' })
    expect(await codeOf(() => w.app.reset.ask({ email: 'NOBODY@example.com' }))).toBe('WAIT')
  })

  it('is possible five times an hour, known or not, restarts included', async () => {
    let w = await ready()
    for (const email of ['ada@example.com', 'nobody@example.com']) {
      for (let i = 0; i < 5; i += 1) {
        w.app.reset.ask({ email })
        w.clock.pass(2 * minute)
      }
    }
    w = restarted(w)
    const first = await codeOf(() => w.app.reset.ask({ email: 'nobody@example.com' }))
    expect(first).toBe('WAIT')
    w.clock.pass(hour)
    expect(await codeOf(() => w.app.reset.ask({ email: 'nobody@example.com' }))).toBe('ok')
  })

  it('has a limit for the whole computer', async () => {
    const w = await ready()
    for (let i = 0; i < 30; i += 1) w.app.reset.ask({ email: `someone${i}@example.com` })
    expect(await codeOf(() => w.app.reset.ask({ email: 'one-more@example.com' }))).toBe('WAIT')
  })

  it('hides a mail server that fails', async () => {
    const w = await ready()
    w.sender.failure = new Error('refused')
    const answer = w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    w.clock.pass(2 * minute)
    expect(await codeOf(() => w.app.reset.ask({ email: 'ada@example.com' }))).toBe('ok')
    expect(answer.nextPossibleAt).toBeGreaterThan(answer.askedAt)
  })

  it('says the same for every address when mail is not set up', async () => {
    const w = world()
    await w.create()
    w.app.account.signOut()
    for (const email of ['ada@example.com', 'nobody@example.com']) {
      expect(await codeOf(() => w.app.reset.ask({ email }))).toBe('MAIL_NOT_SET_UP')
    }
  })

  it('keeps no address of a stranger in its counters', async () => {
    const w = await ready()
    w.app.reset.ask({ email: 'stranger@example.com' })
    const name = w.counters.mail('reset', 'stranger@example.com' as never)
    expect(name).not.toContain('stranger')
    expect(w.limits.get(name)?.count).toBe(1)
  })
})

describe('the mail queue', () => {
  it('sends what was asked for while the server was away, once, after a restart', async () => {
    const w = await ready()
    w.sender.failure = new Error('offline')
    w.app.reset.ask({ email: 'ada@example.com' })
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
    w.app.reset.ask({ email: 'ada@example.com' })
    const first = w.outboxRows.next()?.messageId
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
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    expect(tries).toBe(1)
    expect(w.outboxRows.next()).not.toBeNull()
  })

  it('holds no link and no secret while a mail waits', async () => {
    const w = await ready()
    w.app.reset.ask({ email: 'ada@example.com' })
    const row = JSON.stringify(w.outboxRows.next())
    expect(row).not.toContain('latchkey://')
    expect(row).not.toMatch(/eyJ/)
  })

  it('waits, growing, and gives up after a day with a note for the person', async () => {
    const w = await ready()
    w.sender.failure = new Error('offline')
    w.app.reset.ask({ email: 'ada@example.com' })
    for (let i = 0; i < 150 && w.outboxRows.next(); i += 1) {
      await w.deliver()
      w.clock.time = Math.max(w.clock.time, w.outboxRows.next()?.nextAt ?? 0)
      w.app.hurryMail()
    }
    expect(w.outboxRows.next()).toBeNull()
    expect(w.activity('ada@example.com')).toContain('mail_failed')
  })
})

describe('calling a reset mail off', () => {
  it('drops the mail that waits, and leaves the limits as they are', async () => {
    const w = await ready()
    w.app.reset.ask({ email: 'ada@example.com' })
    expect(w.app.reset.cancel({ email: ' ADA@example.com ' })).toBeNull()
    await w.deliver()
    expect(w.sender.sent).toEqual([])
    expect(await codeOf(() => w.app.reset.ask({ email: 'ada@example.com' }))).toBe('WAIT')
  })

  it('touches no other address’s, and no mail of another kind', async () => {
    const w = await ready()
    await w.create('grace@example.com')
    w.app.reset.ask({ email: 'ada@example.com' })
    w.app.reset.cancel({ email: 'grace@example.com' })
    await w.deliver()
    const kinds = w.sender.sent.map(({ to, content }) => `${content.kind} to ${to}`)
    expect(kinds.toSorted()).toEqual(['confirm to grace@example.com', 'reset to ada@example.com'])
  })

  it('leaves a link good that was sent already', async () => {
    const w = await ready()
    const link = await w.resetLink()
    w.app.reset.cancel({ email: 'ada@example.com' })
    expect(await codeOf(() => w.reset(link))).toBe('ok')
  })

  it('while the mail is being handed over changes nothing', async () => {
    const w = await ready()
    w.sender.meanwhile = () => void w.app.reset.cancel({ email: 'ada@example.com' })
    expect(await codeOf(() => w.resetLink().then((link) => w.reset(link)))).toBe('ok')
    w.app.hurryMail()
    await w.deliver()
    expect(w.sender.sent.filter(({ content }) => content.kind === 'reset')).toHaveLength(1)
  })

  it('answers the same for every address, and looks at no account', async () => {
    const w = await ready()
    w.app.reset.ask({ email: 'ada@example.com' })
    w.accounts.byEmail = () => {
      throw new Error('looked')
    }
    for (const email of ['ada@example.com', 'nobody@example.com', 'no address', '']) {
      expect(w.app.reset.cancel({ email })).toBeNull()
    }
  })
})

describe('a code', () => {
  const typed = (w: World, email: string) => codeOf(() => w.paste('77777-77777', email))

  it('that is wrong takes the same steps and writes the same rows, known or not', async () => {
    const w = await ready()
    await w.confirmed('grace@example.com')
    w.clock.pass(hour)
    await w.resetLink('ada@example.com')
    const noted: string[] = []
    for (const [of, store] of Object.entries({
      accounts: w.accounts,
      activity: w.activities,
      cipher: w.cipher,
      jobs: w.outboxRows,
      limits: w.limits,
      requests: w.requests,
    })) {
      const methods = store as unknown as Record<string, (...args: never[]) => unknown>
      for (const [name, work] of Object.entries(methods)) {
        vi.spyOn(methods, name).mockImplementation((...args) => {
          noted.push(`${of}.${name}`)
          return work(...args)
        })
      }
    }
    onTestFinished(() => void vi.restoreAllMocks())
    const dummies = vi.spyOn(w.settings, 'set')
    const counts = vi.mocked(w.requests.countAttempt)
    const rows: number[] = []
    const steps: string[][] = []
    for (let i = 0; i < 7; i += 1) {
      // With a sent email whose code is open, without one, and with an unknown address.
      for (const email of ['ada@example.com', 'grace@example.com', 'nobody@example.com']) {
        noted.length = 0
        dummies.mockClear()
        counts.mockClear()
        expect(await typed(w, email)).toBe('CODE_WRONG')
        // An unknown address has no account row, so a dummy row is read instead.
        expect(noted.includes('accounts.dummyLookup')).toBe(email.startsWith('nobody'))
        // The same goes for a request if none is open, as after five attempts.
        const open = email.startsWith('ada') && i < 5
        expect(noted.includes('requests.dummyLookup')).toBe(!open)
        steps.push(noted.filter((step) => !step.endsWith('.dummyLookup')))
        const counted = counts.mock.results.map(
          ({ value }) => (value as { counted: number }).counted,
        )
        rows.push(counted.reduce((all, one) => all + one, dummies.mock.calls.length))
      }
    }
    expect(steps[0]).toContain('activity.add')
    expect(steps[0]).toContain('requests.countAttempt')
    steps.forEach((each, at) => {
      expect(each).toEqual(steps[at - (at % 3)])
    })
    // The fifth attempt queues an email about it, for every address alike.
    const queued = steps.map((each) => each.filter((step) => step === 'jobs.add').length)
    expect(queued).toEqual(steps.map((_, at) => (Math.floor(at / 3) === 4 ? 1 : 0)))
    // The row of a request, or a dummy row.
    expect(rows).toEqual(steps.map(() => 1))
  })

  it('keeps no address of a stranger in its counter', async () => {
    const w = await ready()
    await typed(w, 'stranger@example.com')
    const name = w.counters.code('stranger@example.com' as never)
    expect(name).not.toContain('stranger')
    expect(w.limits.get(name)?.count).toBe(1)
  })

  it('that is wrong for an unknown address is noted for this computer', async () => {
    const w = await ready()
    await typed(w, 'nobody@example.com')
    expect(w.activity('ada@example.com')[0]).toBe('code_wrong')
  })
})

describe('a stranger with an account of their own on somebody’s address', () => {
  /** What the stranger's account shows after a reset was requested, and the backoff at sign-in then. */
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
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    for (let i = 0; i < 6; i += 1) {
      codes.push(await codeOf(() => w.paste('77777-77777', 'ada@example.com')))
    }
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
