import { describe, expect, it } from 'vitest'
import { MailFailure } from '../../src/main/domain/ports/mail.ts'
import { codeOf, good, hour, minute, type World, world } from '../world.ts'

const away = new MailFailure('MAIL_HOST_NOT_FOUND', true)

/** Ada is the owner, Grace is a member, and the mail server can't be reached. */
async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  await w.confirmed('grace@example.com')
  w.clock.pass(hour)
  w.sender.sent.length = 0
  w.sender.unreachable = away
  return w
}

async function wait(w: World, ms: number): Promise<void> {
  const until = w.clock.time + ms
  while (w.clock.time < until) {
    w.clock.pass(minute)
    await w.deliver()
  }
}

const list = (w: World) => w.app.outbox.list(undefined)

describe('the outbox', () => {
  it('is the owner’s only', async () => {
    const w = await ready()
    const calls = [
      () => w.app.outbox.list(undefined),
      () => w.app.outbox.retry({ id: null }),
      () => w.app.outbox.retry({ id: 1 }),
      () => w.app.outbox.cancel({ id: 1 }),
      () => w.app.outbox.sendAgain({ id: 1 }),
    ]
    for (const call of calls) expect(await codeOf(call)).toBe('NOT_SIGNED_IN')
    await w.signIn('grace@example.com')
    for (const call of calls) expect(await codeOf(call)).toBe('FORBIDDEN')
    await w.signIn()
    for (const call of calls) expect(await codeOf(call)).toBe('ok')
  })

  it('shows what waits, since when, and why, with others’ addresses masked', async () => {
    const w = await ready()
    w.app.reset.ask({ email: 'ada@example.com' })
    w.app.reset.ask({ email: 'grace@example.com' })
    await w.deliver()
    await w.signIn()
    const { waiting } = await list(w)
    expect(waiting.map(({ email }) => email)).toEqual(['ada@example.com', 'g•••@example.com'])
    expect(waiting[0]).toMatchObject({
      kind: 'reset',
      since: w.clock.time,
      attempts: 0,
      problem: 'MAIL_HOST_NOT_FOUND',
    })
    expect(waiting[0]?.nextTryAt).toBeGreaterThan(w.clock.time)
    expect(waiting[0]?.nextTryAt).toBeLessThanOrEqual(w.clock.time + 5000)
  })

  it('does not tell an address with an account from one without while both wait', async () => {
    const w = await ready()
    w.app.reset.ask({ email: 'grace@example.com' })
    w.app.reset.ask({ email: 'gone@example.com' })
    await w.deliver()
    w.clock.pass(hour)
    await w.deliver()
    await w.signIn()
    const [known, unknown] = (await list(w)).waiting.map(({ id: _, ...rest }) => rest)
    expect(known).toEqual(unknown)
  })

  it('shows what became of mails, and nothing secret', async () => {
    const w = await ready()
    w.sender.unreachable = null
    w.app.reset.ask({ email: 'grace@example.com' })
    await w.deliver()
    await w.signIn()
    const view = await list(w)
    expect(view.done[0]).toMatchObject({ kind: 'reset', email: 'g•••@example.com', state: 'sent' })
    const said = JSON.stringify(view)
    expect(said).not.toContain('grace')
    expect(said).not.toContain(w.lastCode())
    expect(said).not.toMatch(/latchkey:|eyJ/)
  })

  it('does not say that an address is another’s when a confirmation became a note to them', async () => {
    const w = await ready()
    w.sender.unreachable = null
    await w.create('grace@example.com', 'a stranger of that name')
    await w.deliver()
    expect(w.sender.sent.at(-1)?.content.kind).toBe('already-registered')
    await w.signIn()
    expect((await list(w)).done[0]).toMatchObject({ kind: 'confirm', state: 'sent' })
  })

  it('tries one again at once, or all', async () => {
    const w = await ready()
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    await w.signIn()
    w.sender.unreachable = null
    const [job] = (await list(w)).waiting
    w.app.outbox.retry({ id: job?.id ?? 0 })
    await w.deliver()
    expect(w.sender.sent).toHaveLength(1)
    w.clock.pass(2 * minute)
    w.sender.failure = new MailFailure('MAIL_RECIPIENT', true)
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    w.sender.failure = null
    w.app.outbox.retry({ id: null })
    await w.deliver()
    expect(w.sender.sent).toHaveLength(2)
    expect((await list(w)).waiting).toEqual([])
  })

  it('cancels a mail, and the link that an earlier try may have carried is void', async () => {
    const w = await ready()
    w.sender.unreachable = null
    let handed = ''
    const { send } = w.sender
    w.sender.send = async (_server, mail) => {
      handed = (JSON.parse(mail.text) as { link: string }).link
      throw new MailFailure('MAIL_REFUSED', true)
    }
    w.app.reset.ask({ email: 'grace@example.com' })
    await w.deliver()
    w.sender.send = send
    await w.signIn()
    const [job] = (await list(w)).waiting
    const after = await w.app.outbox.cancel({ id: job?.id ?? 0 })
    expect(after.waiting).toEqual([])
    expect(after.done[0]).toMatchObject({ state: 'cancelled', email: 'g•••@example.com' })
    w.app.hurryMail()
    await w.deliver()
    expect(w.sender.sent).toEqual([])
    expect(await codeOf(() => w.paste(handed))).toBe('LINK_SUPERSEDED')
  })

  it('does not cancel a mail that is being handed over', async () => {
    const w = await ready()
    w.sender.unreachable = null
    await w.signIn()
    let seen: unknown
    w.sender.meanwhile = () => {
      const [job] = w.outboxRows.list(1)
      seen = w.outbox.outlook(job as NonNullable<typeof job>).nextTryAt
      w.outbox.cancelJob(job?.id ?? 0)
    }
    w.app.reset.ask({ email: 'grace@example.com' })
    await w.deliver()
    expect(seen).toBeNull()
    expect((await list(w)).done[0]).toMatchObject({ state: 'sent' })
    expect(w.sender.sent).toHaveLength(1)
  })

  describe('a mail that was given up', () => {
    /** Grace changes her password, and the server refuses the email about it. */
    async function givenUp() {
      const w = await ready()
      w.sender.unreachable = null
      w.sender.failure = new MailFailure('MAIL_RECIPIENT', false)
      await w.signIn('grace@example.com')
      const changedAt = w.clock.time
      await w.app.account.changePassword({ current: good, next: 'seven quiet herons walk by' })
      await w.deliver()
      w.clock.pass(3 * 24 * hour)
      w.sender.failure = null
      await w.signIn()
      const failed = (await list(w)).done[0]
      return { w, changedAt, id: failed?.id ?? 0, failed }
    }

    it('goes out after all, and tells when that happened of which it tells', async () => {
      const { w, changedAt, id, failed } = await givenUp()
      expect(failed).toMatchObject({ kind: 'password-changed', state: 'failed', again: true })
      const { waiting, done } = await w.app.outbox.sendAgain({ id })
      expect(waiting).toMatchObject([{ kind: 'password-changed', email: 'g•••@example.com' }])
      expect(done.map((mail) => mail.id)).not.toContain(id)
      await w.deliver()
      expect(w.sender.sent.map(({ content }) => content)).toMatchObject([
        { kind: 'password-changed', email: 'grace@example.com', at: changedAt, byReset: false },
      ])
    })

    it('goes out once, however often that is asked for', async () => {
      const { w, id } = await givenUp()
      await w.app.outbox.sendAgain({ id })
      await w.app.outbox.sendAgain({ id })
      await w.deliver()
      await w.app.outbox.sendAgain({ id })
      await w.deliver()
      expect(w.sender.sent).toHaveLength(1)
    })

    it('can be given up once more, and go out then', async () => {
      const { w, id } = await givenUp()
      w.sender.failure = new MailFailure('MAIL_RECIPIENT', false)
      await w.app.outbox.sendAgain({ id })
      await w.deliver()
      w.sender.failure = null
      const [failed] = (await list(w)).done
      expect(failed).toMatchObject({ state: 'failed', again: true })
      await w.app.outbox.sendAgain({ id: failed?.id ?? 0 })
      await w.deliver()
      expect(w.sender.sent).toHaveLength(1)
    })

    it('has a day of its own to get through', async () => {
      const { w, changedAt, id } = await givenUp()
      w.sender.unreachable = away
      await w.app.outbox.sendAgain({ id })
      await wait(w, 12 * hour)
      expect((await list(w)).waiting).toHaveLength(1)
      w.sender.unreachable = null
      await wait(w, hour)
      expect(w.sender.sent.map(({ content }) => content)).toMatchObject([{ at: changedAt }])
    })

    it('does not go out besides another of its kind that waits', async () => {
      const w = await ready()
      w.sender.unreachable = null
      w.sender.failure = new MailFailure('MAIL_RECIPIENT', false)
      await w.create('alan@example.com')
      await w.deliver()
      await w.signIn('alan@example.com')
      w.sender.unreachable = away
      w.clock.pass(hour)
      w.app.account.sendConfirmation()
      await w.signIn()
      const before = await list(w)
      const failed = before.done.find(({ state }) => state === 'failed')
      w.clock.pass(minute)
      const after = await w.app.outbox.sendAgain({ id: failed?.id ?? 0 })
      expect(after.waiting).toMatchObject([{ kind: 'confirm', since: before.waiting[0]?.since }])
    })

    it('stays so when it was a reset, or a stranger’s', async () => {
      const w = await ready()
      w.sender.unreachable = null
      w.sender.failure = new MailFailure('MAIL_RECIPIENT', false)
      w.app.reset.ask({ email: 'grace@example.com' })
      await w.deliver()
      await w.signIn()
      const [failed] = (await list(w)).done
      expect(failed).toMatchObject({ kind: 'reset', state: 'failed', again: false })
      const after = await w.app.outbox.sendAgain({ id: failed?.id ?? 0 })
      expect(after.waiting).toEqual([])
      expect(after.done[0]).toEqual(failed)
    })

    it('is not sent to a confirmed address to confirm it', async () => {
      const w = await ready()
      w.sender.unreachable = null
      w.sender.failure = new MailFailure('MAIL_RECIPIENT', false)
      await w.create('alan@example.com')
      await w.deliver()
      w.sender.failure = null
      w.clock.pass(hour)
      await w.signIn('alan@example.com')
      w.app.account.sendConfirmation()
      await w.deliver()
      await w.app.link.confirm(await w.paste(w.lastLink()))
      await w.signIn()
      w.sender.sent.length = 0
      const failed = (await list(w)).done.find(({ state }) => state === 'failed')
      await w.app.outbox.sendAgain({ id: failed?.id ?? 0 })
      await w.deliver()
      expect(w.sender.sent).toEqual([])
      expect((await list(w)).waiting).toEqual([])
    })
  })

  it('tells the owner’s window when something changed, and nobody else’s', async () => {
    const w = await ready()
    w.sender.unreachable = null
    let told = 0
    w.app.onChange(() => {
      told += 1
    })
    const ask = async () => {
      told = 0
      w.clock.pass(2 * minute)
      w.app.reset.ask({ email: 'nobody@example.com' })
      await w.deliver()
      w.clock.pass(1000)
      await w.deliver()
      return told
    }
    await ask()
    await w.signIn('grace@example.com')
    expect(await ask()).toBe(0)
    await w.signIn('ada@example.com', good)
    expect(await ask()).toBeGreaterThan(0)
  })

  it('shows the first 200 of many, and how many more there are', async () => {
    const w = await ready()
    await w.signIn()
    const ada = w.sessions.require()
    w.transaction(() => {
      for (let n = 0; n < 250; n += 1) {
        w.outbox.queue({
          kind: 'password-changed',
          accountId: ada.id,
          email: ada.email,
          dedupeKey: `n:${n}`,
        })
      }
    })
    const { waiting, more } = await list(w)
    expect([waiting.length, more]).toEqual([200, 50])
  })
})
