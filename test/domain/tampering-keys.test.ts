/** T2 of docs/threat-model.md: keys are put into the data folder, or taken to another one. */
import type Database from 'better-sqlite3'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import type { RequestId } from '../../src/main/domain/ids.ts'
import { accountOf, byTitle, entriesOf, login, someEntries } from '../support/entries.ts'
import { ada, edited, outcomeOf, ready } from '../support/tampered.ts'
import { codeOf, hour, restarted, type World, world } from '../world.ts'

describe('a signing key', () => {
  /** A link as the app would sign it, but signed with a key of the attacker's. */
  async function forge(w: World, kid: string, key: Uint8Array) {
    const account = accountOf(w)
    const { linkAddress } = await import('../../src/main/domain/links/parse.ts')
    const seconds = Math.floor(w.clock.time / 1000)
    const token = await new SignJWT({
      gen: account.generation,
      adr: linkAddress(w.cipher, account.email),
    })
      .setProtectedHeader({ alg: 'HS256', typ: 'latchkey-reset+jwt', kid })
      .setIssuer('install')
      .setAudience('reset')
      .setSubject(account.id)
      .setJti('f'.repeat(22))
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 1800)
      .sign(key)
    return `latchkey://reset?t=${token}`
  }
  const insertRequest = (db: Database.Database) =>
    db.exec(`INSERT INTO link_request SELECT '${'f'.repeat(22)}', id, 'reset', email_key, generation,
      'sent', 1, 9999999999999, 0 FROM account WHERE email_key = '${ada}'`)

  it('with which the app itself signs would be believed: the forgery below is a good one', async () => {
    const w = await ready()
    const { id: accountId, emailKey, generation } = accountOf(w)
    w.requests.insert({
      id: 'f'.repeat(22) as RequestId,
      accountId,
      purpose: 'reset',
      emailKey,
      generation,
      state: 'sent',
      createdAt: 1,
      expiresAt: w.clock.time + hour,
      attempts: 0,
    })
    const { kid, key } = await w.keys.current()
    expect(await outcomeOf(w, await forge(w, kid, key))).toBe('kept')
  })

  it('of the app’s own makes no link of a request that someone put into the file', async () => {
    const w = edited(await ready(), insertRequest)
    const { kid, key } = await w.keys.current()
    expect(await codeOf(async () => w.paste(await forge(w, kid, key)))).toBe('LINK_SUPERSEDED')
  })

  it.each(['protected', 'unprotected', 'session'])(
    'put there and marked as %s signs nothing',
    async (protection) => {
      const before = await ready()
      const kid = 'k'.repeat(22)
      const key = new Uint8Array(32).fill(1)
      const w = edited(before, (db) => {
        insertRequest(db)
        db.prepare('INSERT INTO signing_key VALUES (?, ?)').run(kid, before.clock.time + 1)
        db.prepare('INSERT INTO secret VALUES (?, ?, ?)').run(`signing-key/${kid}`, protection, key)
      })
      expect(await codeOf(async () => w.paste(await forge(w, kid, key)))).toBe('LINK_KEY_LOST')
      expect(await outcomeOf(w, await w.resetLink(ada))).toBe('kept')
    },
  )

  it('with a root of the attacker’s own that lies in the open signs nothing, agreed or not', async () => {
    const before = await ready()
    const kid = 'k'.repeat(22)
    const key = new Uint8Array(32).fill(1)
    const root = before.cipher.newKey()
    const name = `signing-key/${kid}`
    const sealed = before.cipher.encrypt(root, { purpose: 'secret', scope: [name] }, key)
    const w = edited(before, (db) => {
      insertRequest(db)
      db.prepare('INSERT INTO signing_key VALUES (?, ?)').run(kid, before.clock.time + 1)
      db.prepare('INSERT INTO secret VALUES (?, ?, ?)').run(name, 'unprotected', sealed)
      db.prepare('INSERT INTO secret VALUES (?, ?, ?)').run('root/unprotected', 'unprotected', root)
      db.exec("INSERT OR REPLACE INTO setting VALUES ('secrets.keep-unprotected', 'true')")
    })
    expect(await codeOf(async () => w.paste(await forge(w, kid, key)))).toBe('LINK_KEY_LOST')
  })

  it('swapped with another secret opens as neither', async () => {
    const before = await ready()
    const { kid } = await before.keys.current()
    const w = edited(before, (db) =>
      db.exec(`UPDATE secret SET value = (SELECT value FROM secret WHERE name = 'signing-key/${kid}')
        WHERE name = 'mail-server'`),
    )
    expect(await w.mail.route()).toBeNull()
    expect((await w.mail.view()).passwordLost).toBe(true)
  })
})

describe('the computer’s key', () => {
  it('is not the one in the file: a wrap of the attacker’s under it is never opened', async () => {
    const before = await ready()
    const { id, vaultId, email, generation } = accountOf(before)
    const root = before.cipher.newKey()
    const planted = before.cipher.newKey()
    const context = { purpose: 'device-wrap', scope: [id, vaultId, email, generation] } as const
    const w = edited(before, (db) => {
      db.prepare('INSERT INTO secret VALUES (?, ?, ?)').run('root/unprotected', 'unprotected', root)
      const wrap = before.cipher.encrypt(root, context, planted)
      db.prepare('UPDATE account SET device_wrap = ? WHERE id = ?').run(wrap, id)
    })
    expect(await outcomeOf(w, await w.resetLink(ada))).toBe('sealed')
  })

  it('opens nothing in the demo, where everybody can read the mail', async () => {
    const w = await ready()
    w.close()
    const demo = world({ folder: w.folder, keychain: w.keychain, time: w.clock.time, demo: true })
    await demo.withMail()
    expect(await outcomeOf(demo, await demo.resetLink(ada))).toBe('sealed')
  })

  it('of the demo opens nothing here', async () => {
    const demo = world({ demo: true })
    await demo.withMail()
    await demo.confirmed(ada)
    await demo.signIn(ada)
    demo.openVault.current().add([login('Bank')])
    demo.clock.pass(hour)
    const w = restarted(demo)
    await w.withMail()
    expect(await outcomeOf(w, await w.resetLink(ada))).toBe('sealed')
  })

  it('does not open with the file alone, on another computer', async () => {
    const before = await ready()
    before.keychain.mark = 9
    const w = restarted(before)
    await w.withMail()
    expect(await outcomeOf(w, await w.resetLink(ada))).toBe('sealed')
    await w.signIn(ada)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
  })
})
