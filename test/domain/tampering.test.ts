/**
 * T2 of docs/threat-model.md: someone can read and edit the data folder, but has neither this computer's
 * keychain nor a password. Each test edits the real file with plain SQL.
 */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { tamperCheck } from '../../src/main/domain/crypto/tamper-check.ts'
import { DomainFailure } from '../../src/main/domain/failure.ts'
import { accountOf, byTitle, entriesOf, keepCode, someEntries } from '../support/entries.ts'
import { ada, edited, mallory, outcomeOf, ready } from '../support/tampered.ts'
import { better, codeOf, good, hour } from '../world.ts'

const swapAddress = (db: Database.Database, to = mallory) => {
  db.prepare('DELETE FROM account WHERE email_key = ?').run(to)
  db.prepare('UPDATE account SET email = ?, email_key = ? WHERE email_key = ?').run(to, to, ada)
}
const putAddressBack = (db: Database.Database) =>
  db
    .prepare('UPDATE account SET email = ?, email_key = ? WHERE email_key = ?')
    .run(ada, ada, mallory)

describe('an address swapped in the database', () => {
  it('has a reset mailed there, which opens nothing: the vault stays sealed', async () => {
    const w = edited(await ready(), swapAddress)
    const { ref, outcome } = await w.paste(await w.resetLink(mallory))
    expect(w.sender.sent.at(-1)?.to).toBe(mallory)
    expect(outcome).toMatchObject({ kind: 'sealed', entries: 3 })
    await w.app.link.redeemReset({ ref, password: better, expected: 'sealed' })
    await w.signIn(mallory, better)
    expect(entriesOf(w)).toEqual([])
    const [sealed] = await w.app.sealed.list(undefined)
    expect(sealed).toMatchObject({ hasDevice: false })
    for (const by of [{ kind: 'device' }, { kind: 'password', password: better }] as const) {
      const reopen = () => w.app.sealed.reopen({ id: sealed?.id ?? '', by })
      expect(await codeOf(reopen)).toBe('WAY_IN_WRONG')
    }
  })

  it('for the moment of the mail only, makes no link good', async () => {
    const asked = edited(await ready(), swapAddress)
    const link = await asked.resetLink(mallory)
    const w = edited(asked, (db) => {
      putAddressBack(db)
      db.prepare('UPDATE link_request SET email_key = ?').run(ada)
    })
    expect(await codeOf(() => w.paste(link))).toBe('LINK_SUPERSEDED')
  })

  it('is told to its person, who keeps every entry, and gets no device wrap', async () => {
    const w = edited(await ready(), swapAddress)
    const before = accountOf(w, mallory).deviceWrap
    await w.signIn(mallory, good)
    expect(w.app.account.home().altered).toBe(true)
    expect(w.activity(mallory)).toContain('account_altered')
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(accountOf(w, mallory).deviceWrap).toEqual(before)
    expect(await w.app.deviceKey.view(undefined)).toMatchObject({ ready: false })
    w.clock.pass(hour)
    expect(await outcomeOf(w, await w.resetLink(mallory))).toBe('sealed')
  })

  it('makes nothing worse, whatever its person does next', async () => {
    const w = edited(await ready(), swapAddress)
    await w.signIn(mallory, good)
    const set = () => w.app.deviceKey.set({ keep: 'always', password: good })
    expect(await codeOf(set)).toBe('ACCOUNT_ALTERED')
    expect(await codeOf(() => w.app.account.sendConfirmation())).toBe('ACCOUNT_ALTERED')
    const code = await keepCode(w, good)
    const mails = w.sender.sent.length
    await w.app.account.changePassword({ current: good, next: better })
    await w.deliver()
    expect(w.sender.sent).toHaveLength(mails)
    expect(accountOf(w, mallory).deviceWrap).toBeNull()
    const { ref } = await w.app.recovery.begin({ email: mallory, code })
    await w.app.link.redeemReset({ ref, password: good, expected: 'kept-with-code' })
    await w.deliver()
    expect(w.sender.sent).toHaveLength(mails)
    expect(accountOf(w, mallory).deviceWrap).toBeNull()
    await w.signIn(mallory, good)
    expect(w.app.account.home().altered).toBe(true)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
  })

  it('is put right at once by its person, with password and address, without any mail', async () => {
    const w = edited(await ready(), swapAddress)
    await w.signIn(mallory, good)
    const put = (password: string) =>
      codeOf(() => w.app.account.changeEmail({ email: ada, password }))
    expect(await put(better)).toBe('WRONG_PASSWORD')
    expect(await put(good)).toBe('ok')
    expect(w.app.account.home()).toMatchObject({ email: ada, altered: false, confirmed: false })
    expect(await w.app.deviceKey.view(undefined)).toMatchObject({ ready: true })
    w.app.account.signOut()
    await w.signIn(ada)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(w.activity(ada).filter((kind) => kind === 'account_altered')).toHaveLength(1)
  })

  it('is put right by proving a third one, too', async () => {
    const w = edited(await ready(), swapAddress)
    await w.signIn(mallory, good)
    await w.app.account.changeEmail({ email: 'ada@new.example', password: good })
    expect(w.app.account.home().altered).toBe(true)
    await w.deliver()
    await w.app.link.confirm(await w.paste(w.lastLink()))
    expect(w.app.account.home()).toMatchObject({ email: 'ada@new.example', altered: false })
    w.clock.pass(hour)
    expect(await outcomeOf(w, await w.resetLink('ada@new.example'))).toBe('kept')
  })

  it('in one of its two columns is found out as well, and gets no mail', async () => {
    const w = edited(await ready(), (db) =>
      db.prepare('UPDATE account SET email = ? WHERE email_key = ?').run('m@evil.example', ada),
    )
    await expect(w.resetLink(ada)).rejects.toThrow('no mail was sent')
    await w.signIn(ada)
    expect(w.app.account.home().altered).toBe(true)
    await w.app.account.changeEmail({ email: ada, password: good })
    expect(w.app.account.home()).toMatchObject({ email: ada, altered: false })
  })

  it('in the column that it is looked up by is found out, and gets no mail', async () => {
    const w = edited(await ready(), (db) => {
      db.prepare('DELETE FROM account WHERE email_key = ?').run(mallory)
      db.prepare('UPDATE account SET email_key = ? WHERE email_key = ?').run(mallory, ada)
    })
    await expect(w.resetLink(mallory)).rejects.toThrow('no mail was sent')
    await w.signIn(mallory, good)
    expect(w.app.account.home().altered).toBe(true)
    await w.app.account.changeEmail({ email: ada, password: good })
    expect(w.app.account.home().altered).toBe(false)
    expect(await codeOf(() => w.signIn(ada))).toBe('ok')
  })

  it('as the one that waits is gone after a reset that proves the other', async () => {
    const w = edited(await ready(), (db) =>
      db
        .prepare('UPDATE account SET pending_email = ? WHERE email_key = ?')
        .run('m@evil.example', ada),
    )
    await w.reset(await w.resetLink(ada))
    await w.signIn(ada, better)
    expect(w.app.account.home()).toMatchObject({ pendingEmail: null, altered: false })
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
  })

  it('as the one that waits to be proven gets no mail, and is gone', async () => {
    const w = await ready()
    await w.signIn(ada)
    await w.app.account.changeEmail({ email: 'ada@new.example', password: good })
    w.app.account.signOut()
    const evil = 'm@evil.example'
    const again = edited(w, (db) => {
      db.prepare('UPDATE account SET pending_email = ? WHERE email_key = ?').run(evil, ada)
      db.prepare("UPDATE outbox SET email = ? WHERE kind = 'change-email'").run(evil)
    })
    again.app.hurryMail()
    await again.deliver()
    expect(again.sender.sent).toEqual([])
    await again.signIn(ada)
    expect(again.app.account.home()).toMatchObject({ pendingEmail: null, altered: false })
    expect(again.activity(ada)).toContain('links_ended')
    expect(entriesOf(again)).toEqual(byTitle(someEntries))
  })

  it('as the one that waits is gone at the next sign-in, which says so', async () => {
    const w = edited(await ready(), (db) =>
      db
        .prepare('UPDATE account SET pending_email = ? WHERE email_key = ?')
        .run('m@evil.example', ada),
    )
    await w.signIn(ada)
    expect(w.app.account.home()).toMatchObject({ pendingEmail: null, altered: false })
    expect(accountOf(w).pendingDeviceWrap).toBeNull()
    expect(w.activity(ada)).toContain('links_ended')
  })

  it('in a mail that waits sends nothing there: who it is for is looked up', async () => {
    const w = await ready()
    w.sender.failure = new Error('offline')
    w.app.reset.ask({ email: ada })
    await w.deliver()
    const again = edited(w, (db) => db.prepare('UPDATE outbox SET email = ?').run('m@evil.example'))
    again.app.hurryMail()
    await again.deliver()
    expect(again.sender.sent).toEqual([])
  })
})

describe('the record under the vault key', () => {
  it('taken away is missed: the account counts as altered, its entries are there', async () => {
    const w = edited(await ready(), (db) => db.exec('UPDATE account SET account_record = NULL'))
    await w.signIn(ada)
    expect(w.app.account.home().altered).toBe(true)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(await codeOf(() => w.app.account.changeEmail({ email: ada, password: good }))).toBe('ok')
    expect(w.app.account.home().altered).toBe(false)
  })

  it('of another account does not open', async () => {
    const w = edited(await ready(), (db) =>
      db.exec(`UPDATE account SET account_record =
        (SELECT account_record FROM account WHERE email_key = '${mallory}')`),
    )
    await w.signIn(ada)
    expect(w.app.account.home().altered).toBe(true)
  })
})

it('a seal whose key cannot be had for a fault is logged, and a locked keyring is none', async () => {
  const w = await ready()
  const changed = { ...w.rowMac, intact: () => false }
  const check = (error: Error) => {
    const secrets = { rowMacKey: () => Promise.reject(error) }
    return tamperCheck({ ...w, activity: {} as never, rowMac: changed, secrets })()
  }
  w.logged.length = 0
  expect(await check(new DomainFailure('KEYCHAIN_LOCKED'))).toBe('unknown')
  expect(w.logged).toEqual([])
  expect(await check(new Error('a fault'))).toBe('unknown')
  expect(w.logged).toEqual(['row seal'])
})

it('a harmless change by another program is checked once, and not at every use', async () => {
  const w = await ready()
  const other = new Database(join(w.folder, 'latchkey.sqlite'))
  other.exec("UPDATE account SET language = 'de' WHERE role = 'member'")
  other.close()
  expect(w.rowMac.intact()).toBe(false)
  expect(await w.tamperCheck()).toBe('vouched')
  expect(w.rowMac.intact()).toBe(true)
})
