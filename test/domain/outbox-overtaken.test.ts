/** Emails that are still queued when the person has moved on. */
import { describe, expect, it } from 'vitest'
import { MailFailure } from '../../src/main/domain/ports/mail.ts'
import { better, codeOf, good, hour, minute, type World, world } from '../world.ts'

const away = new MailFailure('MAIL_HOST_NOT_FOUND', true)

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  w.sender.sent.length = 0
  return w
}

const kinds = (w: World) => w.sender.sent.map(({ content }) => content.kind)

/** The server takes the emails of `ask` but never acknowledges them. @returns what the person got */
async function takenWithoutYes(w: World, ask: () => unknown) {
  const { send } = w.sender
  const got: { link: string; code: string; messageId: string }[] = []
  w.sender.send = (_server, mail) => {
    got.push({ ...JSON.parse(mail.text), messageId: mail.messageId })
    return Promise.reject(new MailFailure('MAIL_REFUSED', true))
  }
  await ask()
  await w.deliver()
  w.sender.send = send
  const [first] = got
  if (first === undefined) throw new Error('no mail was taken')
  return first
}

async function later(w: World): Promise<void> {
  w.clock.pass(2 * minute)
  w.app.hurryMail()
  await w.deliver()
}

describe('a mail that a server took without saying so', () => {
  it('is not sent again once its link has been used', async () => {
    const w = await ready()
    const { link } = await takenWithoutYes(w, () => w.app.reset.ask({ email: 'ada@example.com' }))
    await w.reset(link)
    await later(w)
    expect(kinds(w)).toEqual(['password-changed'])
    expect(w.outboxRows.count()).toBe(0)
  })

  it('is not sent again once its code was guessed at too often', async () => {
    const w = await ready()
    await takenWithoutYes(w, () => w.app.reset.ask({ email: 'ada@example.com' }))
    for (let n = 0; n < 5; n += 1) await codeOf(() => w.paste('00000-00000', 'ada@example.com'))
    await later(w)
    expect(kinds(w)).not.toContain('reset')
    expect(w.outboxRows.count()).toBe(0)
  })

  it('of an address to confirm is not sent again once its code was guessed at too often', async () => {
    const w = world()
    await w.withMail()
    await takenWithoutYes(w, () => w.create())
    for (let n = 0; n < 5; n += 1) await codeOf(() => w.paste('00000-00000'))
    await later(w)
    expect(kinds(w)).toEqual([])
  })

  it('gives way to a new one when the person asks again', async () => {
    const w = await ready()
    const first = await takenWithoutYes(w, () => w.app.reset.ask({ email: 'ada@example.com' }))
    for (let n = 0; n < 5; n += 1) await codeOf(() => w.paste('00000-00000', 'ada@example.com'))
    w.clock.pass(minute)
    w.app.reset.ask({ email: 'ada@example.com' })
    await later(w)
    // A mailbox would not show a second email with the same Message-ID.
    expect(w.sender.sent.find(({ content }) => content.kind === 'reset')?.messageId).not.toBe(
      first.messageId,
    )
    expect(await codeOf(() => w.reset(first.link))).toBe('LINK_SUPERSEDED')
    expect(await codeOf(() => w.reset(w.lastLink()))).toBe('ok')
  })

  it('goes out anew when the clock has made its link useless', async () => {
    const w = await ready()
    await takenWithoutYes(w, () => w.app.reset.ask({ email: 'ada@example.com' }))
    w.clockGuard.restart()
    await later(w)
    expect(await codeOf(() => w.reset(w.lastLink()))).toBe('ok')
  })
})

describe('a reset mail that waits', () => {
  async function waiting() {
    const w = await ready()
    w.sender.unreachable = away
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    return w
  }

  async function online(w: World): Promise<void> {
    w.sender.unreachable = null
    await later(w)
  }

  it('goes nowhere when its person has signed in and changed the password', async () => {
    const w = await waiting()
    await w.signIn()
    await w.app.account.changePassword({ current: good, next: better })
    await online(w)
    expect(kinds(w)).toEqual(['password-changed'])
  })

  it('goes nowhere when the password was set with the recovery code', async () => {
    const w = await ready()
    const older = await w.resetLink()
    w.clock.pass(2 * minute)
    w.sender.unreachable = away
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    w.sender.sent.length = 0
    await w.reset(older)
    await online(w)
    expect(kinds(w)).toEqual(['password-changed'])
  })

  it('goes nowhere when the address was changed', async () => {
    const w = await ready()
    await w.signIn()
    await w.app.account.changeEmail({ email: 'ada@new.example', password: good })
    await w.deliver()
    const change = w.lastLink()
    w.sender.sent.length = 0
    w.sender.unreachable = away
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    await w.app.link.confirm(await w.paste(change))
    await online(w)
    expect(kinds(w)).toEqual(['email-changed'])
  })

  it('takes a new address along that was asked for with the password of before', async () => {
    const w = await ready()
    const reset = await w.resetLink()
    await w.signIn()
    w.sender.sent.length = 0
    w.sender.unreachable = away
    await w.app.account.changeEmail({ email: 'mallory@example.com', password: good })
    await w.deliver()
    await w.reset(reset)
    await online(w)
    expect(w.sender.sent.map(({ to }) => to)).toEqual(['ada@example.com'])
  })

  it('still goes to its person when somebody else changes the password of a claim', async () => {
    const w = await waiting()
    await w.create('ada@example.com', 'a stranger’s own password')
    await w.app.account.changePassword({ current: 'a stranger’s own password', next: better })
    await online(w)
    expect(kinds(w)).toContain('reset')
    expect(await codeOf(() => w.reset(w.lastLink(), 'nine loud geese fly south'))).toBe('ok')
  })

  it('leaves whoever asks with the same answers, changed meanwhile or not', async () => {
    const told = [true, false].map(async (changed) => {
      const w = await waiting()
      await w.signIn()
      if (changed) await w.app.account.changePassword({ current: good, next: better })
      w.app.account.signOut()
      const asked = await codeOf(() => w.app.reset.ask({ email: 'ada@example.com' }))
      return [asked, w.app.reset.cancel({ email: 'ada@example.com' }), w.outbox.reachable()]
    })
    const [first, second] = await Promise.all(told)
    expect(first).toEqual(second)
    expect(first).toEqual(['WAIT', null, false])
  })
})
