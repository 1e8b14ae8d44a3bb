/** What anyone is told about the mail server must not reveal who has an account. */
import { describe, expect, it } from 'vitest'
import { MailFailure } from '../../src/main/domain/ports/mail.ts'
import { hour, mailInput, minute, restarted, type World, world } from '../world.ts'

const away = new MailFailure('MAIL_TIMEOUT', true)

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  w.sender.checks = 0
  return w
}

interface Seen {
  readonly at: number
  readonly reaches: boolean | null
}

/** What a signed-out person sees after a request, second by second, and how often the server was checked. */
async function watched(email: string, story: (w: World, second: number) => void) {
  const w = await ready()
  // Without randomness, so that two runs can be compared.
  w.random.bytes = () => Uint8Array.of(0, 0)
  const seen: Seen[] = []
  let told = 0
  w.app.onChange(() => {
    told += 1
  })
  w.app.reset.ask({ email })
  for (let second = 0; second < 120; second += 1) {
    story(w, second)
    await w.deliver()
    const reaches = w.outbox.reachable()
    if (reaches !== seen.at(-1)?.reaches) seen.push({ at: second, reaches })
    w.clock.pass(1000)
  }
  return { seen, told, checks: w.sender.checks }
}

const addresses = ['ada@example.com', 'nobody@example.com'] as const

describe('whether the mail server is reached', () => {
  const stories: [string, (w: World, second: number) => void, (boolean | null)[]][] = [
    ['while all is well', () => {}, [true]],
    [
      'while it is down, and when it is back',
      (w, second) => {
        w.sender.unreachable = second < 40 ? away : null
      },
      [false, true],
    ],
    [
      'when it dies after it was asked, and before it has taken the mail',
      (w, second) => {
        if (second === 0) {
          w.sender.meanwhile = () => {
            w.sender.unreachable = away
          }
        }
      },
      [true],
    ],
    [
      'when it puts the mail off again and again',
      (w) => {
        w.sender.failure = new MailFailure('MAIL_RECIPIENT', true)
      },
      [true],
    ],
    [
      'when it turns the mail away',
      (w) => {
        w.sender.failure = new MailFailure('MAIL_RECIPIENT', false)
      },
      [true],
    ],
    [
      'when the computer wakes up now and then, and the mail was put off',
      (w, second) => {
        w.sender.failure = new MailFailure('MAIL_RECIPIENT', true)
        if (second % 30 === 29) {
          w.sender.unreachable = away
          w.app.hurryMail()
        }
      },
      [true],
    ],
  ]
  it.each(stories)('looks the same for every address %s', async (_, story, expected) => {
    const [known, unknown] = await Promise.all(addresses.map((email) => watched(email, story)))
    expect(known?.seen).toEqual(unknown?.seen)
    expect(known?.told).toBe(unknown?.told)
    expect(unknown?.seen.map(({ reaches }) => reaches)).toEqual(expected)
  })

  it('is found out by as many tries, known or unknown, while it is down', async () => {
    const down = (w: World) => {
      w.sender.unreachable = away
    }
    const [known, unknown] = await Promise.all(addresses.map((email) => watched(email, down)))
    expect(known?.checks).toBe(unknown?.checks)
    expect(unknown?.checks).toBeGreaterThan(3)
  })

  it('is not known before the first mail', async () => {
    const w = world()
    await w.withMail()
    w.app.hurryMail()
    await w.deliver()
    expect(w.outbox.reachable()).toBeNull()
    expect(w.sender.checks).toBe(0)
  })

  it('is asked beside the mail that is under way, so that a slow one tells nothing', async () => {
    const w = await ready()
    let release = () => {}
    const slow = new Promise<void>((resolve) => {
      release = resolve
    })
    w.sender.send = () => slow
    w.app.reset.ask({ email: 'ada@example.com' })
    const delivering = w.deliver()
    await w.pause()
    for (let turn = 0; turn < 50; turn += 1) await w.pause()
    const before = w.sender.checks
    w.sender.unreachable = away
    w.clock.pass(2 * minute)
    w.app.reset.ask({ email: 'nobody@example.com' })
    w.timers.run()
    for (let turn = 0; turn < 5; turn += 1) await w.pause()
    expect(w.sender.checks).toBe(before + 1)
    expect(w.outbox.reachable()).toBe(false)
    release()
    await delivering
  })

  it('leaves the accounts alone until it is', async () => {
    const w = await ready()
    w.sender.unreachable = away
    w.accounts.byEmail = () => {
      throw new Error('looked')
    }
    for (const email of addresses) w.app.reset.ask({ email })
    await w.deliver()
    expect(w.logged).toEqual([])
    expect(w.outboxRows.count()).toBe(2)
  })
})

describe('what mail waits for', () => {
  it('is nothing that is known of before the server was tried, nor once it was reached', async () => {
    const w = await ready()
    expect(restarted(w).app.mail.needs()).toBeNull()
    const again = await ready()
    again.app.reset.ask({ email: 'ada@example.com' })
    await again.deliver()
    expect(again.app.mail.needs()).toBeNull()
  })

  it('is no lost password where no mail server was ever set up', async () => {
    const w = world()
    await w.create()
    await w.deliver()
    expect(w.app.mail.needs()).toBeNull()
  })

  it.each([
    ['MAIL_TIMEOUT', 'server'],
    ['MAIL_HOST_NOT_FOUND', 'server'],
    ['MAIL_REFUSED', 'server'],
    ['MAIL_LOGIN', 'settings'],
    ['MAIL_OAUTH', 'settings'],
    ['MAIL_CERTIFICATE', 'settings'],
    ['MAIL_NO_STARTTLS', 'settings'],
  ] as const)('after %s is the %s, for every address', async (code, needs) => {
    for (const email of addresses) {
      const w = await ready()
      w.sender.unreachable = new MailFailure(code, true)
      w.app.reset.ask({ email })
      await w.deliver()
      expect(w.app.mail.needs()).toBe(needs)
    }
  })

  it('is told anew when it is something else', async () => {
    const w = await ready()
    const seen: unknown[] = []
    w.app.onChange(() => seen.push(w.app.mail.needs()))
    for (const code of ['MAIL_TIMEOUT', 'MAIL_LOGIN'] as const) {
      w.sender.unreachable = new MailFailure(code, true)
      w.app.reset.ask({ email: 'nobody@example.com' })
      await w.deliver()
      w.clock.pass(minute)
    }
    expect(seen).toEqual(['server', 'settings'])
  })

  it.each(addresses)(
    'is the server’s password once the keychain was emptied: %s',
    async (email) => {
      const before = await ready()
      before.keychain.mark = 2
      const w = restarted(before)
      expect(() => w.app.reset.ask({ email })).not.toThrow()
      await w.deliver()
      expect(w.app.mail.needs()).toBe('password')
      // The request has waited for the password.
      await w.signIn()
      await w.app.mail.save({ ...mailInput })
      await w.deliver()
      expect(w.app.mail.needs()).toBeNull()
      const to = w.sender.sent.map(({ to }) => to)
      expect(to).toEqual(email === 'ada@example.com' ? [email] : [])
    },
  )

  it('is that no more when the emptied keychain comes back', async () => {
    const before = await ready()
    before.keychain.mark = 2
    const emptied = restarted(before)
    emptied.app.reset.ask({ email: 'ada@example.com' })
    await emptied.deliver()
    emptied.keychain.mark = 1
    const w = restarted(emptied)
    w.app.hurryMail()
    await w.deliver()
    expect(w.app.mail.needs()).toBeNull()
    expect(w.sender.sent.map(({ to }) => to)).toEqual(['ada@example.com'])
  })
})
