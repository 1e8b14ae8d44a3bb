import { describe, expect, it } from 'vitest'
import { someEntries } from '../support/entries.ts'
import { better, codeOf, day, good, hour, minute, restarted, type World, world } from '../world.ts'

const ada = 'ada@example.com'
const wrongCode = '77777-77777'

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(2 * hour)
  return w
}

const kinds = (w: World) => w.app.notices.view().map(({ kind, count }) => `${count} ${kind}`)

/** The notices shown after signing in. Signs out again without dismissing any. */
async function told(w: World, password = good): Promise<string[]> {
  await w.signIn(ada, password)
  const all = kinds(w)
  w.app.account.signOut()
  return all
}

const guessCodes = async (w: World, times: number) => {
  for (let i = 0; i < times; i += 1) await codeOf(() => w.paste(wrongCode, ada))
}
const guessPasswords = async (w: World, times: number) => {
  for (let i = 0; i < times; i += 1) await codeOf(() => w.signIn(ada, 'a wrong password'))
}

describe('who comes back is told what happened meanwhile', () => {
  it('nothing, where nothing happened', async () => {
    const w = await ready()
    expect(await told(w)).toEqual([])
    expect(await told(w)).toEqual([])
  })

  it('grouped, with how often and when', async () => {
    const w = await ready()
    const first = w.clock.time
    for (let i = 0; i < 3; i += 1) {
      await w.resetLink()
      w.clock.pass(2 * minute)
    }
    await guessCodes(w, 2)
    await w.signIn()
    expect(w.app.notices.view()).toEqual([
      { kind: 'codes-wrong', count: 2, first: w.clock.time, last: w.clock.time },
      { kind: 'reset-asked', count: 3, first, last: first + 4 * minute },
    ])
  })

  it('that a mail’s code was used up', async () => {
    const w = await ready()
    await w.resetLink()
    await guessCodes(w, 6)
    expect(await told(w)).toEqual(['6 codes-used-up', '1 reset-asked'])
  })

  it('of wrong passwords only once they brought a wait', async () => {
    const w = await ready()
    await guessPasswords(w, 4)
    expect(await told(w)).toEqual([])
    w.clock.pass(day)
    await guessPasswords(w, 5)
    w.clock.pass(minute)
    expect(await told(w)).toEqual(['5 passwords-wrong'])
  })

  it('of wrong passwords too far apart to bring a wait, once there are five', async () => {
    const w = await ready()
    await guessPasswords(w, 3)
    w.clock.pass(day + minute)
    await guessPasswords(w, 1)
    w.clock.pass(day + minute)
    await guessPasswords(w, 1)
    expect(await told(w)).toEqual(['5 passwords-wrong'])
  })

  it('of tries with a recovery code', async () => {
    const w = await ready()
    await w.signIn()
    // Shown but never saved, so it isn't in force.
    const { code } = await w.app.recovery.make({ password: good })
    w.app.account.signOut()
    await codeOf(() => w.app.recovery.begin({ email: ada, code }))
    expect(await told(w)).toEqual(['1 recovery-wrong'])
  })

  it('that the address was changed', async () => {
    const w = await ready()
    await w.signIn()
    await w.app.account.changeEmail({ email: 'ada@new.example', password: good })
    w.app.account.signOut()
    await w.deliver()
    await w.app.link.confirm(await w.paste(w.lastLink()))
    await w.signIn('ada@new.example')
    expect(kinds(w)).toEqual(['1 email-changed'])
  })

  it('at the lock, too', async () => {
    const w = await ready()
    await w.signIn()
    await w.app.lock.now(undefined)
    w.clock.pass(hour)
    await w.resetLink()
    await w.app.lock.unlock({ password: good })
    expect(kinds(w)).toEqual(['1 reset-asked'])
  })
})

describe('what one did oneself is not told', () => {
  it('a reset, what was asked for and mistyped on the way to it, and what it sealed', async () => {
    const w = await ready()
    await guessPasswords(w, 4)
    await guessCodes(w, 1)
    await w.resetLink()
    w.clock.pass(2 * minute)
    await w.reset(await w.resetLink())
    expect(await told(w, better)).toEqual([])
  })

  it('but a reset before that one is, with what it sealed', async () => {
    const before = await ready()
    await before.signIn()
    before.openVault.current().add(someEntries)
    before.app.account.signOut()
    before.keychain.missing = true
    const w = restarted(before)
    await w.withMail()
    await w.reset(await w.resetLink(), 'somebody else’s own words')
    w.clock.pass(2 * hour)
    await w.reset(await w.resetLink(), better)
    expect(await told(w, better)).toEqual(['1 password-reset', '1 vault-sealed'])
  })

  it('a change of the password', async () => {
    const w = await ready()
    await w.signIn()
    await w.app.account.changePassword({ current: good, next: better })
    w.app.account.signOut()
    expect(await told(w, better)).toEqual([])
  })

  it('what was mistyped in the session itself, not even the next time', async () => {
    const w = await ready()
    await w.signIn()
    for (let i = 0; i < 4; i += 1) {
      await codeOf(() => w.app.account.delete({ password: 'wrong' }))
      await codeOf(() => w.paste(wrongCode, null))
    }
    expect(kinds(w)).toEqual([])
    w.app.account.signOut()
    expect(await told(w)).toEqual([])
  })
})

describe('what was told', () => {
  it('is told again until it is put away, over restarts', async () => {
    const w = await ready()
    await w.resetLink()
    expect(await told(w)).toEqual(['1 reset-asked'])
    const again = restarted(w)
    expect(await told(again)).toEqual(['1 reset-asked'])
    await again.signIn()
    expect(again.app.notices.seen()).toBeNull()
    expect(kinds(again)).toEqual([])
    again.app.account.signOut()
    expect(await told(restarted(again))).toEqual([])
  })

  it('and put away does not hide what comes after', async () => {
    const w = await ready()
    await w.resetLink()
    await w.signIn()
    w.app.notices.seen()
    w.app.account.signOut()
    w.clock.pass(2 * minute)
    await w.resetLink()
    expect(await told(w)).toEqual(['1 reset-asked'])
  })

  it('is told after a crash as well: rather twice than never', async () => {
    const w = await ready()
    await w.resetLink()
    await w.signIn()
    // Without signing out or locking, as in a power cut.
    expect(await told(restarted(w))).toEqual(['1 reset-asked'])
  })

  it('goes with the account', async () => {
    const w = await ready()
    await w.signIn()
    w.app.notices.seen()
    const id = w.sessions.require().id
    await w.app.account.delete({ password: good })
    expect(w.notices.mark(id)).toEqual({ seen: 0, quiet: 0 })
  })

  it('is nobody’s business while nobody is signed in', async () => {
    const w = await ready()
    expect(await codeOf(() => w.app.notices.view())).toBe('NOT_SIGNED_IN')
    expect(await codeOf(() => w.app.notices.seen())).toBe('NOT_SIGNED_IN')
  })
})

describe('somebody who only claims an address', () => {
  const claimers = 'the claimer’s own password'

  /** What the claimant is told after everything that a stranger can try. */
  async function toldClaimer(known: boolean) {
    const w = world()
    await w.withMail()
    await w.confirmed('owner@example.com')
    if (known) await w.confirmed(ada)
    w.clock.pass(2 * hour)
    await w.create(ada, claimers)
    // The account's own codes, typed in its own session and signed out.
    await w.deliver()
    for (let i = 0; i < 6; i += 1) await codeOf(() => w.paste(wrongCode, null))
    w.app.account.signOut()
    w.app.reset.ask({ email: ada })
    await w.deliver()
    await guessCodes(w, 6)
    await guessPasswords(w, 5)
    await w.deliver()
    w.clock.pass(minute)
    await w.signIn(ada, claimers)
    const activity = w.app.account.home().activity.map(({ kind }) => kind)
    return { notices: kinds(w), activity }
  }

  it('is told the same whether or not somebody else has proven it', async () => {
    const known = await toldClaimer(true)
    expect(known.notices).toEqual(['6 codes-wrong', '5 passwords-wrong', '1 reset-asked'])
    expect(known).toEqual(await toldClaimer(false))
  })
})
