import { describe, expect, it } from 'vitest'
import { defaultLockSettings } from '../../src/main/domain/lock/settings.ts'
import { codeOf, good, minute, restarted, type World, world } from '../world.ts'

/** Someone signed in, and what the page is told. */
async function signedIn() {
  const w = world()
  await w.create()
  const told: string[] = []
  w.app.locker.onLocking(() => told.push('locking'))
  w.app.locker.onLocked(() => told.push('locked'))
  return Object.assign(w, { told })
}

const isOpen = (w: World) => w.app.session() !== null
const isLocked = (w: World) => w.app.lockedAs() !== null

/** Lets time pass second by second, with the given idle time at each. */
async function pass(w: World, seconds: number, idle: (second: number) => number) {
  for (let second = 1; second <= seconds; second += 1) {
    w.clock.pass(1000)
    w.desktop.idle = idle(second)
    await w.deliver()
  }
}

describe('a lock', () => {
  it('closes the vault, remembers whose it was, and tells nobody else', async () => {
    const w = await signedIn()
    await w.app.lock.now(undefined)
    expect(isOpen(w)).toBe(false)
    expect(w.app.lockedAs()).toEqual({ email: 'a•••@example.com' })
    expect(await codeOf(() => w.app.vault.overview(undefined))).toBe('NOT_SIGNED_IN')
    expect(await codeOf(() => w.app.account.home())).toBe('NOT_SIGNED_IN')
    expect(await codeOf(() => w.app.lock.settings(undefined))).toBe('NOT_SIGNED_IN')
    expect(w.told).toEqual(['locked'])
    expect(w.activity('ada@example.com')).toContain('locked')
  })

  it('is announced to everything that shows the session', async () => {
    const w = await signedIn()
    const seen: boolean[] = []
    w.app.onChange(() => seen.push(isOpen(w)))
    w.sessions.lock()
    expect(seen).toEqual([false])
  })

  it('shows the address only where this computer remembers it anyway', async () => {
    const w = world()
    await w.app.account.create({
      email: 'ada@example.com',
      password: good,
      remember: true,
      language: 'en',
    })
    await w.app.lock.now(undefined)
    expect(w.app.lockedAs()).toEqual({ email: 'ada@example.com' })
  })

  it('wipes the vault key', async () => {
    const w = await signedIn()
    const key = w.sessions.vaultKey()
    expect(key.some((byte) => byte !== 0)).toBe(true)
    await w.app.lock.now(undefined)
    expect(key.every((byte) => byte === 0)).toBe(true)
  })

  it('clears what was copied, and leaves what a person copied since', async () => {
    const w = await signedIn()
    w.copier.copy('a password')
    await w.app.lock.now(undefined)
    expect(w.desktop.copied).toBe('')
    await w.app.lock.unlock({ password: good })
    w.copier.copy('a password')
    w.desktop.copied = 'a recipe'
    await w.app.lock.now(undefined)
    expect(w.desktop.copied).toBe('a recipe')
  })

  it('does nothing where nobody is signed in', async () => {
    const w = await signedIn()
    w.app.account.signOut()
    await w.app.lock.now(undefined)
    w.app.locker.soon()
    expect(isLocked(w)).toBe(false)
    expect(w.told).toEqual([])
  })

  it('holds even when the disk cannot be written', async () => {
    const w = await signedIn()
    w.close()
    w.app.locker.now()
    expect(w.told).toEqual(['locked'])
    expect(w.logged).toContain('activity')
    expect(await codeOf(() => w.sessions.vaultKey())).toBe('NOT_SIGNED_IN')
  })

  it('leaves a reset link that was being shown to be shown again, and usable', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    const link = await w.resetLink()
    await w.create('grace@example.com')
    await w.paste(link)
    expect(w.app.link.hasWaiting()).toBe(false)
    await w.app.lock.now(undefined)
    expect(w.app.link.hasWaiting()).toBe(true)
    const again = await w.app.link.waiting()
    expect(again.purpose).toBe('reset')
  })
})

describe('a lock that was asked for from outside', () => {
  it('lets the page save what is being typed, for 300 ms at most', async () => {
    const w = await signedIn()
    w.app.locker.soon()
    w.app.locker.soon()
    expect(w.told).toEqual(['locking'])
    w.clock.pass(299)
    await w.deliver()
    expect(isOpen(w)).toBe(true)
    w.clock.pass(1)
    await w.deliver()
    expect(isLocked(w)).toBe(true)
    expect(w.told).toEqual(['locking', 'locked'])
  })

  it('does not lock the session that comes after the one it was meant for', async () => {
    const w = await signedIn()
    w.app.locker.soon()
    await w.app.lock.now(undefined)
    await w.app.lock.unlock({ password: good })
    w.clock.pass(1000)
    await w.deliver()
    expect(isOpen(w)).toBe(true)
  })
})

describe('a locked session', () => {
  it('opens with its password', async () => {
    const w = await signedIn()
    await w.app.lock.now(undefined)
    await w.app.lock.unlock({ password: good })
    expect(w.app.session()?.email).toBe('ada@example.com')
    expect(isLocked(w)).toBe(false)
    expect(w.activity('ada@example.com')).toContain('unlocked')
  })

  it('stays locked with a wrong one, and waits after the fifth, of which the sign-in says nothing', async () => {
    const w = await signedIn()
    await w.app.lock.now(undefined)
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await codeOf(() => w.app.lock.unlock({ password: 'not it' }))).toBe('WRONG_PASSWORD')
    }
    expect(await codeOf(() => w.app.lock.unlock({ password: good }))).toBe('WAIT')
    expect(await codeOf(() => w.signIn('ada@example.com', 'not it'))).toBe('SIGN_IN_FAILED')
    expect(isLocked(w)).toBe(true)
    w.clock.pass(minute)
    await w.app.lock.unlock({ password: good })
    expect(isOpen(w)).toBe(true)
  })

  it('is no obstacle to another person’s sign-in, and is over then', async () => {
    const w = await signedIn()
    w.app.account.signOut()
    await w.create('grace@example.com', 'nine loud geese fly south')
    await w.app.lock.now(undefined)
    await w.signIn()
    expect(w.app.session()?.email).toBe('ada@example.com')
    expect(isLocked(w)).toBe(false)
    expect(await codeOf(() => w.app.lock.unlock({ password: good }))).toBe('NOT_SIGNED_IN')
  })

  it('can be given up', async () => {
    const w = await signedIn()
    await w.app.lock.now(undefined)
    w.app.lock.leave(undefined)
    expect(isLocked(w)).toBe(false)
    expect(await codeOf(() => w.app.lock.unlock({ password: good }))).toBe('NOT_SIGNED_IN')
    expect(w.activity('ada@example.com')).toContain('signed_out')
  })

  it('is not given up while it is open', async () => {
    const w = await signedIn()
    w.app.lock.leave(undefined)
    expect(isOpen(w)).toBe(true)
  })

  it('is over after a restart', async () => {
    const w = await signedIn()
    await w.app.lock.now(undefined)
    const later = restarted(w)
    expect(isLocked(later)).toBe(false)
    expect(isOpen(later)).toBe(false)
  })

  it('is over after a reset', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    const link = await w.resetLink()
    await w.signIn()
    await w.app.lock.now(undefined)
    expect(isLocked(w)).toBe(true)
    await w.reset(link)
    expect(isLocked(w)).toBe(false)
    expect(await codeOf(() => w.app.lock.unlock({ password: good }))).toBe('NOT_SIGNED_IN')
  })
})

describe('left alone, the vault', () => {
  it('locks after five minutes, and not a second before', async () => {
    const w = await signedIn()
    await pass(w, 299, (second) => second)
    expect(isOpen(w)).toBe(true)
    await pass(w, 1, () => 300)
    expect(isLocked(w)).toBe(true)
    expect(w.told).toEqual(['locked'])
  })

  it('stays open while somebody is there', async () => {
    const w = await signedIn()
    await pass(w, 900, (second) => second % 200)
    expect(isOpen(w)).toBe(true)
  })

  it('locks at most 5 seconds late, whenever its person went', async () => {
    const w = await signedIn()
    await pass(w, 123, () => 0)
    await pass(w, 305, (second) => second)
    expect(isLocked(w)).toBe(true)
  })

  it('locks after the time that its person chose, or never', async () => {
    const w = await signedIn()
    await w.app.lock.save({ ...defaultLockSettings, idleMinutes: null })
    await pass(w, 1000, (second) => second)
    expect(isOpen(w)).toBe(true)
    await w.app.lock.save({ ...defaultLockSettings, idleMinutes: 1 })
    await pass(w, 66, (second) => second)
    expect(isLocked(w)).toBe(true)
  })

  it('is watched again after every unlock, and not while it is locked', async () => {
    const w = await signedIn()
    expect(w.desktop.signals.size).toBe(1)
    await w.app.lock.now(undefined)
    expect(w.desktop.signals.size).toBe(0)
    await w.app.lock.unlock({ password: good })
    expect(w.desktop.signals.size).toBe(1)
    await pass(w, 305, (second) => second)
    expect(isLocked(w)).toBe(true)
  })
})

it('the desktop is not asked about idle time while the vault is locked', async () => {
  const w = await signedIn()
  let asked = 0
  w.desktop.lockSignals.idleSeconds = () => {
    asked += 1
    return 0
  }
  await pass(w, 60, () => 0)
  expect(asked).toBeGreaterThan(0)
  await w.app.lock.now(undefined)
  asked = 0
  await pass(w, 60, () => 0)
  expect(asked).toBe(0)
})

describe('the desktop’s signals', () => {
  async function signalled(signal: 'sleep' | 'screen-lock' | 'minimize', on: boolean) {
    const w = await signedIn()
    await w.app.lock.save({
      idleMinutes: 5,
      onSleep: on,
      onScreenLock: on,
      onMinimize: on,
    })
    w.desktop.signal(signal)
    const atOnce = isLocked(w)
    w.clock.pass(300)
    await w.deliver()
    return { atOnce, soon: isLocked(w) }
  }

  it('lock at once when the computer goes to sleep: there may be no later', async () => {
    expect(await signalled('sleep', true)).toEqual({ atOnce: true, soon: true })
    expect(await signalled('sleep', false)).toEqual({ atOnce: false, soon: false })
  })

  it.each(['screen-lock', 'minimize'] as const)('lock at %s, where that was chosen', async (on) => {
    expect(await signalled(on, true)).toEqual({ atOnce: false, soon: true })
    expect(await signalled(on, false)).toEqual({ atOnce: false, soon: false })
  })
})

describe('the settings', () => {
  it('are five minutes, sleep and screen lock, until their person changes them', async () => {
    const w = await signedIn()
    expect(await w.app.lock.settings(undefined)).toEqual({
      idleMinutes: 5,
      onSleep: true,
      onScreenLock: true,
      onMinimize: false,
      works: { idle: true, sleep: true, screenLock: true, minimize: true },
    })
  })

  it('are each person’s own, and stay over a restart', async () => {
    const w = await signedIn()
    const chosen = { idleMinutes: 15, onSleep: false, onScreenLock: false, onMinimize: true }
    expect(await w.app.lock.save(chosen)).toMatchObject(chosen)
    await w.create('grace@example.com')
    expect(await w.app.lock.settings(undefined)).toMatchObject(defaultLockSettings)
    const later = restarted(w)
    await later.signIn()
    expect(await later.app.lock.settings(undefined)).toMatchObject(chosen)
  })

  it('cannot be loosened by who edits the data file', async () => {
    const w = await signedIn()
    const account = w.sessions.require()
    await w.app.lock.save({ ...defaultLockSettings, idleMinutes: null })
    const loose = w.vaultRows.record(account.vaultId, 'account')
    if (loose === null) throw new Error('nothing was kept')
    await w.app.lock.save({ ...defaultLockSettings, idleMinutes: 1 })
    const put = (row: Uint8Array) =>
      w.vaultRows.putRecord(account.id, account.vaultId, 'account', row as never)
    // The former row, byte for byte.
    put(loose)
    expect(await w.app.lock.settings(undefined)).toMatchObject(defaultLockSettings)
    put(loose.map((byte) => byte ^ 1))
    expect(await w.app.lock.settings(undefined)).toMatchObject(defaultLockSettings)
    w.vaultRows.deleteRecord(account.vaultId, 'account')
    expect(await w.app.lock.settings(undefined)).toMatchObject(defaultLockSettings)
    // The person can choose again.
    const chosen = { ...defaultLockSettings, idleMinutes: 30 }
    expect(await w.app.lock.save(chosen)).toMatchObject(chosen)
  })
})
