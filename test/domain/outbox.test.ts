import { describe, expect, it } from 'vitest'
import { backoffMs, giveUpAfterMs, maxBackoffMs } from '../../src/main/domain/mail/retry-policy.ts'
import { MailFailure } from '../../src/main/domain/ports/mail.ts'
import { day, hour, minute, restarted, type World, world } from '../world.ts'

const away = new MailFailure('MAIL_HOST_NOT_FOUND', true)
const greylisted = new MailFailure('MAIL_RECIPIENT', true)
const refused = new MailFailure('MAIL_RECIPIENT', false)

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  w.sender.sent.length = 0
  w.sender.checks = 0
  return w
}

/** Lets time pass a minute at a time, and sends what is due at each step. */
async function wait(w: World, ms: number): Promise<void> {
  const until = w.clock.time + ms
  while (w.clock.time < until) {
    await w.deliver()
    w.clock.time = Math.min(until, w.clock.time + minute)
  }
  await w.deliver()
}

const kinds = (w: World) => w.sender.sent.map(({ content }) => content.kind)

describe('a mail asked for without a network', () => {
  it('goes out by itself once the server is reached, and its link lives from then on', async () => {
    const w = await ready()
    w.sender.unreachable = away
    w.app.reset.ask({ email: 'ada@example.com' })
    await wait(w, 3 * hour)
    expect(w.sender.sent).toEqual([])
    w.sender.unreachable = null
    await wait(w, maxBackoffMs)
    expect(kinds(w)).toEqual(['reset'])
    const { content } = w.sender.sent[0] ?? {}
    const end = content && 'expiresAt' in content ? content.expiresAt : 0
    expect(end - w.clock.time).toBeGreaterThan(30 * minute - maxBackoffMs - 1000)
  })

  it('goes out at once when the computer wakes up or the settings are saved', async () => {
    const w = await ready()
    w.sender.unreachable = away
    w.app.reset.ask({ email: 'ada@example.com' })
    await wait(w, 3 * hour)
    w.sender.unreachable = null
    w.app.hurryMail()
    await w.deliver()
    expect(kinds(w)).toEqual(['reset'])
  })

  it('goes out after a restart', async () => {
    const w = await ready()
    w.sender.unreachable = away
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    const again = restarted(w)
    again.app.hurryMail()
    await again.deliver()
    expect(kinds(again)).toEqual(['reset'])
  })

  it('can be cancelled before it is sent, whoever it was for', async () => {
    const w = await ready()
    w.sender.unreachable = away
    for (const email of ['ada@example.com', 'nobody@example.com']) {
      w.app.reset.ask({ email })
      w.app.reset.cancel({ email })
    }
    w.sender.unreachable = null
    w.app.hurryMail()
    await w.deliver()
    expect(w.sender.sent).toEqual([])
    const states = w.mailLog.list().map(({ kind, state }) => `${kind} ${state}`)
    expect(states).toEqual(['reset cancelled', 'reset cancelled', 'confirm sent'])
  })

  it('is given up after a day, and its person finds a line about it', async () => {
    const w = await ready()
    w.sender.unreachable = away
    w.app.reset.ask({ email: 'ada@example.com' })
    await wait(w, day - hour)
    expect(w.outboxRows.count()).toBe(1)
    await wait(w, 2 * hour)
    expect(w.outboxRows.count()).toBe(0)
    expect(w.activity('ada@example.com')).toContain('mail_failed')
    expect(w.mailLog.list()[0]).toMatchObject({ state: 'failed', code: 'MAIL_HOST_NOT_FOUND' })
  })

  it('is not given up while mail is not set up', async () => {
    const w = world()
    await w.create()
    await wait(w, 3 * day)
    await w.withMail()
    w.app.hurryMail()
    await w.deliver()
    expect(kinds(w)).toEqual(['confirm'])
  })
})

describe('a server that answers', () => {
  it('for now: the mail comes later, once, with one Message-ID and one request', async () => {
    const w = await ready()
    w.sender.failure = greylisted
    w.app.reset.ask({ email: 'ada@example.com' })
    const id = w.outboxRows.next()?.messageId
    await w.deliver()
    const request = w.outboxRows.next()?.requestId
    expect(request).not.toBeNull()
    await wait(w, 10 * minute)
    expect(w.outboxRows.next()).toMatchObject({ requestId: request, lastCode: 'MAIL_RECIPIENT' })
    w.sender.failure = null
    await wait(w, maxBackoffMs)
    expect(w.sender.sent.map(({ messageId }) => messageId)).toEqual([id])
  })

  it('for good: it is over at once, and the link that was made is void', async () => {
    const w = await ready()
    w.sender.failure = refused
    w.app.reset.ask({ email: 'ada@example.com' })
    let request = null as Parameters<typeof w.requests.byId>[0] | null
    w.sender.meanwhile = () => {
      request = w.outboxRows.next()?.requestId ?? null
    }
    await w.deliver()
    expect(w.outboxRows.count()).toBe(0)
    expect(request && w.requests.byId(request)?.state).toBe('superseded')
    expect(w.mailLog.list()[0]).toMatchObject({ state: 'failed', code: 'MAIL_RECIPIENT' })
  })

  it.each(['MAIL_LOGIN', 'MAIL_CERTIFICATE', 'MAIL_TIMEOUT', 'MAIL_REFUSED'] as const)(
    'with %s before any mail leaves every mail untouched',
    async (code) => {
      const w = await ready()
      w.sender.unreachable = new MailFailure(code, true)
      w.app.reset.ask({ email: 'ada@example.com' })
      await w.signIn()
      await w.app.account.changeEmail({
        email: 'ada@new.example',
        password: 'tidal copper lantern yes',
      })
      await wait(w, 2 * hour)
      expect(w.outboxRows.list(10).map(({ attempts, requestId }) => [attempts, requestId])).toEqual(
        [
          [0, null],
          [0, null],
        ],
      )
    },
  )

  it('and dies while a mail is handed over holds up the others until it is back', async () => {
    const w = await ready()
    await w.confirmed('grace@example.com')
    w.clock.pass(hour)
    w.sender.sent.length = 0
    w.sender.meanwhile = () => {
      w.sender.unreachable = new MailFailure('MAIL_TIMEOUT', true)
    }
    w.app.reset.ask({ email: 'ada@example.com' })
    w.app.reset.ask({ email: 'grace@example.com' })
    await w.deliver()
    expect(w.outboxRows.list(10).map(({ attempts }) => attempts)).toEqual([1, 0])
    w.sender.meanwhile = () => {}
    w.sender.unreachable = null
    await wait(w, minute)
    expect(w.sender.sent.map(({ to }) => to).toSorted()).toEqual([
      'ada@example.com',
      'grace@example.com',
    ])
  })

  it('and fails at one mail alone does not keep the others waiting', async () => {
    const w = await ready()
    await w.confirmed('grace@example.com')
    w.clock.pass(hour)
    w.sender.sent.length = 0
    w.sender.meanwhile = () => {
      w.sender.failure = w.sender.failure === null ? new MailFailure('MAIL_TIMEOUT', true) : null
    }
    w.app.reset.ask({ email: 'ada@example.com' })
    w.app.reset.ask({ email: 'grace@example.com' })
    await w.deliver()
    expect(w.sender.sent.map(({ to }) => to)).toEqual(['grace@example.com'])
  })
})

describe('waiting', () => {
  it('grows from 5 seconds to 15 minutes, with up to half taken off at random', () => {
    const random = (byte: number) => ({ bytes: () => Uint8Array.of(byte, byte) })
    const whole = Array.from({ length: 12 }, (_, n) => backoffMs(n + 1, random(0)))
    expect(whole.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000])
    expect(whole.at(-1)).toBe(maxBackoffMs)
    expect(backoffMs(1, random(255))).toBeLessThan(2_510)
    expect(backoffMs(1, random(255))).toBeGreaterThanOrEqual(2_500)
  })

  it('tries a server that is down for a day a hundred to two hundred times, not more', async () => {
    const w = await ready()
    w.sender.unreachable = away
    w.app.reset.ask({ email: 'ada@example.com' })
    await wait(w, giveUpAfterMs)
    expect(w.sender.checks).toBeGreaterThan(90)
    expect(w.sender.checks).toBeLessThan(220)
  })

  it('ends soon after the clock was set back by a year', async () => {
    const w = await ready()
    w.sender.failure = greylisted
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    w.clock.pass(-365 * day)
    w.sender.failure = null
    const again = restarted(w)
    again.app.hurryMail()
    await again.deliver()
    expect(kinds(again)).toEqual(['reset'])
  })
})

describe('the log of mails', () => {
  it('holds no link, no code and no more than 200', async () => {
    const w = await ready()
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    const [first] = w.mailLog.list()
    expect(first).toMatchObject({ kind: 'reset', state: 'sent', code: null })
    expect(JSON.stringify(first)).not.toMatch(/latchkey:|eyJ/)
    expect(JSON.stringify(first)).not.toContain(w.lastCode())
    for (let n = 0; n < 205; n += 1) w.mailLog.add({ ...first, at: n } as NonNullable<typeof first>)
    expect(w.mailLog.list().map(({ at }) => at)).toEqual(
      Array.from({ length: 200 }, (_, n) => 204 - n),
    )
  })

  it('keeps no whole address of somebody without an account', async () => {
    const w = await ready()
    w.sender.unreachable = away
    w.app.reset.ask({ email: 'stranger@example.com' })
    await wait(w, day + hour)
    expect(JSON.stringify(w.mailLog.list())).not.toContain('stranger')
    expect(w.mailLog.list()[0]?.email).toBe('s•••@example.com')
  })

  it('goes with the account', async () => {
    const w = await ready()
    await w.signIn()
    expect(w.mailLog.list().length).toBeGreaterThan(0)
    await w.app.account.delete({ password: 'tidal copper lantern yes' })
    expect(w.mailLog.list()).toEqual([])
  })
})
