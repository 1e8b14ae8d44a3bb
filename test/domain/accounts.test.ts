import { describe, expect, it } from 'vitest'
import { addressAltered, readRecord } from '../../src/main/domain/crypto/account-record.ts'
import type { EmailAddress } from '../../src/main/domain/ids.ts'
import { accountOf } from '../support/entries.ts'
import { better, codeOf, day, good, hour, minute, restarted, world } from '../world.ts'

const wrong = 'wrong but long enough'

describe('an account', () => {
  it('can be made and used without a network or a mail server', async () => {
    const w = world()
    expect(await w.create()).toEqual({ email: 'ada@example.com', role: 'owner' })
    w.app.account.signOut()
    expect(await codeOf(() => w.signIn())).toBe('ok')
  })

  it('is the owner’s when it is the first, a member’s after that', async () => {
    const w = world()
    await w.create()
    expect((await w.create('grace@example.com')).role).toBe('member')
  })

  it('can be made for an address that has one, which tells a stranger nothing', async () => {
    const w = world()
    await w.confirmed('ada@example.com').catch(() => w.app.account.signOut())
    const known = await codeOf(() => w.create('ada@example.com', better))
    const unknown = await codeOf(() => w.create('nobody@example.com', better))
    expect([known, unknown]).toEqual(['ok', 'ok'])
    w.app.account.signOut()
    expect((await w.signIn('ada@example.com', good)).role).toBe('owner')
  })

  it('with a claimed address costs one Argon2id run to sign in to, as every other', async () => {
    const w = world()
    await w.create()
    await w.create('ada@example.com', better)
    w.app.account.signOut()
    const before = w.kdf.runs
    await w.signIn('ada@example.com', better)
    await codeOf(() => w.signIn('ada@example.com', wrong))
    await codeOf(() => w.signIn('nobody@example.com', wrong))
    expect(w.kdf.runs - before).toBe(3)
  })

  it('goes with all that belongs to it, and asks for the password first', async () => {
    const w = world()
    await w.create()
    expect(await codeOf(() => w.app.account.delete({ password: wrong }))).toBe('WRONG_PASSWORD')
    await w.app.account.delete({ password: good })
    expect(w.app.session()).toBeNull()
    expect(w.app.hasAccounts()).toBe(false)
    expect(await codeOf(() => w.signIn())).toBe('SIGN_IN_FAILED')
  })

  it('of the owner, once deleted, leaves the oldest member as owner', async () => {
    const w = world()
    await w.create()
    w.clock.pass(1)
    await w.create('grace@example.com')
    w.clock.pass(1)
    await w.create('edith@example.com')
    await w.signIn()
    await w.app.account.delete({ password: good })
    expect((await w.signIn('grace@example.com')).role).toBe('owner')
    expect((await w.signIn('edith@example.com')).role).toBe('member')
  })
})

describe('signing in', () => {
  it('says the same for a wrong password and an unknown address', async () => {
    const w = world()
    await w.create()
    const known = await codeOf(() => w.signIn('ada@example.com', wrong))
    expect(await codeOf(() => w.signIn('nobody@example.com', wrong))).toBe(known)
    expect(await codeOf(() => w.signIn('no address', wrong))).toBe(known)
  })

  it('waits after the fifth wrong password, the same for an unknown address', async () => {
    for (const email of ['ada@example.com', 'nobody@example.com']) {
      const w = world()
      await w.create()
      const codes: string[] = []
      for (let i = 0; i < 6; i += 1) codes.push(await codeOf(() => w.signIn(email, wrong)))
      expect(codes).toEqual([...Array(5).fill('SIGN_IN_FAILED'), 'WAIT'])
      w.clock.pass(30_000)
      expect(await codeOf(() => w.signIn(email, wrong))).toBe('SIGN_IN_FAILED')
      w.clock.pass(59_999)
      expect(await codeOf(() => w.signIn(email, wrong))).toBe('WAIT')
    }
  })

  it('waits on after a restart, an hour at the most, and never locks for good', async () => {
    let w = world()
    await w.create()
    for (let i = 0; i < 30; i += 1) {
      await codeOf(() => w.signIn('ada@example.com', wrong))
      w.clock.pass(hour)
    }
    await codeOf(() => w.signIn('ada@example.com', wrong))
    w = restarted(w)
    expect(await codeOf(() => w.signIn())).toBe('WAIT')
    w.clock.pass(hour)
    expect(await codeOf(() => w.signIn())).toBe('ok')
  })

  it('does not wait for a year when the clock was set back', async () => {
    const w = world()
    await w.create()
    for (let i = 0; i < 5; i += 1) await codeOf(() => w.signIn('ada@example.com', wrong))
    w.clock.pass(-365 * day)
    const retry = await w.signIn().catch((error: { retryAt: number }) => error.retryAt)
    expect(retry).toBeLessThanOrEqual(w.clock.time + hour)
  })

  it('with one’s own second account does not wipe the count of guesses at the first', async () => {
    const w = world()
    await w.create('ada@example.com', good)
    await w.create('ada@example.com', better)
    w.app.account.signOut()
    const guess = () => codeOf(() => w.signIn('ada@example.com', wrong))
    for (let round = 0; round < 4; round += 1) {
      await guess()
      await w.signIn('ada@example.com', better)
    }
    expect([await guess(), await guess()]).toEqual(['SIGN_IN_FAILED', 'WAIT'])
  })

  it('rightly takes nothing of someone’s guesses back, not even the time until they are forgotten', async () => {
    const w = world()
    await w.create()
    const guess = () => codeOf(() => w.signIn('ada@example.com', wrong))
    for (let i = 0; i < 4; i += 1) await guess()
    w.clock.pass(day - minute)
    await w.signIn()
    expect([await guess(), await guess()]).toEqual(['SIGN_IN_FAILED', 'WAIT'])
    w.clock.pass(2 * minute)
    for (let i = 0; i < 4; i += 1) expect(await guess()).toBe('SIGN_IN_FAILED')
    expect(await guess()).toBe('WAIT')
  })

  it('wrongly a few times every day brings no wait, for every try counts for a day', async () => {
    const w = world()
    await w.create()
    for (let round = 0; round < 10; round += 1) {
      for (let i = 0; i < 4; i += 1) await codeOf(() => w.signIn('ada@example.com', wrong))
      expect(await codeOf(() => w.signIn())).toBe('ok')
      w.clock.pass(day)
    }
  })

  it('takes one Argon2id run also while it has to wait', async () => {
    const w = world()
    await w.create()
    for (let i = 0; i < 5; i += 1) await codeOf(() => w.signIn('ada@example.com', wrong))
    const before = w.kdf.runs
    expect(await codeOf(() => w.signIn())).toBe('WAIT')
    expect(w.kdf.runs - before).toBe(1)
  })

  it('two at once count as two', async () => {
    const w = world()
    await w.create()
    const many = Array.from({ length: 8 }, () => codeOf(() => w.signIn('ada@example.com', wrong)))
    const codes = await Promise.all(many)
    expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(5)
  })

  it('offers the last address only where its person ticked so', async () => {
    const w = world()
    await w.create()
    expect(w.app.account.rememberedEmail()).toBeNull()
    await w.app.account.signIn({ email: 'ada@example.com', password: good, remember: true })
    expect(restarted(w).app.account.rememberedEmail()).toBe('ada@example.com')
  })

  it('takes one password typed on two keyboards as one', async () => {
    const w = world()
    await w.create('ada@example.com', 'crème brûlée for seven')
    expect(await codeOf(() => w.signIn('ada@example.com', 'crème brûlée for seven'))).toBe('ok')
  })

  it('wraps again when the parameters were raised, and the same password still opens', async () => {
    const w = world()
    await w.create()
    w.kdf.defaults.memory = 128
    await w.signIn()
    await new Promise(setImmediate)
    const [account] = w.accounts.byEmail('ada@example.com' as never)
    expect(account?.kdf.memory).toBe(128)
    expect(await codeOf(() => w.signIn())).toBe('ok')
  })

  it('is never remembered over a restart', async () => {
    const w = world()
    await w.create()
    expect(restarted(w).app.session()).toBeNull()
  })
})

describe('changing the password', () => {
  it('asks for the present one, and waits after wrong ones', async () => {
    const w = world()
    await w.create()
    const change = () =>
      codeOf(() => w.app.account.changePassword({ current: wrong, next: better }))
    const codes: string[] = []
    for (let i = 0; i < 6; i += 1) codes.push(await change())
    expect(codes).toEqual([...Array(5).fill('WRONG_PASSWORD'), 'WAIT'])
  })

  it('keeps the person signed in, and only the new one signs in after', async () => {
    const w = world()
    await w.create()
    await w.app.account.changePassword({ current: good, next: better })
    expect(w.app.session()?.email).toBe('ada@example.com')
    expect(await codeOf(() => w.signIn('ada@example.com', good))).toBe('SIGN_IN_FAILED')
    expect(await codeOf(() => w.signIn('ada@example.com', better))).toBe('ok')
  })

  it('refuses the same one', async () => {
    const w = world()
    await w.create()
    const same = w.app.account.changePassword({ current: good, next: good })
    await expect(same).rejects.toMatchObject({ code: 'PASSWORD_REFUSED', reason: 'unchanged' })
  })
})

describe('changing the address', () => {
  async function asked() {
    const w = world()
    await w.withMail()
    await w.confirmed()
    w.clock.pass(hour)
    await w.signIn()
    await w.app.account.changeEmail({ email: 'ada@new.example', password: good })
    await w.deliver()
    return w
  }

  it('changes nothing until the new one is proven', async () => {
    const w = await asked()
    expect(w.sender.sent.at(-1)).toMatchObject({ to: 'ada@new.example' })
    expect(w.app.account.home()).toMatchObject({
      email: 'ada@example.com',
      pendingEmail: 'ada@new.example',
    })
  })

  it('then signs in with the new one, and tells the old one', async () => {
    const w = await asked()
    await w.app.link.confirm(await w.paste(w.lastLink()))
    await w.deliver()
    expect(w.sender.sent.at(-1)).toMatchObject({
      to: 'ada@example.com',
      content: { kind: 'email-changed', maskedNewEmail: 'a•••@new.example' },
    })
    expect(await codeOf(() => w.signIn('ada@example.com'))).toBe('SIGN_IN_FAILED')
    expect(await codeOf(() => w.signIn('ada@new.example'))).toBe('ok')
  })

  it('can be taken back: its link dies', async () => {
    const w = await asked()
    w.app.account.cancelEmailChange()
    expect(await codeOf(() => w.paste(w.lastLink()))).toBe('LINK_SUPERSEDED')
  })

  it('once taken back is noticed when somebody puts the address back into the data file', async () => {
    const w = await asked()
    w.app.account.cancelEmailChange()
    const key = w.sessions.vaultKey()
    const put = { ...accountOf(w), pendingEmail: 'ada@new.example' as EmailAddress }
    expect(addressAltered(put, readRecord(w, key, put))).toBe(true)
    expect(addressAltered(accountOf(w), readRecord(w, key, accountOf(w)))).toBe(false)
  })

  it('to another person’s address tells that person, not the asker', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed('grace@example.com')
    await w.confirmed('ada@example.com')
    w.clock.pass(hour)
    await w.signIn()
    await w.app.account.changeEmail({ email: 'grace@example.com', password: good })
    await w.deliver()
    expect(w.sender.sent.at(-1)).toMatchObject({
      to: 'grace@example.com',
      content: { kind: 'already-registered' },
    })
  })
})

describe('confirming an address', () => {
  it('works with the link of the mail, signed in or not', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    w.app.account.signOut()
    await w.app.link.confirm(await w.paste(w.lastLink()))
    await w.signIn()
    expect(w.app.account.home().confirmed).toBe(true)
  })

  it('is good for 24 hours', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    w.clock.pass(day - minute)
    expect(await codeOf(() => w.paste(w.lastLink()))).toBe('ok')
    w.clock.pass(minute)
    expect(await codeOf(() => w.paste(w.lastLink()))).toBe('LINK_EXPIRED')
  })

  it('of a second account with a proven address is answered by a mail that says so', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    w.clock.pass(hour)
    await w.create('ADA@example.com', better)
    await w.deliver()
    expect(w.sender.sent.at(-1)).toMatchObject({
      to: 'ada@example.com',
      content: { kind: 'already-registered' },
    })
  })

  it('goes to the first of two who prove the mailbox', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    const first = w.lastLink()
    w.clock.pass(2 * minute)
    await w.create('ada@example.com', better)
    await w.deliver()
    const second = w.lastLink()
    await w.app.link.confirm(await w.paste(second))
    const { ref } = await w.paste(first)
    expect(await codeOf(() => w.app.link.confirm({ ref }))).toBe('EMAIL_TAKEN')
  })

  it('mail goes out once mail is set up, for an account made before', async () => {
    const w = world()
    await w.create()
    await w.deliver()
    expect(w.sender.sent).toEqual([])
    await w.withMail()
    w.app.hurryMail()
    await w.deliver()
    expect(w.sender.sent).toMatchObject([{ to: 'ada@example.com', content: { kind: 'confirm' } }])
  })
})

describe('mail settings', () => {
  it('are the owner’s only', async () => {
    const w = world()
    await w.create()
    await w.create('grace@example.com')
    expect(await codeOf(() => w.app.mail.settings())).toBe('FORBIDDEN')
    expect(await codeOf(() => w.app.mail.save({} as never))).toBe('FORBIDDEN')
    expect(await codeOf(() => w.app.mail.test({} as never))).toBe('FORBIDDEN')
    w.app.account.signOut()
    expect(await codeOf(() => w.app.mail.settings())).toBe('NOT_SIGNED_IN')
  })

  it('never show the password, and give it to no other server', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    const view = await w.app.mail.settings()
    expect(JSON.stringify(view)).not.toContain('server password')
    expect(view.hasPassword).toBe(true)
    const elsewhere = await w.mail.preview({
      ...view,
      host: 'evil.example.com',
      password: null,
      clientSecret: null,
      refreshToken: null,
    })
    expect(elsewhere.password).toBe('')
  })

  it('without a keychain keep the password until the app closes, and ask again then', async () => {
    const w = world()
    w.keychain.missing = true
    await w.withMail()
    expect((await w.mail.route())?.server.password).toBe('server password')
    const again = restarted(w)
    expect(await again.mail.route()).toBeNull()
    expect((await again.mail.view()).passwordLost).toBe(true)
  })
})

it('confirming an address is noted in the activity, and its link cannot be confirmed twice', async () => {
  const w = world()
  await w.withMail()
  await w.create()
  await w.deliver()
  const { ref } = await w.paste(w.lastLink())
  await w.app.link.confirm({ ref })
  expect(w.activity('ada@example.com')).toContain('email_confirmed')
  expect(await codeOf(() => w.app.link.confirm({ ref }))).toBe('LINK_NOT_FOUND')
})

it('an account’s generation starts at 1 and goes up by one with each new password', async () => {
  const w = world()
  await w.create()
  expect(accountOf(w).generation).toBe(1)
  await w.app.account.changePassword({ current: good, next: better })
  expect(accountOf(w).generation).toBe(2)
})

it('a sign-in that is not to be remembered forgets its own address and no other', async () => {
  const w = world()
  await w.create()
  await w.create('grace@example.com', better)
  const signIn = (email: string, password: string, remember: boolean) =>
    w.app.account.signIn({ email, password, remember })
  const remembered = () => w.settings.get('sign-in.remembered')
  await signIn('ada@example.com', good, true)
  expect(remembered()).toBe('ada@example.com')
  await signIn('grace@example.com', better, false)
  expect(remembered()).toBe('ada@example.com')
  await signIn('ada@example.com', good, false)
  expect(remembered()).toBeNull()
})
