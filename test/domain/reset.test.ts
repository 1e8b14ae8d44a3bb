import { describe, expect, it } from 'vitest'
import { better, codeOf, day, good, hour, minute, restarted, world } from '../world.ts'

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  return w
}

describe('a forgotten password', () => {
  it('is replaced through the link in the mail, and only the new one signs in', async () => {
    const w = await ready()
    await w.reset(await w.resetLink())
    expect(await codeOf(() => w.signIn('ada@example.com', good))).toBe('SIGN_IN_FAILED')
    expect(await w.signIn('ada@example.com', better)).toEqual({
      email: 'ada@example.com',
      role: 'owner',
    })
  })

  it('costs one Argon2id run for the reset and one for the sign-in after it', async () => {
    const w = await ready()
    const link = await w.resetLink()
    const before = w.kdf.runs
    await w.reset(link)
    await w.signIn('ada@example.com', better)
    expect(w.kdf.runs - before).toBe(2)
  })

  it('signs nobody in', async () => {
    const w = await ready()
    await w.reset(await w.resetLink())
    expect(w.app.session()).toBeNull()
  })

  it('ends the sessions of the account, and no other account’s', async () => {
    const w = await ready()
    const link = await w.resetLink()
    await w.signIn()
    await w.reset(link)
    expect(w.app.session()).toBeNull()

    w.clock.pass(hour)
    const second = await w.resetLink()
    await w.create('grace@example.com')
    await w.reset(second, good)
    expect(w.app.session()?.email).toBe('grace@example.com')
  })

  it('keeps out a sign-in with the old one that was under way', async () => {
    const w = await ready()
    const { ref } = await w.paste(await w.resetLink())
    let open = () => {}
    w.kdf.gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const signingIn = codeOf(() => w.signIn('ada@example.com', good))
    w.kdf.gate = Promise.resolve()
    await w.app.link.redeemReset({ ref, password: better, expected: 'kept' })
    open()
    expect(await signingIn).toBe('SIGN_IN_FAILED')
    expect(w.app.session()).toBeNull()
  })

  it('is told to its person by mail', async () => {
    const w = await ready()
    await w.reset(await w.resetLink())
    await w.deliver()
    expect(w.sender.sent.at(-1)).toMatchObject({
      to: 'ada@example.com',
      content: { kind: 'password-changed', byReset: true },
    })
  })

  it('lifts the waits after wrong passwords', async () => {
    const w = await ready()
    const link = await w.resetLink()
    for (let i = 0; i < 5; i += 1) await codeOf(() => w.signIn('ada@example.com', 'wrong'))
    expect(await codeOf(() => w.signIn())).toBe('WAIT')
    await w.reset(link)
    expect(await codeOf(() => w.signIn('ada@example.com', better))).toBe('ok')
  })

  it('lets the new password past the wait of the address, and tells whoever types another nothing', async () => {
    const w = await ready()
    const link = await w.resetLink()
    const guess = () => w.signIn('ada@example.com', 'wrong').catch((error: unknown) => error)
    for (let i = 0; i < 5; i += 1) await guess()
    const before = await guess()
    await w.reset(link)
    expect(before).toMatchObject({ code: 'WAIT', retryAt: w.clock.time + minute / 2 })
    expect(await guess()).toEqual(before)
    expect(await codeOf(() => w.signIn('ada@example.com', better))).toBe('ok')
    w.app.account.signOut()
    expect(await guess()).toEqual(before)
  })

  it('lets it past that wait for an hour, and for five attempts: whoever guesses gains no more', async () => {
    for (const [later, guesses] of [
      [hour, 5],
      [minute, 10],
    ] as const) {
      const w = await ready()
      await w.reset(await w.resetLink())
      w.clock.pass(later)
      for (let i = 0; i < guesses; i += 1) {
        await codeOf(() => w.signIn('ada@example.com', 'wrong'))
      }
      expect(await codeOf(() => w.signIn('ada@example.com', better))).toBe('WAIT')
    }
  })
})

describe('a reset at a window where a session is open', () => {
  async function made(who: 'ada@example.com' | 'grace@example.com' | null) {
    const w = await ready()
    const link = await w.resetLink()
    await w.create('grace@example.com')
    w.app.account.signOut()
    if (who !== null) await w.signIn(who)
    const { ref } = await w.paste(link)
    const { endedSession } = await w.app.reset.redeem({ ref, password: better, expected: 'kept' })
    return { w, endedSession }
  }

  it('ends that session, and someone else’s too, who finds a line about it', async () => {
    for (const who of ['ada@example.com', 'grace@example.com'] as const) {
      const { w, endedSession } = await made(who)
      expect([endedSession, w.app.session()]).toEqual([true, null])
      if (who === 'grace@example.com') expect(w.activity(who)[0]).toBe('signed_out')
    }
  })

  it('is told to the page that comes next, until someone is signed in', async () => {
    const { w } = await made('grace@example.com')
    expect(w.app.reset.unseen()).toEqual({ kind: 'kept', entries: 0, codeExists: false })
    await w.signIn('ada@example.com', better)
    expect(w.app.reset.unseen()).toBeNull()
    const { w: quiet, endedSession } = await made(null)
    expect([endedSession, quiet.app.reset.unseen()]).toEqual([false, null])
  })

  it('that is refused ends none', async () => {
    const w = await ready()
    const link = await w.resetLink()
    await w.create('grace@example.com')
    const { ref } = await w.paste(link)
    const refused = () => w.app.reset.redeem({ ref, password: 'short', expected: 'kept' })
    expect(await codeOf(refused)).toBe('PASSWORD_REFUSED')
    expect(w.app.session()?.email).toBe('grace@example.com')
    expect(w.app.reset.unseen()).toBeNull()
  })
})

describe('a link', () => {
  it('is not spent by being opened, however often', async () => {
    const w = await ready()
    const link = await w.resetLink()
    for (let i = 0; i < 5; i += 1) await w.paste(link)
    w.app.link.receive(link)
    await w.app.link.waiting()
    expect(await codeOf(() => w.reset(link))).toBe('ok')
  })

  it('is dead once used', async () => {
    const w = await ready()
    const link = await w.resetLink()
    await w.reset(link)
    expect(await codeOf(() => w.reset(link, good))).toBe('LINK_USED')
  })

  it('is dead once a newer one was sent', async () => {
    const w = await ready()
    const first = await w.resetLink()
    w.clock.pass(2 * minute)
    const second = await w.resetLink()
    expect(await codeOf(() => w.reset(first))).toBe('LINK_SUPERSEDED')
    expect(await codeOf(() => w.reset(second))).toBe('ok')
  })

  it('stays good while a newer one could not be sent', async () => {
    const w = await ready()
    const first = await w.resetLink()
    w.clock.pass(2 * minute)
    w.sender.failure = new Error('offline')
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    expect(await codeOf(() => w.reset(first))).toBe('ok')
  })

  it('is good just before its end, and refused from its end on', async () => {
    const w = await ready()
    const link = await w.resetLink()
    const { expiresAt, ref } = await w.paste(link)
    w.clock.time = expiresAt - 1
    expect(await codeOf(() => w.paste(link))).toBe('ok')
    w.clock.time = expiresAt
    expect(await codeOf(() => w.paste(link))).toBe('LINK_EXPIRED')
    expect(
      await codeOf(() => w.app.link.redeemReset({ ref, password: better, expected: 'kept' })),
    ).toBe('LINK_EXPIRED')
  })

  it('lives 30 minutes from when its mail is sent, not from when it was asked for', async () => {
    const w = await ready()
    w.sender.failure = new Error('offline')
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    w.clock.pass(2 * hour)
    w.sender.failure = null
    w.app.hurryMail()
    await w.deliver()
    w.clock.pass(30 * minute - 1)
    expect(await codeOf(() => w.paste(w.lastLink()))).toBe('ok')
    w.clock.pass(1)
    expect(await codeOf(() => w.reset(w.lastLink()))).toBe('LINK_EXPIRED')
  })

  it('expires even while Argon2 runs', async () => {
    const w = await ready()
    const { ref, expiresAt } = await w.paste(await w.resetLink())
    let open = () => {}
    w.kdf.gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const redeeming = codeOf(() =>
      w.app.link.redeemReset({ ref, password: better, expected: 'kept' }),
    )
    await Promise.resolve()
    w.clock.time = expiresAt
    open()
    expect(await redeeming).toBe('LINK_EXPIRED')
  })

  it('dies when the password changes meanwhile', async () => {
    const w = await ready()
    const link = await w.resetLink()
    await w.signIn()
    await w.app.account.changePassword({ current: good, next: better })
    expect(await codeOf(() => w.reset(link, good))).toBe('LINK_SUPERSEDED')
  })

  it('dies when the address changes meanwhile', async () => {
    const w = await ready()
    const link = await w.resetLink()
    await w.signIn()
    await w.app.account.changeEmail({ email: 'ada@new.example', password: good })
    await w.deliver()
    await w.app.link.confirm(await w.paste(w.lastLink()))
    expect(await codeOf(() => w.reset(link))).toBe('LINK_SUPERSEDED')
  })

  it('of an account that no longer exists is refused', async () => {
    const w = await ready()
    const link = await w.resetLink()
    await w.signIn()
    await w.app.account.delete({ password: good })
    expect(await codeOf(() => w.paste(link))).toBe('LINK_INVALID')
  })

  it('that is older than what is remembered of links is too old, not damaged', async () => {
    const w = await ready()
    const link = await w.resetLink()
    w.clock.pass(31 * day)
    w.requests.supersedeAll(null)
    w.requests.pruneBefore(w.clock.time - 30 * day)
    expect(await codeOf(() => w.paste(link))).toBe('LINK_EXPIRED')
    expect(await codeOf(() => w.app.link.renew({ ref: null }))).toBe('LINK_NOT_FOUND')
  })

  it('is not spent by a refused password, and then works', async () => {
    const w = await ready()
    const { ref } = await w.paste(await w.resetLink())
    for (const refused of [
      'short',
      'aaaaaaaaaaaaaaaaaaaa',
      'passwordpassword',
      'ada@example.com12',
    ]) {
      expect(
        await codeOf(() => w.app.link.redeemReset({ ref, password: refused, expected: 'kept' })),
      ).toBe('PASSWORD_REFUSED')
    }
    expect(
      await codeOf(() => w.app.link.redeemReset({ ref, password: better, expected: 'kept' })),
    ).toBe('ok')
  })

  it('redeemed twice at once sets exactly one password', async () => {
    const w = await ready()
    const { ref } = await w.paste(await w.resetLink())
    const passwords = [better, 'nine loud geese fly south']
    const answers = await Promise.all(
      passwords.map((password) =>
        codeOf(() => w.app.link.redeemReset({ ref, password: password, expected: 'kept' })),
      ),
    )
    expect(answers.toSorted()).toEqual(['LINK_USED', 'ok'])
    const winner = passwords[answers.indexOf('ok')] ?? ''
    const loser = passwords[answers.indexOf('LINK_USED')] ?? ''
    expect(await codeOf(() => w.signIn('ada@example.com', loser))).toBe('SIGN_IN_FAILED')
    expect(await codeOf(() => w.signIn('ada@example.com', winner))).toBe('ok')
  })

  it('survives a restart of the app', async () => {
    const w = await ready()
    const link = await w.resetLink()
    expect(await codeOf(() => restarted(w).reset(link))).toBe('ok')
  })

  it('works when the app was killed after the server took the mail and before that was written', async () => {
    const w = await ready()
    w.sender.meanwhile = () => {
      w.sender.meanwhile = () => {}
      w.requests.markSent = () => {
        throw new Error('killed')
      }
    }
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    expect(await codeOf(() => restarted(w).reset(w.lastLink()))).toBe('ok')
  })

  it('tells the person when somebody else is signed in', async () => {
    const w = await ready()
    const link = await w.resetLink()
    await w.create('grace@example.com')
    expect(await w.paste(link)).toMatchObject({
      otherSignedIn: true,
      maskedEmail: 'a•••@example.com',
    })
  })

  it('dies with the keychain that kept its signing key, and a new one works', async () => {
    const w = await ready()
    const link = await w.resetLink()
    w.keychain.mark = 2
    const again = restarted(w)
    expect(await codeOf(() => again.paste(link))).toBe('LINK_KEY_LOST')
    await again.withMail()
    again.clock.pass(2 * minute)
    expect(await codeOf(async () => again.reset(await again.resetLink()))).toBe('ok')
    // The older link is still answered in the same way.
    expect(await codeOf(() => again.paste(link))).toBe('LINK_KEY_LOST')
  })
})

describe('a clock set back', () => {
  it('by less than it takes to be noticed is what a link from ahead of it says, and waits for', async () => {
    const w = await ready()
    const link = await w.resetLink()
    w.clock.pass(-1.5 * minute)
    expect(await codeOf(() => w.paste(link))).toBe('CLOCK_BACKWARDS')
    w.app.link.receive(link)
    expect(await codeOf(() => w.app.link.waiting())).toBe('CLOCK_BACKWARDS')
    w.clock.pass(1.5 * minute)
    expect(await codeOf(() => w.app.link.waiting())).toBe('ok')
  })

  it('makes links refused, not longer-lived', async () => {
    const w = await ready()
    const link = await w.resetLink()
    w.clock.pass(hour)
    w.app.reset.ask({ email: 'nobody@example.com' })
    w.clockGuard.saw()
    w.clock.pass(-55 * minute)
    expect(await codeOf(() => w.paste(link))).toBe('CLOCK_BACKWARDS')
  })

  it('locks nobody out: a new link works, and the older ones are dead', async () => {
    const w = await ready()
    const old = await w.resetLink()
    w.clock.pass(365 * 24 * hour)
    w.clockGuard.saw()
    w.clock.pass(-365 * 24 * hour + 2 * minute)
    const fresh = await w.resetLink()
    expect(await codeOf(() => w.paste(old))).toBe('LINK_SUPERSEDED')
    expect(await codeOf(() => w.reset(fresh))).toBe('ok')
  })
})
