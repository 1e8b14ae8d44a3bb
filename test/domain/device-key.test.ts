/** This computer's key: when it wraps a vault key, and what happens when the keychain is lost. */
import { describe, expect, it, vi } from 'vitest'
import { DomainFailure } from '../../src/main/domain/failure.ts'
import { accountOf, byTitle, entriesOf, login, someEntries } from '../support/entries.ts'
import { better, codeOf, good, hour, restarted, type World, world } from '../world.ts'

const view = (w: World) => w.app.deviceKey.view(undefined)
const set = (w: World, keep: 'never' | 'when-protected' | 'always', password = good) =>
  w.app.deviceKey.set({ keep, password })

async function made(missing = false) {
  const w = world()
  w.keychain.missing = missing
  await w.create()
  return w
}

describe('this computer’s key', () => {
  it('wraps the vault key from the first moment on, where the keychain protects', async () => {
    const w = await made()
    expect(await view(w)).toEqual({ keep: 'when-protected', protected: true, ready: true })
  })

  it('wraps nothing where it does not, unless its person says so with the password', async () => {
    const w = await made(true)
    expect(await view(w)).toEqual({ keep: 'when-protected', protected: false, ready: false })
    expect(accountOf(w).deviceWrap).toBeNull()
    expect(await codeOf(() => set(w, 'always', 'wrong but long enough'))).toBe('WRONG_PASSWORD')
    expect(await set(w, 'always')).toEqual({ keep: 'always', protected: false, ready: true })
    expect(w.activity('ada@example.com')).toContain('device_key_changed')
  })

  it('is not kept in the file for one person’s sake when another chose so', async () => {
    const w = await made(true)
    await set(w, 'always')
    await w.create('grace@example.com')
    expect(accountOf(w, 'grace@example.com').deviceWrap).toBeNull()
  })

  it('goes when its person takes the choice back', async () => {
    const w = await made()
    expect(await set(w, 'never')).toMatchObject({ keep: 'never', ready: false })
    expect(accountOf(w).deviceWrap).toBeNull()
    await w.signIn()
    expect(accountOf(w).deviceWrap).toBeNull()
    expect(await set(w, 'when-protected')).toMatchObject({ ready: true })
  })

  it('remembers the choice over a change of password, and over a reset', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    await set(w, 'always')
    await w.app.account.changePassword({ current: good, next: better })
    expect(await view(w)).toMatchObject({ keep: 'always', ready: true })
    w.clock.pass(hour)
    await w.reset(await w.resetLink(), good)
    await w.signIn()
    expect(await view(w)).toMatchObject({ keep: 'always', ready: true })
  })

  it('says the choice nowhere in the open', async () => {
    const [a, b] = [await made(), await made()]
    await set(b, 'never')
    const columns = (w: World) => {
      const { accountRecord: _, deviceWrap: __, ...open } = accountOf(w)
      return Object.keys(open)
    }
    expect(columns(a)).toEqual(columns(b))
    expect(Buffer.from(accountOf(b).accountRecord ?? []).includes('never')).toBe(false)
  })

  it('is asked of the keychain once a run, however often it is needed', async () => {
    const w = world()
    await w.create()
    await w.withMail()
    await w.signIn()
    await w.app.account.changePassword({ current: good, next: better })
    await w.create('grace@example.com')
    expect(w.keychain.asked).toBe(1)
    w.keychain.asked = 0
    const again = restarted(w)
    await again.signIn('ada@example.com', better)
    await again.signIn('grace@example.com', good)
    await view(again)
    expect(await again.mail.route()).not.toBeNull()
    expect(again.keychain.asked).toBe(1)
  })
})

describe('a keychain that was lost', () => {
  it('keeps no one out, and the next sign-in makes the wrap anew and says so', async () => {
    const w = await made()
    w.openVault.current().add(someEntries)
    w.keychain.mark = 2
    const again = restarted(w)
    await again.signIn()
    expect(entriesOf(again)).toEqual(byTitle(someEntries))
    expect(await view(again)).toMatchObject({ ready: true })
    const lost = () =>
      again.activity('ada@example.com').filter((kind) => kind === 'device_key_lost')
    expect(lost()).toHaveLength(1)
    await again.signIn()
    expect(lost()).toHaveLength(1)
  })

  it('and comes back opens what it had sealed', async () => {
    const w = await made()
    w.keychain.mark = 2
    const other = restarted(w)
    await codeOf(() => other.secrets.deviceKey({ make: true }))
    other.keychain.mark = 1
    const back = restarted(other)
    await back.signIn()
    expect(back.activity('ada@example.com')).not.toContain('device_key_lost')
  })

  it('is no reason to throw the wrap away: it may only be out of reach today', async () => {
    const w = await made()
    w.keychain.missing = true
    const without = restarted(w)
    await without.signIn()
    expect(await view(without)).toMatchObject({ protected: false, ready: false })
    without.keychain.missing = false
    const back = restarted(without)
    await back.signIn()
    expect(await view(back)).toMatchObject({ ready: true })
    expect(back.activity('ada@example.com')).not.toContain('device_key_lost')
  })

  it('that fails in the middle of it keeps nobody from signing in', async () => {
    const w = world()
    w.keychain.encrypt = () => Promise.reject(new Error('locked'))
    await w.create()
    expect(await codeOf(() => w.signIn())).toBe('ok')
    expect(await view(w)).toMatchObject({ ready: false })
    expect(w.logged).toContain('root key')
  })
})

describe('an account without the record under its vault key', () => {
  /** As someone leaves it who edits the data file. */
  async function withoutRecord() {
    const w = await made()
    w.openVault.current().add([login('First')])
    w.app.account.signOut()
    const { id } = accountOf(w)
    w.accounts.setAccountRecord(id, null)
    w.accounts.setDeviceWrap(id, null)
    return w
  }

  it('opens with its password, and is said to be altered', async () => {
    const w = await withoutRecord()
    await w.signIn()
    expect(w.app.account.home().altered).toBe(true)
    expect(entriesOf(w)).toEqual([login('First')])
    expect(w.activity('ada@example.com')).toContain('account_altered')
  })

  it('gets no wrap that would open without the password', async () => {
    const w = await withoutRecord()
    await w.signIn()
    expect(accountOf(w).deviceWrap).toBeNull()
    expect(await codeOf(() => w.app.deviceKey.set({ keep: 'always', password: good }))).toBe(
      'ACCOUNT_ALTERED',
    )
  })

  it('whose vault is said to be another shows none of its entries', async () => {
    const w = await withoutRecord()
    const { id } = accountOf(w)
    w.accounts.setVaultId(id, id as never)
    await w.signIn()
    expect(entriesOf(w)).toEqual([])
    expect(w.app.account.home().altered).toBe(true)
  })
})

describe('an upgrade of the password’s parameters', () => {
  it('leaves vault, record and device wrap as they are, and the session’s key in place', async () => {
    const w = await made()
    w.openVault.current().add(someEntries)
    const { accountRecord, deviceWrap, generation } = accountOf(w)
    w.kdf.defaults.memory = 128
    await w.signIn()
    await new Promise(setImmediate)
    expect(accountOf(w).kdf.memory).toBe(128)
    expect(accountOf(w)).toMatchObject({ accountRecord, deviceWrap, generation })
    expect(w.sessions.vaultKey().some((byte) => byte !== 0)).toBe(true)
    expect(w.app.account.home().altered).toBe(false)
    w.openVault.current().add([login('After it')])
    await w.app.account.changePassword({ current: good, next: better })
    await w.signIn('ada@example.com', better)
    expect(entriesOf(w)).toEqual(byTitle([...someEntries, login('After it')]))
    expect(w.app.account.home().altered).toBe(false)
  })
})

it('a sign-in that finds everything in order does not rewrite the record', async () => {
  const w = await made()
  const before = accountOf(w).accountRecord
  expect(before).not.toBeNull()
  await w.signIn()
  expect(accountOf(w).accountRecord).toEqual(before)
})

describe('unlocking', () => {
  async function locked() {
    const w = await made()
    w.openVault.current().add(someEntries)
    w.sessions.lock()
    return w
  }

  it('opens the same vault with the password, at one Argon2id run', async () => {
    const w = await locked()
    const before = w.kdf.runs
    await w.app.account.unlock({ password: good })
    expect(w.kdf.runs - before).toBe(1)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(w.activity('ada@example.com')).toContain('unlocked')
  })

  it('forgets the wrong passwords typed before the right one', async () => {
    const w = await locked()
    const wrong = async () => {
      for (let i = 0; i < 4; i += 1) await codeOf(() => w.app.account.unlock({ password: better }))
    }
    await wrong()
    await w.app.account.unlock({ password: good })
    w.sessions.lock()
    await wrong()
    expect(await codeOf(() => w.app.account.unlock({ password: good }))).toBe('ok')
  })

  it('has waits of its own, and those of the sign-in say nothing of them', async () => {
    const w = await locked()
    const codes: string[] = []
    for (let i = 0; i < 5; i += 1) {
      codes.push(await codeOf(() => w.app.account.unlock({ password: better })))
    }
    codes.push(await codeOf(() => w.app.account.unlock({ password: good })))
    codes.push(await codeOf(() => w.signIn('ada@example.com', better)))
    expect(codes).toEqual([...Array(5).fill('WRONG_PASSWORD'), 'WAIT', 'SIGN_IN_FAILED'])
  })

  it('opens nothing when nothing is locked, or what was locked was given up meanwhile', async () => {
    const w = await made()
    expect(await codeOf(() => w.app.account.unlock({ password: good }))).toBe('NOT_SIGNED_IN')
    w.sessions.lock()
    const unlocking = codeOf(() => w.app.account.unlock({ password: good }))
    w.sessions.end()
    expect(await unlocking).toBe('NOT_SIGNED_IN')
    expect(w.app.session()).toBeNull()
  })

  it('looks after what a sign-in looks after', async () => {
    const w = await locked()
    w.accounts.setDeviceWrap(accountOf(w).id, null)
    await w.app.account.unlock({ password: good })
    expect(await view(w)).toMatchObject({ ready: true })
  })
})

describe('a keyring that is locked during sign-in', () => {
  /** @returns what opens it */
  function locked(w: World): () => void {
    const { decrypt, encrypt } = w.keychain
    const refuse = () => Promise.reject(new DomainFailure('KEYCHAIN_LOCKED'))
    w.keychain.decrypt = refuse
    w.keychain.encrypt = refuse
    return () => {
      w.keychain.decrypt = decrypt
      w.keychain.encrypt = encrypt
    }
  }

  it('makes the device wrap once it is open, and its copy of the vault key is wiped', async () => {
    const w = world()
    const unlock = locked(w)
    await w.create()
    expect(accountOf(w).deviceWrap).toBeNull()
    unlock()
    const encrypt = vi.spyOn(w.cipher, 'encrypt')
    await w.app.keychainOpened()
    expect(await view(w)).toEqual({ keep: 'when-protected', protected: true, ready: true })
    const wrapped = encrypt.mock.calls.filter(([, { purpose }]) => purpose === 'device-wrap')
    expect(wrapped).toHaveLength(1)
    for (const [, , vaultKey] of wrapped) expect(vaultKey.every((byte) => byte === 0)).toBe(true)
    expect(w.openVault.current().add([login('Bank')])).toHaveLength(1)
  })

  it('makes no device wrap when the password was changed meanwhile', async () => {
    const w = world()
    const unlock = locked(w)
    await w.create()
    unlock()
    const opened = w.app.keychainOpened()
    const { id, generation } = accountOf(w)
    w.accounts.setPassword(id, generation, { ...accountOf(w), generation: generation + 1 })
    await opened
    expect(accountOf(w).deviceWrap).toBeNull()
  })
})
