/**
 * T2 of docs/threat-model.md: rows that decide who gets in are put back as they were, or forged. Their
 * row MAC shows it; what depends on them becomes invalid, and no one is locked out.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { MailFailure } from '../../src/main/domain/ports/mail.ts'
import { accountOf, byTitle, entriesOf, someEntries } from '../support/entries.ts'
import { ada, edited, mallory, outcomeOf, ready, third } from '../support/tampered.ts'
import { better, codeOf, day, good, hour, minute, restarted, type World, world } from '../world.ts'

type Rows = readonly Record<string, unknown>[]

/** The tables as they are now, so that `putBack` can write them over later rows. */
function rowsOf(w: World, ...tables: string[]): Record<string, Rows> {
  const found: Record<string, Rows> = {}
  edited(w, (db) => {
    for (const table of tables) found[table] = db.prepare(`SELECT * FROM ${table}`).all() as Rows
  }).close()
  return found
}

function putBack(db: Database.Database, tables: Record<string, Rows>): void {
  db.pragma('foreign_keys = OFF')
  for (const [table, rows] of Object.entries(tables)) {
    db.exec(`DELETE FROM ${table}`)
    for (const row of rows) {
      const columns = Object.keys(row)
      const names = columns.map((column) => `@${column}`).join(', ')
      db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${names})`).run(row)
    }
  }
}

/** A vault without a device wrap, so that the reset seals it and leaves the account empty. */
async function sealedByReset(): Promise<{
  before: World
  link: string
  rows: Record<string, Rows>
}> {
  const first = await ready()
  await first.signIn(ada)
  await first.app.deviceKey.set({ keep: 'never', password: good })
  first.app.account.signOut()
  const link = await first.resetLink(ada)
  const rows = rowsOf(first, 'account', 'link_request', 'row_seal')
  const before = restarted(first)
  await before.reset(link)
  before.clock.pass(60_000)
  return { before, link, rows }
}

describe('a used link', () => {
  it('works no more when its request and the generation are set back', async () => {
    const { before, link } = await sealedByReset()
    const w = edited(before, (db) => {
      db.exec("UPDATE link_request SET state = 'sent', tries = 0")
      db.exec('UPDATE account SET generation = 1')
    })
    expect(await codeOf(() => w.paste(link))).toBe('LINK_SUPERSEDED')
    expect(w.activity(ada)).not.toContain('password_changed')
  })

  it.each([
    ['whole rows', ['account', 'link_request']],
    ['whole rows and their seal', ['account', 'link_request', 'row_seal']],
  ] as const)('works no more when %s are put back', async (_, tables) => {
    const { before, link, rows } = await sealedByReset()
    const older = Object.fromEntries(tables.map((table) => [table, rows[table] ?? []]))
    const w = edited(before, (db) => {
      putBack(db, older)
      // A lower number would already be noticed at the start.
      db.exec('UPDATE row_seal SET commits = commits + 1000')
    })
    expect(await codeOf(() => w.paste(link))).toBe('LINK_SUPERSEDED')
  })

  it('works no more when what is remembered of them outside is taken away as well', async () => {
    const { before, link, rows } = await sealedByReset()
    const w = edited(before, (db) => {
      putBack(db, rows)
      for (const name of ['state-a.json', 'state-b.json']) {
        rmSync(join(before.folder, 'backups', name))
      }
    })
    expect(await codeOf(() => w.paste(link))).toBe('LINK_SUPERSEDED')
  })

  it('leaves a whole older file unused: it is known to be older than it should be', async () => {
    const { before, rows } = await sealedByReset()
    expect(() => edited(before, (db) => putBack(db, rows))).toThrow('DATABASE_CORRUPT')
  })

  it('works no more when they are put back while the app runs', async () => {
    const { before, link } = await sealedByReset()
    await before.signIn(ada, better)
    await codeOf(() => before.paste(link))
    const file = (await import('better-sqlite3')).default
    const db = new file(`${before.folder}/latchkey.sqlite`)
    db.exec("UPDATE link_request SET state = 'sent'; UPDATE account SET generation = 1")
    db.close()
    expect(await codeOf(() => before.paste(link))).toBe('LINK_SUPERSEDED')
  })

  it('is void as well where the seal was taken away', async () => {
    const { before, link } = await sealedByReset()
    const w = edited(before, (db) => {
      db.exec("UPDATE link_request SET state = 'sent'; UPDATE account SET generation = 1")
      db.exec('UPDATE row_seal SET sealed_at = NULL, mac = NULL')
    })
    expect(await codeOf(() => w.paste(link))).toBe('LINK_SUPERSEDED')
  })
})

describe('a generation that was lowered', () => {
  const lowered = (db: Database.Database) => db.exec('UPDATE account SET generation = 1')

  /** An account at its second generation. */
  async function changed() {
    const w = await ready()
    await w.signIn(ada)
    await w.app.account.changePassword({ current: good, next: better })
    w.app.account.signOut()
    return w
  }

  it('costs no entry: a reset by mail finds the right one and keeps them', async () => {
    const w = edited(await changed(), lowered)
    expect(await outcomeOf(w, await w.resetLink(ada))).toBe('kept')
    await w.reset(w.lastLink(), third)
    await w.signIn(ada, third)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(w.activity(ada)).toContain('account_altered')
    expect(accountOf(w).generation).toBe(3)
  })

  it('leaves a sealed vault that its right password reopens', async () => {
    const before = await changed()
    await before.signIn(ada, better)
    await before.app.deviceKey.set({ keep: 'never', password: better })
    before.app.account.signOut()
    const w = edited(before, lowered)
    await w.reset(await w.resetLink(ada), third)
    await w.signIn(ada, third)
    const [sealed] = await w.app.sealed.list(undefined)
    const by = { kind: 'password', password: better } as const
    await w.app.sealed.reopen({ id: sealed?.id ?? '', by })
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
  })

  it('leaves a sealed vault that this computer reopens after one more reset by mail', async () => {
    const before = await changed()
    const { keychain } = before
    const w = edited(before, lowered)
    keychain.missing = true
    const without = restarted(w)
    await without.withMail()
    await without.reset(await without.resetLink(ada), third)
    keychain.missing = false
    without.clock.pass(hour)
    const back = restarted(without)
    await back.withMail()
    await back.reset(await back.resetLink(ada), better)
    await back.signIn(ada, better)
    const [sealed] = await back.app.sealed.list(undefined)
    await back.app.sealed.reopen({ id: sealed?.id ?? '', by: { kind: 'device' } })
    expect(entriesOf(back)).toEqual(byTitle(someEntries))
  })
})

describe('tries of a code that are set back', () => {
  it('end the code', async () => {
    const before = await ready()
    await before.resetLink(ada)
    const code = before.lastCode()
    for (let n = 0; n < 4; n += 1) await codeOf(() => before.paste('00000-00000', ada))
    const w = edited(before, (db) => db.exec('UPDATE link_request SET tries = 0'))
    expect(await codeOf(() => w.paste(code, ada))).toBe('CODE_WRONG')
    w.clock.pass(hour)
    expect(await codeOf(async () => w.reset(await w.resetLink(ada)))).toBe('ok')
  })
})

describe('the owner’s role', () => {
  const taken = (db: Database.Database) => {
    db.exec("UPDATE account SET role = 'member'")
    db.prepare("UPDATE account SET role = 'owner' WHERE email_key = ?").run(mallory)
  }

  it('that someone gave themselves is no one’s until the owner signs in', async () => {
    const w = edited(await ready(), taken)
    await w.signIn(mallory, third)
    expect(w.app.session()?.role).toBe('member')
    expect(await codeOf(() => w.app.mail.settings())).toBe('FORBIDDEN')
    expect(await w.signIn(ada)).toMatchObject({ role: 'owner' })
    expect(await codeOf(() => w.app.mail.settings())).toBe('ok')
    await w.signIn(mallory, third)
    expect(await codeOf(() => w.app.mail.settings())).toBe('FORBIDDEN')
  })

  it.each([
    ['the record is taken away', 'UPDATE account SET account_record = NULL WHERE email_key = ?'],
    [
      'the account looks like one from before there were vaults',
      `UPDATE account SET account_record = NULL, device_wrap = NULL, recovery_wrap = NULL,
        vault_id = id WHERE email_key = ?`,
    ],
  ])('is not had by whoever says so in any other place, and %s', async (_, sql) => {
    const w = edited(await ready(), (db) => {
      db.prepare(sql).run(mallory)
      db.prepare(
        `INSERT INTO setting SELECT 'owner.unvouched', json_quote(id) FROM account
         WHERE email_key = ?`,
      ).run(mallory)
      taken(db)
    })
    await w.signIn(mallory, third)
    expect(w.app.session()?.role).toBe('member')
    w.app.account.signOut()
    expect(await w.signIn(ada)).toMatchObject({ role: 'owner' })
    expect(await w.signIn(mallory, third)).toMatchObject({ role: 'member' })
  })

  it('is not taken by a setting alone, while all rows are under seal', async () => {
    const w = edited(await ready(), (db) => {
      db.prepare('UPDATE account SET account_record = NULL WHERE email_key = ?').run(mallory)
      db.prepare(
        `INSERT INTO setting SELECT 'owner.unvouched', json_quote(id) FROM account
         WHERE email_key = ?`,
      ).run(mallory)
    })
    await w.signIn(mallory, third)
    expect(w.app.session()?.role).toBe('member')
    expect(await codeOf(() => w.app.mail.settings())).toBe('FORBIDDEN')
  })

  it('is not had by another password that was put into the owner’s row', async () => {
    const before = await ready()
    const { id, generation } = accountOf(before)
    const { kdf } = accountOf(before, mallory)
    const password = 'a password of my own here'
    const key = await before.kdf.derive(password, kdf)
    const context = { purpose: 'password-wrap', scope: [id, generation] } as const
    const wrap = before.cipher.encrypt(key, context, before.cipher.newKey())
    const w = edited(before, (db) =>
      db
        .prepare(
          `UPDATE account SET password_wrap = ?, kdf_salt = ?, vault_id = ?, account_record = NULL
           WHERE id = ?`,
        )
        .run(wrap, kdf.salt, 'v'.repeat(22), id),
    )
    await w.signIn(ada, password)
    expect(w.app.session()?.role).toBe('member')
    expect(await codeOf(() => w.app.mail.settings())).toBe('FORBIDDEN')
  })

  it('comes back to the owner with a keychain that was another one for a while', async () => {
    const first = await ready()
    first.keychain.mark = 9
    const other = restarted(first)
    await other.signIn(ada)
    other.keychain.mark = 1
    const back = restarted(other)
    expect(await back.signIn(ada)).toMatchObject({ role: 'owner' })
    expect(back.activity(ada)).toContain('links_ended')
  })

  it('goes to the oldest account when the owner’s is deleted, and stays there', async () => {
    const before = await ready()
    await before.signIn(ada)
    await before.app.account.delete({ password: good })
    const w = restarted(before)
    expect(await w.signIn(mallory, third)).toMatchObject({ role: 'owner' })
    const later = edited(w, (db) => db.exec("UPDATE account SET role = 'member'"))
    expect(await later.signIn(mallory, third)).toMatchObject({ role: 'owner' })
  })

  it('stays the owner’s without a keychain, and where the keychain was lost', async () => {
    const before = await ready()
    before.keychain.mark = 9
    const lost = restarted(before)
    expect(await lost.signIn(ada)).toMatchObject({ role: 'owner' })
    lost.keychain.missing = true
    expect(await restarted(lost).signIn(ada)).toMatchObject({ role: 'owner' })
  })
})

describe('a row put into the queue of mails', () => {
  const insert = (
    db: Database.Database,
    { kind, email, facts = {} }: { kind: string; email: string; facts?: object },
  ) =>
    db
      .prepare(
        `INSERT INTO outbox (kind, account_id, email, facts, dedupe_key, message_id, created_at, next_at)
         SELECT ?, id, ?, ?, ?, '<x@y>', 1, 1 FROM account WHERE email_key = ?`,
      )
      .run(kind, email, JSON.stringify(facts), `${kind}:${email}`, ada)

  async function sentBy(w: World) {
    w.app.hurryMail()
    await w.deliver()
    return w.sender.sent.map(({ to }) => to)
  }

  it.each(['email-changed', 'password-changed', 'change-email', 'confirm', 'already-registered'])(
    'as %s mails no one with an address or words of someone’s own',
    async (kind) => {
      const facts = { maskedNewEmail: 'call +1 555 0100', byReset: true }
      const w = edited(await ready(), (db) =>
        insert(db, { kind, email: 'victim@evil.example', facts }),
      )
      expect(await sentBy(w)).toEqual([])
    },
  )

  it('says nothing of its own to the account’s own address either', async () => {
    const facts = { maskedNewEmail: 'call +1 555 0100' }
    const w = edited(await ready(), (db) =>
      insert(db, { kind: 'email-changed', email: ada, facts }),
    )
    expect(await sentBy(w)).toEqual([])
  })

  it('does not keep ours from going out, nor those that waited while the keychain was away', async () => {
    const before = await ready()
    before.sender.failure = new Error('offline')
    await before.signIn(ada)
    await before.app.account.changePassword({ current: good, next: better })
    await before.deliver()
    const w = restarted(before)
    expect(await sentBy(w)).toEqual([ada])
  })
})

describe('where no keychain vouches for anything', () => {
  it('nothing is refused: links, codes and addresses that wait go on', async () => {
    const w = world()
    w.keychain.missing = true
    await w.withMail({ keepUnprotected: true })
    await w.confirmed(ada)
    w.clock.pass(hour)
    const link = await w.resetLink(ada)
    const again = restarted(w)
    expect(await codeOf(() => again.reset(link))).toBe('ok')
  })

  it('and one that comes is taken into use at once', async () => {
    const w = world()
    w.keychain.missing = true
    await w.withMail()
    await w.confirmed(ada)
    w.keychain.missing = false
    const again = restarted(w)
    await again.withMail()
    again.clock.pass(hour)
    const link = await again.resetLink(ada)
    expect(again.activity(ada)).not.toContain('links_ended')
    expect(await codeOf(() => again.reset(link))).toBe('ok')
  })

  it('what waits to be sent goes out once one comes', async () => {
    const w = world()
    w.keychain.missing = true
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    await w.app.account.changeEmail({ email: 'ada@new.example', password: good })
    await w.deliver()
    w.sender.unreachable = new MailFailure('MAIL_TIMEOUT', true)
    await w.app.link.confirm(await w.paste(w.lastLink()))
    await w.deliver()
    expect(w.outboxRows.count()).toBe(1)
    const again = restarted(w)
    again.keychain.missing = false
    await again.withMail()
    again.app.hurryMail()
    await again.deliver()
    const sent = again.sender.sent.map(({ to, content }) => [to, content.kind])
    expect(sent).toEqual([[ada, 'email-changed']])
  })
})

describe('an honest run', () => {
  it('is never taken for a changed file, over restarts and whatever its person does', async () => {
    let w = await ready()
    const steps: ((w: World) => Promise<unknown>)[] = [
      (one) => one.resetLink(ada),
      (one) => codeOf(() => one.paste('00000-00000', ada)),
      (one) => one.reset(one.lastLink()),
      async (one) => {
        await one.signIn(ada, better)
        await one.app.account.changeEmail({ email: 'ada@new.example', password: better })
      },
      async (one) => one.app.reset.cancel({ email: ada }),
      async (one) => {
        await one.signIn(mallory, third)
        await one.app.account.delete({ password: third })
      },
      (one) => one.create('grace@example.com', 'quiet amber rivers fold'),
    ]
    for (const step of steps) {
      w.clock.pass(2 * minute)
      await step(w)
      await w.deliver()
      const sent = w.sender.sent
      w = restarted(w)
      w.sender.sent.push(...sent)
      expect(await w.tamperCheck()).toBe('vouched')
    }
    w.clock.pass(31 * day)
    w = restarted(w)
    expect(await w.tamperCheck()).toBe('vouched')
  })

  it('in which rows changed before the keychain was asked is vouched for, too', async () => {
    const before = await ready()
    await before.resetLink(ada)
    const w = restarted(before)
    w.requests.supersedeAll(null)
    w.transaction(() => w.requests.supersedeAll(null))
    expect(await w.tamperCheck()).toBe('vouched')
  })

  it('that undoes a transaction leaves the seal as it was', async () => {
    const w = await ready()
    await w.resetLink(ada)
    const undone = () =>
      w.transaction(() => {
        w.requests.supersedeAll(null)
        throw new Error('undone')
      })
    expect(undone).toThrow('undone')
    w.activities.add(null, 'locked', 1)
    expect(await restarted(w).tamperCheck()).toBe('vouched')
  })
})
