/** How long the outbox keeps trying, and what holds it up. */
import { describe, expect, it } from 'vitest'
import { maxBackoffMs } from '../../src/main/domain/mail/retry-policy.ts'
import { MailFailure } from '../../src/main/domain/ports/mail.ts'
import { day, hour, minute, restarted, type World, world } from '../world.ts'

const away = new MailFailure('MAIL_HOST_NOT_FOUND', true)
const wrongSender = new MailFailure('MAIL_SENDER', true)

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  w.sender.sent.length = 0
  w.sender.checks = 0
  return w
}

async function wait(w: World, ms: number): Promise<void> {
  const until = w.clock.time + ms
  while (w.clock.time < until) {
    await w.deliver()
    w.clock.time = Math.min(until, w.clock.time + minute)
  }
  await w.deliver()
}

const kinds = (w: World) => w.sender.sent.map(({ content }) => content.kind)

describe('a mail that waited for a weekend', () => {
  async function overTheWeekend() {
    const w = await ready()
    w.sender.unreachable = away
    w.app.reset.ask({ email: 'ada@example.com' })
    await wait(w, 2 * hour)
    return w
  }

  it('is not given up by the first try after a start, just before the network is there', async () => {
    const w = await overTheWeekend()
    w.clock.pass(3 * day)
    const again = restarted(w)
    again.sender.unreachable = away
    again.app.hurryMail()
    await again.deliver()
    again.sender.unreachable = null
    await wait(again, minute)
    expect(kinds(again)).toEqual(['reset'])
  })

  it('is not given up when a server that was reached again is away for a moment', async () => {
    const w = await ready()
    w.app.reset.ask({ email: 'ada@example.com' })
    w.clock.pass(25 * hour)
    const awayFor = async (minutes: number) => {
      w.sender.unreachable = away
      for (let n = 0; n < minutes; n += 5) {
        w.app.hurryMail()
        await wait(w, 5 * minute)
      }
      w.sender.unreachable = null
      w.app.hurryMail()
      await w.deliver()
    }
    w.sender.failure = wrongSender
    await awayFor(50)
    // Another email is requested, so the server is checked again.
    w.app.reset.ask({ email: 'nobody@example.com' })
    await awayFor(45)
    w.sender.failure = null
    await wait(w, maxBackoffMs)
    expect(kinds(w)).toEqual(['reset'])
  })

  it('is not given up by the first try after waking up', async () => {
    const w = await overTheWeekend()
    w.clock.pass(3 * day)
    w.app.hurryMail()
    await w.deliver()
    w.sender.unreachable = null
    await wait(w, maxBackoffMs)
    expect(kinds(w)).toEqual(['reset'])
  })

  it('is not given up by a server that puts it off at first', async () => {
    const w = await overTheWeekend()
    w.clock.pass(3 * day)
    w.sender.unreachable = null
    w.sender.failure = new MailFailure('MAIL_RECIPIENT', true)
    w.app.hurryMail()
    await w.deliver()
    w.sender.failure = null
    await wait(w, minute)
    expect(kinds(w)).toEqual(['reset'])
  })

  it('is given up after another hour of trying', async () => {
    const w = await overTheWeekend()
    w.clock.pass(3 * day)
    await wait(w, hour - maxBackoffMs)
    expect(w.outboxRows.count()).toBe(1)
    await wait(w, 2 * maxBackoffMs)
    expect(w.mailLog.list()[0]).toMatchObject({ state: 'failed', code: 'MAIL_HOST_NOT_FOUND' })
  })

  it('has another day when it is asked for again', async () => {
    const w = await ready()
    w.sender.unreachable = away
    w.app.reset.ask({ email: 'ada@example.com' })
    await wait(w, day - 2 * minute)
    w.app.reset.ask({ email: 'ada@example.com' })
    await wait(w, 20 * hour)
    w.sender.unreachable = null
    await wait(w, maxBackoffMs)
    expect(kinds(w)).toEqual(['reset'])
  })
})

describe('a sender’s address that the server does not take', () => {
  /** A reset and twenty notices are queued. */
  async function refused() {
    const w = await ready()
    w.sender.failure = wrongSender
    await w.signIn()
    const account = w.sessions.require()
    const notice = {
      kind: 'password-changed',
      accountId: account.id,
      email: account.email,
    } as const
    w.transaction(() => {
      for (let n = 0; n < 20; n += 1) w.outbox.queue({ ...notice, dedupeKey: `notice ${n}` })
    })
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    return w
  }

  it('loses no mail, and the owner reads at each why it waits', async () => {
    const w = await refused()
    await wait(w, 3 * hour)
    const { waiting } = await w.app.outbox.list(undefined)
    expect(waiting).toHaveLength(21)
    expect(new Set(waiting.map(({ problem }) => problem))).toEqual(new Set(['MAIL_SENDER']))
  })

  it('is not tried again and again', async () => {
    const w = await refused()
    let tries = 0
    w.sender.meanwhile = () => {
      tries += 1
    }
    await wait(w, 3 * hour)
    expect(tries).toBeLessThan(40)
  })

  it('is no reason to say that mail does not get through', async () => {
    const w = await refused()
    expect(w.outbox.reachable()).toBe(true)
  })

  it('lets everything go once the settings are mended', async () => {
    const w = await refused()
    w.sender.failure = null
    w.app.hurryMail()
    await w.deliver()
    expect(w.outboxRows.count()).toBe(0)
    expect(w.sender.sent).toHaveLength(21)
  })
})

describe('a server that falls ill while a mail is handed over', () => {
  it('is waited for by the watch of the network, and told to nobody', async () => {
    const w = await ready()
    w.sender.meanwhile = () => {
      w.sender.unreachable = away
    }
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    expect(w.outbox.reachable()).toBe(true)
    expect(w.app.mailHeld()).toBe(true)
    w.sender.meanwhile = () => {}
    await wait(w, 2 * hour)
    expect(w.app.mailHeld()).toBe(true)
    w.sender.unreachable = null
    w.app.hurryMail()
    await w.deliver()
    expect(kinds(w)).toEqual(['reset'])
    expect(w.app.mailHeld()).toBe(false)
  })
})

it('a mail from the future is not overtaken for ever when the clock was set back', async () => {
  const w = await ready()
  await w.confirmed('grace@example.com')
  w.clock.pass(hour)
  w.sender.sent.length = 0
  w.clock.pass(30 * day)
  w.sender.failure = new MailFailure('MAIL_RECIPIENT', true)
  w.app.reset.ask({ email: 'ada@example.com' })
  await w.deliver()
  w.clock.pass(-30 * day)
  // Another email, which keeps being postponed, is always due before it.
  w.app.reset.ask({ email: 'grace@example.com' })
  await w.deliver()
  const send = w.sender.send
  w.sender.failure = null
  w.sender.send = (server, mail) =>
    mail.to === 'grace@example.com'
      ? Promise.reject(new MailFailure('MAIL_RECIPIENT', true))
      : send(server, mail)
  await wait(w, 2 * maxBackoffMs)
  expect(w.sender.sent.map(({ to }) => to)).toEqual(['ada@example.com'])
})
