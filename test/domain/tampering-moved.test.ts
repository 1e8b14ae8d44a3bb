/** T2 of docs/threat-model.md: wraps and entries are moved to other rows, or former ones put back. */

import { describe, expect, it } from 'vitest'
import { defaultLockSettings } from '../../src/main/domain/lock/settings.ts'
import { accountOf, byTitle, entriesOf, keepCode, someEntries } from '../support/entries.ts'
import { ada, edited, mallory, outcomeOf, ready, third } from '../support/tampered.ts'
import { better, codeOf, good, hour, minute } from '../world.ts'

describe('a wrap moved', () => {
  const columns = ['password_wrap', 'device_wrap', 'recovery_wrap'] as const

  it.each(columns)('%s of another account opens nothing here', async (column) => {
    const before = await ready()
    await before.signIn(mallory, third)
    const code = await keepCode(before, third)
    await before.signIn(ada)
    await keepCode(before, good)
    before.app.account.signOut()
    const more = column === 'password_wrap' ? ', kdf_salt = m.kdf_salt' : ''
    const w = edited(before, (db) =>
      db.exec(`UPDATE account SET ${column} = m.${column}${more}
        FROM (SELECT * FROM account WHERE email_key = '${mallory}') AS m
        WHERE account.email_key = '${ada}'`),
    )
    const begin = () => w.app.recovery.begin({ email: ada, code })
    if (column === 'password_wrap') {
      expect(await codeOf(() => w.signIn(ada, third))).toBe('SIGN_IN_FAILED')
      expect(await codeOf(() => w.signIn(ada, good))).toBe('SIGN_IN_FAILED')
    }
    if (column === 'device_wrap') expect(await outcomeOf(w, await w.resetLink(ada))).toBe('sealed')
    if (column === 'recovery_wrap') expect(await codeOf(begin)).toBe('RECOVERY_FAILED')
  })

  it('with the whole row of another account to one’s own opens nothing either', async () => {
    const w = edited(await ready(), (db) =>
      db.exec(`UPDATE account SET (password_wrap, kdf_salt, device_wrap, vault_id, account_record) =
        (SELECT password_wrap, kdf_salt, device_wrap, vault_id, account_record FROM account
         WHERE email_key = '${ada}') WHERE email_key = '${mallory}'`),
    )
    expect(await codeOf(() => w.signIn(mallory, third))).toBe('SIGN_IN_FAILED')
    const { ref, outcome } = await w.paste(await w.resetLink(mallory))
    expect(outcome?.kind).toBe('sealed')
    await w.app.link.redeemReset({ ref, password: third, expected: 'sealed' })
    await w.signIn(mallory, third)
    expect(entriesOf(w)).toEqual([])
  })

  it('among the sealed vaults of an account that one has a password of opens nothing', async () => {
    // Mallory puts a wrap of her own into Ada's row, and makes Ada's vault a sealed vault of that account.
    const w = await ready()
    const own = w.wraps.fresh()
    const victim = accountOf(w)
    const key = w.cipher.newKey()
    const wrap = await w.wraps.make({ id: victim.id, generation: 2 }, third, own, key)
    const again = edited(w, (db) => {
      db.prepare(`INSERT INTO sealed_vault SELECT vault_id, id, 1, email, generation,
        password_changed_at, kdf_memory, kdf_passes, kdf_lanes, kdf_salt, password_wrap,
        recovery_wrap, device_wrap FROM account WHERE id = ?`).run(victim.id)
      db.prepare(`UPDATE account SET vault_id = 'mine', generation = 2, kdf_salt = ?,
        password_wrap = ?, account_record = NULL WHERE id = ?`).run(own.salt, wrap, victim.id)
    })
    await again.signIn(ada, third)
    const [sealed] = await again.app.sealed.list(undefined)
    expect(sealed).toMatchObject({ entries: 3, hasDevice: false })
    const reopen = () => again.app.sealed.reopen({ id: sealed?.id ?? '', by: { kind: 'device' } })
    expect(await codeOf(reopen)).toBe('WAY_IN_WRONG')
    // After Ada's own reset, she gets it back.
    again.clock.pass(hour)
    await again.reset(await again.resetLink(ada), better)
    await again.signIn(ada, better)
    expect(await reopen()).toMatchObject({ added: 3 })
    expect(entriesOf(again)).toEqual(byTitle(someEntries))
  })
})

describe('an entry moved', () => {
  it('to another account, another id, or back to an older revision opens as nothing', async () => {
    const before = await ready()
    const w = edited(before, (db) => {
      db.exec(`INSERT INTO vault_entry SELECT
        (SELECT vault_id FROM account WHERE email_key = '${mallory}'), id,
        (SELECT id FROM account WHERE email_key = '${mallory}'), revision, content, secret
        FROM vault_entry`)
    })
    await w.signIn(mallory, third)
    await w.openVault.current().checked()
    expect(entriesOf(w)).toEqual([])
    expect(w.openVault.current().damaged()).toBe(3)
    const again = edited(w, (db) => {
      db.exec("UPDATE vault_entry SET id = iif(id LIKE 'x%', 'y', 'x') || substr(id, 2)")
    })
    await again.signIn(ada)
    await again.openVault.current().checked()
    expect(entriesOf(again)).toEqual([])
    expect(again.openVault.current().damaged()).toBe(3)
  })

  it.each(['content', 'secret'] as const)(
    'back to what its %s was before the last change opens as nothing',
    async (part) => {
      const before = await ready()
      await before.signIn(ada)
      const vault = before.openVault.current()
      const [first] = vault.entries()
      if (first === undefined) throw new Error('no entries')
      const { id, entry } = first
      const old = before.vaultRows.row(vault.scope.vaultId, id)
      vault.put([{ id, entry: { ...entry, secret: { ...entry.secret, password: 'newer' } } }])
      const w = edited(before, (db) =>
        db.prepare(`UPDATE vault_entry SET ${part} = ? WHERE id = ?`).run(old?.[part], id),
      )
      await w.signIn(ada)
      await w.openVault.current().checked()
      expect(w.openVault.current().damaged()).toBe(1)
      expect(entriesOf(w)).toHaveLength(2)
    },
  )

  it('half of one entry to another opens as nothing', async () => {
    const w = edited(await ready(), (db) => {
      const [one, other] = db.prepare('SELECT id, secret FROM vault_entry ORDER BY id').all() as {
        id: string
        secret: Buffer
      }[]
      db.prepare('UPDATE vault_entry SET secret = ? WHERE id = ?').run(other?.secret, one?.id)
    })
    await w.signIn(ada)
    expect(entriesOf(w)).toHaveLength(2)
    expect(w.openVault.current().damaged()).toBe(1)
  })
})

describe('rolled back', () => {
  it('a used request makes no link good again', async () => {
    const before = await ready()
    const link = await before.resetLink(ada)
    await before.reset(link)
    const w = edited(before, (db) => db.exec("UPDATE link_request SET state = 'sent'"))
    expect(await codeOf(() => w.paste(link))).toBe('LINK_SUPERSEDED')
  })

  it('the generation opens nothing: neither the old password nor the new one, nor a link', async () => {
    const before = await ready()
    const link = await before.resetLink(ada)
    await before.reset(link)
    const w = edited(before, (db) => {
      db.exec('UPDATE account SET generation = 1')
      db.exec("UPDATE link_request SET state = 'sent'")
    })
    expect(await codeOf(() => w.signIn(ada, good))).toBe('SIGN_IN_FAILED')
    expect(await codeOf(() => w.signIn(ada, better))).toBe('SIGN_IN_FAILED')
    expect(await codeOf(() => w.paste(link))).toBe('LINK_SUPERSEDED')
  })

  it('the wrap of an old password with its generation is refused with a clear code', async () => {
    const before = await ready()
    const old = accountOf(before)
    await before.reset(await before.resetLink(ada))
    const w = edited(before, (db) =>
      db
        .prepare('UPDATE account SET generation = ?, password_wrap = ?, kdf_salt = ? WHERE id = ?')
        .run(old.generation, old.passwordWrap, old.kdf.salt, old.id),
    )
    expect(await codeOf(() => w.signIn(ada, good))).toBe('ACCOUNT_ALTERED')
    expect(w.app.session()).toBeNull()
    expect(w.activity(ada)).toContain('account_altered')
  })

  it('the generation is not used twice, when the recovery code then gets its person back in', async () => {
    const before = await ready()
    const old = accountOf(before)
    await before.signIn(ada)
    const code = await keepCode(before, good)
    await before.app.account.changePassword({ current: good, next: better })
    const w = edited(before, (db) =>
      db
        .prepare('UPDATE account SET generation = ?, password_wrap = ?, kdf_salt = ? WHERE id = ?')
        .run(old.generation, old.passwordWrap, old.kdf.salt, old.id),
    )
    expect(await codeOf(() => w.signIn(ada, good))).toBe('ACCOUNT_ALTERED')
    const { ref } = await w.app.recovery.begin({ email: ada, code })
    await w.app.link.redeemReset({ ref, password: third, expected: 'kept-with-code' })
    expect(accountOf(w).generation).toBe(old.generation + 2)
    await w.signIn(ada, third)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(w.app.account.home().altered).toBe(false)
  })

  it('a counter of tries gains nothing that a copy of the file would not give', async () => {
    const before = await ready()
    for (let i = 0; i < 5; i += 1) await codeOf(() => before.signIn(ada, better))
    const w = edited(before, (db) => db.exec('DELETE FROM rate_limit'))
    expect(await codeOf(() => w.signIn(ada, better))).toBe('SIGN_IN_FAILED')
    expect(await codeOf(() => w.signIn(ada, good))).toBe('ok')
  })

  it('a later end of a link in the database lengthens nothing: the link is void', async () => {
    const before = await ready()
    const link = await before.resetLink(ada)
    const w = edited(before, (db) => db.exec('UPDATE link_request SET expires_at = expires_at * 2'))
    w.clock.pass(30 * minute)
    expect(await codeOf(() => w.paste(link))).toBe('LINK_SUPERSEDED')
  })

  it('a choice of no key here holds, even when the wrap of before is put back', async () => {
    const before = await ready()
    const { deviceWrap, id } = accountOf(before)
    await before.signIn(ada)
    await before.app.deviceKey.set({ keep: 'never', password: good })
    before.app.account.signOut()
    const w = edited(before, (db) =>
      db.prepare('UPDATE account SET device_wrap = ? WHERE id = ?').run(deviceWrap, id),
    )
    expect(await outcomeOf(w, await w.resetLink(ada))).toBe('sealed')
  })

  it('a choice of no key here holds, even when wrap and record of before are put back', async () => {
    const before = await ready()
    const { deviceWrap, accountRecord, id } = accountOf(before)
    await before.signIn(ada)
    await before.app.deviceKey.set({ keep: 'never', password: good })
    before.app.account.signOut()
    const w = edited(before, (db) =>
      db
        .prepare('UPDATE account SET device_wrap = ?, account_record = ? WHERE id = ?')
        .run(deviceWrap, accountRecord, id),
    )
    expect(await outcomeOf(w, await w.resetLink(ada))).toBe('sealed')
    await w.signIn(ada)
    expect(w.activity(ada)).toContain('account_altered')
    expect(await w.app.deviceKey.view(undefined)).toMatchObject({ keep: 'never', ready: false })
    expect(accountOf(w).deviceWrap).toBeNull()
    // From then on everything is in order, and the person may choose again.
    await w.app.deviceKey.set({ keep: 'when-protected', password: good })
    w.app.account.signOut()
    w.clock.pass(hour)
    expect(await outcomeOf(w, await w.resetLink(ada))).toBe('kept')
  })

  it('a choice of no key here holds, even when the wrap is put back and the records are gone', async () => {
    const before = await ready()
    const { deviceWrap, id, vaultId } = accountOf(before)
    await before.signIn(ada)
    await before.app.deviceKey.set({ keep: 'never', password: good })
    before.app.account.signOut()
    const w = edited(before, (db) => {
      db.prepare('UPDATE account SET device_wrap = ?, account_record = NULL WHERE id = ?').run(
        deviceWrap,
        id,
      )
      db.prepare("DELETE FROM vault_record WHERE vault_id = ? AND name = 'account'").run(vaultId)
    })
    expect(await outcomeOf(w, await w.resetLink(ada))).toBe('sealed')
  })

  it.each([
    ['alone', 'recovery_wrap = @wrap'],
    ['with the record of then', 'recovery_wrap = @wrap, account_record = @record'],
  ])('the wrap of a code that was replaced opens nothing, put back %s', async (_, columns) => {
    const before = await ready()
    await before.signIn(ada)
    const old = await keepCode(before, good)
    const { recovery, accountRecord: record, id } = accountOf(before)
    const code = await keepCode(before, good)
    before.app.account.signOut()
    const w = edited(before, (db) => {
      const values = { wrap: recovery?.wrap, record, id }
      db.prepare(`UPDATE account SET ${columns} WHERE id = @id`).run(values)
    })
    const begin = (typed: string) => codeOf(() => w.app.recovery.begin({ email: ada, code: typed }))
    expect(await begin(old)).toBe('RECOVERY_FAILED')
    await w.signIn(ada)
    expect(w.activity(ada)).toContain('account_altered')
    expect((await w.app.vault.overview(undefined)).recovery).toBe('altered')
    expect(await codeOf(() => w.app.recovery.check({ code: old }))).toBe('RECOVERY_WRONG')
    expect(await begin(code)).toBe('RECOVERY_FAILED')
    // A new code is valid again.
    const next = await keepCode(w, good)
    expect((await w.app.vault.overview(undefined)).recovery).toBeNull()
    expect(await begin(next)).toBe('ok')
  })

  it('the wrap of a code that was replaced opens nothing, put back, when settings are saved over it', async () => {
    const before = await ready()
    await before.signIn(ada)
    const old = await keepCode(before, good)
    const { recovery, accountRecord: record, id } = accountOf(before)
    await keepCode(before, good)
    before.app.account.signOut()
    // With a foreign pending address, so that signing in leaves the rest for the person to decide.
    const w = edited(before, (db) =>
      db
        .prepare(
          'UPDATE account SET recovery_wrap = @wrap, account_record = @record, pending_email = @foreign WHERE id = @id',
        )
        .run({ wrap: recovery?.wrap, record, foreign: 'eve@example.com', id }),
    )
    await w.signIn(ada)
    await w.app.lock.save({ ...defaultLockSettings, idleMinutes: 10 })
    const begin = (typed: string) => codeOf(() => w.app.recovery.begin({ email: ada, code: typed }))
    expect(await begin(old)).toBe('RECOVERY_FAILED')
    expect((await w.app.vault.overview(undefined)).recovery).toBe('altered')
  })

  it('the wrap of a code that was replaced opens nothing, put back without any record', async () => {
    const before = await ready()
    await before.signIn(ada)
    const old = await keepCode(before, good)
    const { recovery, id } = accountOf(before)
    await keepCode(before, good)
    before.app.account.signOut()
    const w = edited(before, (db) =>
      db
        .prepare('UPDATE account SET recovery_wrap = ?, account_record = NULL WHERE id = ?')
        .run(recovery?.wrap, id),
    )
    const begin = (typed: string) => codeOf(() => w.app.recovery.begin({ email: ada, code: typed }))
    expect(await begin(old)).toBe('RECOVERY_FAILED')
    await w.signIn(ada)
    expect(await codeOf(() => w.app.recovery.make({ password: good }))).toBe('ACCOUNT_ALTERED')
    // Once the person has set their address, that code still doesn't work, and a new one does.
    await w.app.account.changeEmail({ email: ada, password: good })
    await w.signIn(ada)
    expect(await begin(old)).toBe('RECOVERY_FAILED')
    expect(await begin(await keepCode(w, good))).toBe('ok')
  })
})
