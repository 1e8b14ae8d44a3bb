import { describe, expect, it } from 'vitest'
import { better, codeOf, day, good, hour, minute, restarted, type World, world } from '../world.ts'

const ada = 'ada@example.com'

/** By default renews the link that was last answered with LINK_EXPIRED. */
const renew = (w: World, ref: string | null = null) => w.app.link.renew({ ref })

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  return w
}

/** Pastes a reset link that has expired. */
async function expired(w: World): Promise<string> {
  const link = await w.resetLink()
  w.clock.pass(hour)
  expect(await codeOf(() => w.paste(link))).toBe('LINK_EXPIRED')
  w.sender.sent.length = 0
  return link
}

describe('a link whose time is up', () => {
  it('is replaced in place by a new mail to the same address', async () => {
    const w = await ready()
    await expired(w)
    expect(await renew(w)).toEqual({
      ref: expect.any(String),
      purpose: 'reset',
      maskedEmail: 'a•••@example.com',
      askedAt: w.clock.time,
      nextPossibleAt: w.clock.time + minute,
    })
    await w.deliver()
    expect(w.sender.sent.map(({ to, content }) => [to, content.kind])).toEqual([[ada, 'reset']])
    expect(await codeOf(() => w.reset(w.lastLink()))).toBe('ok')
  })

  it('is no longer replaced once another link has been pasted, valid or not', async () => {
    const w = await ready()
    const link = await expired(w)
    expect(await codeOf(() => w.paste(`${link.slice(0, -3)}AAA`))).toBe('LINK_INVALID')
    expect(await codeOf(() => renew(w))).toBe('LINK_NOT_FOUND')
  })

  it('that came from the operating system, too', async () => {
    const w = await ready()
    const link = await w.resetLink()
    w.clock.pass(hour)
    w.app.link.receive(link)
    expect(await codeOf(() => w.app.link.waiting())).toBe('LINK_EXPIRED')
    expect(await codeOf(() => renew(w))).toBe('ok')
  })

  it('and ran out while a password was being thought of, by link or code, too', async () => {
    const w = await ready()
    for (const by of ['link', 'code']) {
      const link = await w.resetLink()
      const { ref } = await w.paste(by === 'link' ? link : w.lastCode(), ada)
      w.clock.pass(hour)
      const redeem = () => w.app.link.redeemReset({ ref, password: better, expected: 'empty' })
      expect(await codeOf(redeem)).toBe('LINK_EXPIRED')
      expect(await codeOf(() => renew(w))).toBe('ok')
      await w.deliver()
      w.clock.pass(hour)
    }
  })

  it('is replaced once', async () => {
    const w = await ready()
    await expired(w)
    await renew(w)
    w.clock.pass(hour)
    expect(await codeOf(() => renew(w))).toBe('LINK_NOT_FOUND')
  })

  it('meets the same limits as asking, and can be tried again after the wait', async () => {
    const w = await ready()
    const link = await expired(w)
    w.app.reset.ask({ email: ada })
    expect(await codeOf(() => renew(w))).toBe('WAIT')
    w.clock.pass(minute)
    expect(await codeOf(() => renew(w))).toBe('ok')
    for (let i = 0; i < 3; i += 1) {
      w.clock.pass(minute)
      await codeOf(() => w.paste(link))
      expect(await codeOf(() => renew(w))).toBe('ok')
    }
    w.clock.pass(minute)
    await codeOf(() => w.paste(link))
    expect(await codeOf(() => renew(w))).toBe('WAIT')
  })

  it('is replaced while its form is open, whoever asks first: the screen or the clock', async () => {
    const w = await ready()
    for (const passed of [hour, 29 * minute]) {
      const { ref } = await w.paste(await w.resetLink())
      w.clock.pass(passed)
      expect(await renew(w, ref)).toMatchObject({
        purpose: 'reset',
        maskedEmail: 'a•••@example.com',
      })
      await w.deliver()
      expect(await codeOf(() => w.paste(w.lastLink()))).toBe('ok')
      w.clock.pass(hour)
    }
  })

  it('is not replaced from its form once it was used', async () => {
    const w = await ready()
    const link = await w.resetLink()
    const { ref } = await w.paste(link)
    await w.paste(w.lastCode(), ada)
    await w.app.link.redeemReset({ ref, password: better, expected: 'kept' })
    expect(await codeOf(() => renew(w, ref))).toBe('LINK_NOT_FOUND')
  })

  it('is replaced by a mail whose code needs no address, and that can be had again', async () => {
    const w = await ready()
    await expired(w)
    const { ref } = await renew(w)
    await w.deliver()
    expect(await codeOf(() => renew(w, ref))).toBe('WAIT')
    w.clock.pass(minute)
    const { ref: again } = await renew(w, ref)
    await w.deliver()
    const typed = (renewed: string) =>
      w.app.link.paste({ text: w.lastCode(), email: null, renewed })
    expect(await typed(again)).toMatchObject({ purpose: 'reset', found: 'code' })
    // Main knows nothing about any other reference, so the address is required.
    expect(await codeOf(() => typed(ref))).toBe('EMAIL_INVALID')
  })

  it('is replaced by a mail whose code is a wrong one once its account is gone', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    w.clock.pass(day)
    expect(await codeOf(() => w.paste(w.lastLink()))).toBe('LINK_EXPIRED')
    const { ref: renewed } = await renew(w)
    await w.deliver()
    await w.app.account.delete({ password: good })
    const paste = () => w.app.link.paste({ text: w.lastCode(), email: null, renewed })
    expect(await codeOf(paste)).toBe('CODE_WRONG')
  })

  it('is replaced by a mail whose code dies of five wrong ones as any other', async () => {
    const w = await ready()
    await expired(w)
    const { ref: renewed } = await renew(w)
    await w.deliver()
    const paste = (text: string) => w.app.link.paste({ text, email: null, renewed })
    for (let i = 0; i < 5; i += 1) {
      expect(await codeOf(() => paste('77777-77777'))).toBe('CODE_WRONG')
    }
    expect(await codeOf(() => paste(w.lastCode()))).toBe('CODE_WRONG')
    expect(w.activity(ada)).toContain('code_used_up')
  })

  it.each([
    ['of a new account', null],
    ['of a new address', 'ada@new.example'],
  ])('%s is replaced by one that confirms', async (_whose, next) => {
    const w = await (next === null ? world() : ready())
    await w.withMail()
    if (next === null) await w.create()
    else {
      await w.signIn()
      await w.app.account.changeEmail({ email: next, password: good })
    }
    await w.deliver()
    w.clock.pass(day)
    expect(await codeOf(() => w.paste(w.lastLink()))).toBe('LINK_EXPIRED')
    w.app.account.signOut()
    const { ref: renewed, purpose } = await renew(w)
    expect(purpose).toBe(next === null ? 'confirm' : 'change-email')
    await w.deliver()
    expect(w.sender.sent.at(-1)?.to).toBe(next ?? ada)
    const byCode = await w.app.link.paste({ text: w.lastCode(), email: null, renewed })
    expect(byCode.purpose).toBe(purpose)
    await w.app.link.confirm(await w.paste(w.lastLink()))
    await w.signIn(next ?? ada)
    expect(w.app.account.home()).toMatchObject({ email: next ?? ada, confirmed: true })
  })
})

describe('nothing is renewed', () => {
  it('when no link was found to be expired', async () => {
    const w = await ready()
    expect(await codeOf(() => renew(w))).toBe('LINK_NOT_FOUND')
    await w.paste(await w.resetLink())
    expect(await codeOf(() => renew(w))).toBe('LINK_NOT_FOUND')
  })

  it('for a link that was forged, used or superseded', async () => {
    const w = await ready()
    const first = await w.resetLink()
    w.clock.pass(minute)
    const second = await w.resetLink()
    await w.reset(second)
    w.clock.pass(hour)
    const changed = first.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    for (const link of [first, second, changed]) {
      expect(await codeOf(() => w.paste(link))).not.toBe('ok')
      expect(await codeOf(() => renew(w))).toBe('LINK_NOT_FOUND')
    }
  })

  it('once another link was looked at, or after a restart', async () => {
    const w = await ready()
    const old = await w.resetLink()
    w.clock.pass(hour)
    await codeOf(() => w.paste(old))
    // Not the very last character, whose lowest two bits mean nothing.
    const at = old.length - 10
    const other = old[at] === 'A' ? 'B' : 'A'
    await codeOf(() => w.paste(old.slice(0, at) + other + old.slice(at + 1)))
    expect(await codeOf(() => renew(w))).toBe('LINK_NOT_FOUND')
    await codeOf(() => w.paste(old))
    expect(await codeOf(() => renew(restarted(w)))).toBe('LINK_NOT_FOUND')
  })

  it('when the account has moved on meanwhile, and no mail goes anywhere', async () => {
    const w = await ready()
    await expired(w)
    await w.signIn()
    await w.app.account.changePassword({ current: good, next: better })
    await w.deliver()
    w.sender.sent.length = 0
    expect(await codeOf(() => renew(w))).toBe('LINK_NOT_FOUND')
    await w.deliver()
    expect(w.sender.sent).toEqual([])
  })

  it('to an address that was put into the row since', async () => {
    const w = await ready()
    await expired(w)
    const [account] = w.accounts.byEmail(ada as never)
    w.accounts.setEmail(account?.id as never, 'm@example.net' as never, 'm@example.net' as never)
    expect(await codeOf(() => renew(w))).toBe('LINK_NOT_FOUND')
  })

  it('for an address that was confirmed meanwhile', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    const first = w.lastLink()
    w.clock.pass(day - minute)
    w.sender.meanwhile = () => {
      // Killed before it was recorded that the email is sent, so both links stay open.
      w.requests.markSent = () => {
        throw new Error('killed')
      }
    }
    w.app.account.sendConfirmation()
    await w.deliver()
    w.clock.pass(minute)
    const { ref } = await w.paste(w.lastLink())
    expect(await codeOf(() => w.paste(first))).toBe('LINK_EXPIRED')
    await w.app.link.confirm({ ref })
    expect(await codeOf(() => renew(w))).toBe('LINK_NOT_FOUND')
  })
})
