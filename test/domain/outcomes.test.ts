/** What a reset by email does to the entries: it is announced first, and then done as announced. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { accountOf, byTitle, entriesOf, keepCode, login, someEntries } from '../support/entries.ts'
import { better, codeOf, good, hour, minute, restarted, type World, world } from '../world.ts'

/** An account with a proven address and entries, signed out. */
async function ready(options: Parameters<typeof world>[0] = {}) {
  const w = world(options)
  await w.withMail()
  await w.confirmed()
  await w.signIn()
  w.openVault.current().add(someEntries)
  w.app.account.signOut()
  w.clock.pass(hour)
  return w
}

/** The keychain is lost while the app is closed, and with it the means to keep the entries. */
async function withoutKeychain() {
  const w = await ready()
  w.keychain.missing = true
  const again = restarted(w)
  await again.withMail()
  return again
}

const opened = async (w: World) => w.paste(await w.resetLink())

describe('a reset on the computer whose keychain knows the vault', () => {
  it('says that the entries will be kept, and keeps every one', async () => {
    const w = await ready()
    const { ref, outcome } = await opened(w)
    expect(outcome).toEqual({ kind: 'kept', entries: 3, codeExists: false })
    await w.app.link.redeemReset({ ref, password: better, expected: 'kept' })
    await w.signIn('ada@example.com', better)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(w.app.account.home().altered).toBe(false)
    expect(await w.app.sealed.list(undefined)).toEqual([])
  })

  it('keeps them over a restart between the mail and the new password', async () => {
    const w = await ready()
    const link = await w.resetLink()
    const again = restarted(w)
    await again.reset(link)
    await again.signIn('ada@example.com', better)
    expect(entriesOf(again)).toEqual(byTitle(someEntries))
  })

  it('keeps them a second time: the device wrap is made for the new password as well', async () => {
    const w = await ready()
    await w.reset(await w.resetLink())
    w.clock.pass(hour)
    const { ref, outcome } = await opened(w)
    expect(outcome?.kind).toBe('kept')
    await w.app.link.redeemReset({ ref, password: good, expected: 'kept' })
    await w.signIn()
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
  })

  it('keeps the recovery code good', async () => {
    const w = await ready()
    await w.signIn()
    const code = await keepCode(w, good)
    await w.reset(await w.resetLink())
    await w.signIn('ada@example.com', better)
    expect(await codeOf(() => w.app.recovery.check({ code }))).toBe('ok')
  })

  it('keeps them in the demo, which asks no keychain', async () => {
    const w = await ready({ demo: true })
    expect(w.keychain.asked).toBe(0)
    const { ref, outcome } = await opened(w)
    expect(outcome?.kind).toBe('kept')
    await w.app.link.redeemReset({ ref, password: better, expected: 'kept' })
    await w.signIn('ada@example.com', better)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(w.keychain.asked).toBe(0)
  })

  it('keeps them after the password was changed, and after the address was', async () => {
    const w = await ready()
    await w.signIn()
    await w.app.account.changePassword({ current: good, next: better })
    await w.app.account.changeEmail({ email: 'ada@new.example', password: better })
    await w.deliver()
    await w.app.link.confirm(await w.paste(w.lastLink()))
    w.app.account.signOut()
    w.clock.pass(hour)
    const { ref, outcome } = await w.paste(await w.resetLink('ada@new.example'))
    expect(outcome?.kind).toBe('kept')
    await w.app.link.redeemReset({ ref, password: good, expected: 'kept' })
    await w.signIn('ada@new.example', good)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(w.app.account.home().altered).toBe(false)
  })

  it('keeps them at a new address that was given again after the password was changed', async () => {
    const w = await ready()
    await w.signIn()
    await w.app.account.changeEmail({ email: 'ada@new.example', password: good })
    await w.deliver()
    await w.app.account.changePassword({ current: good, next: better })
    w.clock.pass(hour)
    await w.app.account.changeEmail({ email: 'ada@new.example', password: better })
    await w.deliver()
    await w.app.link.confirm(await w.paste(w.lastLink()))
    w.app.account.signOut()
    w.clock.pass(hour)
    const { outcome } = await w.paste(await w.resetLink('ada@new.example'))
    expect(outcome?.kind).toBe('kept')
  })

  it('says so for an empty vault too, and its code stays good', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    w.clock.pass(hour)
    expect((await opened(w)).outcome).toEqual({ kind: 'kept', entries: 0, codeExists: false })
  })
})

describe('a reset where nothing here opens the vault', () => {
  it('says that it stays sealed, starts empty, and leaves every envelope as it was', async () => {
    const w = await withoutKeychain()
    const before = accountOf(w)
    const rows = [...w.vaultRows.rows(before.vaultId)]
    const { ref, outcome } = await opened(w)
    expect(outcome).toEqual({ kind: 'sealed', entries: 3, codeExists: false })
    await w.app.link.redeemReset({ ref, password: better, expected: 'sealed' })
    await w.signIn('ada@example.com', better)
    expect(entriesOf(w)).toEqual([])
    const after = accountOf(w)
    expect(after.vaultId).not.toBe(before.vaultId)
    expect([...w.vaultRows.rows(before.vaultId)]).toEqual(rows)
    expect(w.sealedVaults.byId(before.vaultId)?.passwordWrap).toEqual(before.passwordWrap)
    expect(w.activity('ada@example.com')).toContain('vault_sealed')
  })

  it('is the same when the keychain is another one', async () => {
    const w = await ready()
    w.keychain.mark = 2
    const again = restarted(w)
    await again.withMail()
    expect((await opened(again)).outcome?.kind).toBe('sealed')
  })

  it('is the same where its person chose that no key is kept here', async () => {
    const w = await ready()
    await w.signIn()
    await w.app.deviceKey.set({ keep: 'never', password: good })
    w.app.account.signOut()
    expect((await opened(w)).outcome?.kind).toBe('sealed')
  })

  it('says that there is nothing to keep, where there is nothing', async () => {
    const w = world()
    w.keychain.missing = true
    await w.withMail()
    await w.confirmed()
    w.clock.pass(hour)
    const { ref, outcome } = await opened(w)
    expect(outcome).toEqual({ kind: 'empty', entries: 0, codeExists: false })
    await w.app.link.redeemReset({ ref, password: better, expected: 'empty' })
    await w.signIn('ada@example.com', better)
    expect(await w.app.sealed.list(undefined)).toEqual([])
    w.openVault.current().add(someEntries)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
  })

  it.each([
    ['empty', []],
    ['sealed', someEntries],
  ] as const)(
    '%s says before and afterwards that the recovery code ends',
    async (kind, entries) => {
      const w = world()
      w.keychain.missing = true
      await w.withMail()
      await w.confirmed()
      await w.signIn()
      w.openVault.current().add(entries)
      await keepCode(w, good)
      const word = async () => (await w.app.vault.overview(undefined)).recovery
      expect(await word()).toBeNull()
      w.app.account.signOut()
      w.clock.pass(hour)
      const { ref, outcome } = await opened(w)
      expect(outcome).toMatchObject({ kind, codeExists: true })
      await w.app.link.redeemReset({ ref, password: better, expected: kind })
      await w.signIn('ada@example.com', better)
      expect(await word()).toBe('ended')
      await keepCode(w, better)
      expect(await word()).toBeNull()
    },
  )

  it('takes an unsaved edit for something worth keeping', async () => {
    const w = world()
    w.keychain.missing = true
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    w.openVault.current().setRecord('draft/new', { at: 1, input: {} })
    w.app.account.signOut()
    w.clock.pass(hour)
    expect((await opened(w)).outcome).toMatchObject({ kind: 'sealed', entries: 0 })
  })

  it('keeps the entries once the recovery code is given with the link', async () => {
    const w = await ready()
    await w.signIn()
    const code = await keepCode(w, good)
    w.keychain.missing = true
    const again = restarted(w)
    await again.withMail()
    const link = await again.resetLink()
    const { ref, outcome } = await again.paste(link)
    expect(outcome).toEqual({ kind: 'sealed', entries: 3, codeExists: true })
    expect(await codeOf(() => again.app.recovery.use({ ref, code: 'x' }))).toBe('RECOVERY_MISTYPED')
    expect(await again.app.recovery.use({ ref, code })).toMatchObject({ kind: 'kept-with-code' })
    expect((await again.paste(link)).outcome?.kind).toBe('kept-with-code')
    await again.app.link.redeemReset({ ref, password: better, expected: 'kept-with-code' })
    await again.signIn('ada@example.com', better)
    expect(entriesOf(again)).toEqual(byTitle(someEntries))
    expect(await codeOf(() => again.app.recovery.check({ code }))).toBe('ok')
  })

  it('lets nobody guess at the code without end', async () => {
    const w = await withoutKeychain()
    await w.signIn()
    await keepCode(w, good)
    w.app.account.signOut()
    const { ref } = await opened(w)
    const { code } = await (async () => {
      const other = world()
      await other.create()
      return other.app.recovery.make({ password: null })
    })()
    const codes: string[] = []
    for (let i = 0; i < 6; i += 1) {
      codes.push(await codeOf(() => w.app.recovery.use({ ref, code })))
    }
    expect(codes).toEqual([...Array(5).fill('RECOVERY_WRONG'), 'WAIT'])
    expect(w.activity('ada@example.com')).toContain('recovery_failed')
  })
})

describe('a reset that would do something else than was told', () => {
  const redeem = (
    w: World,
    ref: string,
    expected: 'kept' | 'sealed' | 'empty' | 'kept-with-code',
  ) => w.app.link.redeemReset({ ref, password: better, expected })

  it('does nothing, says what it would do now, and leaves the link good', async () => {
    const w = await ready()
    const { ref } = await opened(w)
    for (const expected of ['sealed', 'empty', 'kept-with-code'] as const) {
      await expect(redeem(w, ref, expected)).rejects.toMatchObject({
        code: 'OUTCOME_CHANGED',
        outcome: { kind: 'kept', entries: 3 },
      })
    }
    expect(await codeOf(() => redeem(w, ref, 'kept'))).toBe('ok')
  })

  it('never seals what was said to be kept: the choice was changed meanwhile', async () => {
    const w = await ready()
    const { ref } = await opened(w)
    await w.signIn()
    await w.app.deviceKey.set({ keep: 'never', password: good })
    expect(await codeOf(() => redeem(w, ref, 'kept'))).toBe('OUTCOME_CHANGED')
    expect(w.app.session()).not.toBeNull()
    expect(entriesOf(w)).toHaveLength(3)
  })

  it('never drops what was empty when it was told, and no longer is', async () => {
    const w = world()
    w.keychain.missing = true
    await w.withMail()
    await w.confirmed()
    w.clock.pass(hour)
    const { ref } = await opened(w)
    await w.signIn()
    let go = () => {}
    w.kdf.gate = new Promise((resolve) => {
      go = resolve
    })
    const runs = w.kdf.runs
    const redeeming = codeOf(() => redeem(w, ref, 'empty'))
    while (w.kdf.runs === runs) await new Promise(setImmediate)
    w.openVault.current().add([login('Made while Argon2id ran')])
    go()
    expect(await redeeming).toBe('OUTCOME_CHANGED')
    expect(entriesOf(w)).toHaveLength(1)
    expect(await codeOf(() => redeem(w, ref, 'sealed'))).toBe('ok')
  })

  it('never uses a code that was replaced while Argon2id ran', async () => {
    const w = await withoutKeychain()
    await w.signIn()
    const code = await keepCode(w, good)
    const { ref } = await opened(w)
    await w.app.recovery.use({ ref, code })
    const next = await w.app.recovery.make({ password: good })
    let go = () => {}
    w.kdf.gate = new Promise((resolve) => {
      go = resolve
    })
    const runs = w.kdf.runs
    const redeeming = codeOf(() => redeem(w, ref, 'kept-with-code'))
    while (w.kdf.runs === runs) await new Promise(setImmediate)
    await w.app.recovery.keep({ ref: next.ref })
    go()
    expect(await redeeming).toBe('OUTCOME_CHANGED')
    expect(await codeOf(() => w.app.recovery.check({ code: next.code }))).toBe('ok')
  })
})

describe('a reset', () => {
  it('leaves nothing half done when a step of it fails', async () => {
    const w = await withoutKeychain()
    const before = accountOf(w)
    const { ref } = await opened(w)
    const queue = w.outbox.queue
    w.outbox.queue = () => {
      throw new Error('power cut')
    }
    const redeem = () => w.app.link.redeemReset({ ref, password: better, expected: 'sealed' })
    await expect(redeem()).rejects.toThrow('power cut')
    w.outbox.queue = queue
    expect(accountOf(w)).toEqual(before)
    expect(w.sealedVaults.list(before.id)).toEqual([])
    expect(await codeOf(redeem)).toBe('ok')
  })

  it('of an account signed in ends its session before anything can be written to the old vault', async () => {
    const w = await withoutKeychain()
    const link = await w.resetLink()
    await w.signIn()
    await w.reset(link)
    expect(await codeOf(() => w.openVault.current())).toBe('NOT_SIGNED_IN')
    w.clock.pass(minute)
    await w.deliver()
    expect(w.app.session()).toBeNull()
  })
})

it('when this computer’s key fails, the reset says that the vault will be sealed', async () => {
  const w = await ready()
  const link = await w.resetLink()
  w.secrets.deviceKey = () => Promise.reject(new Error('the bus is gone'))
  expect((await w.paste(link)).outcome?.kind).toBe('sealed')
  expect(w.logged).toContain('device key')
})

it('the proof of an owner’s new vault is stored before the reset is answered', async () => {
  const w = world()
  await w.withMail()
  await w.confirmed()
  await w.signIn()
  await w.app.deviceKey.set({ keep: 'never', password: good })
  w.app.account.signOut()
  w.clock.pass(hour)
  const link = await w.resetLink()
  const proofs = () => {
    const db = new Database(join(w.folder, 'latchkey.sqlite'), { readonly: true })
    const found = db.prepare("SELECT * FROM setting WHERE key LIKE 'owner.proof/%'").all()
    db.close()
    return found
  }
  const before = proofs()
  expect(before).toHaveLength(1)
  const { rowMacKey } = w.secrets
  w.secrets.rowMacKey = async () => {
    await w.pause()
    return rowMacKey()
  }
  await w.reset(link)
  expect(proofs()).not.toEqual(before)
})
