/** As in `tampering.test.ts`, someone without keychain and password edits the file. */
import type Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { ada, edited, mallory, ready, third } from '../support/tampered.ts'
import { better, codeOf, hour, type World } from '../world.ts'

async function codeFor(w: World, email: string): Promise<string> {
  await w.resetLink(email)
  return w.lastCode()
}
const typed = (w: World, code: string, email: string) => codeOf(() => w.paste(code, email))

const swapAddress = (db: Database.Database) => {
  db.prepare('DELETE FROM account WHERE email_key = ?').run(mallory)
  const set = 'UPDATE account SET email = ?, email_key = ? WHERE email_key = ?'
  db.prepare(set).run(mallory, mallory, ada)
}
const putAddressBack = (db: Database.Database) => {
  const set = 'UPDATE account SET email = ?, email_key = ? WHERE email_key = ?'
  db.prepare(set).run(ada, ada, mallory)
  db.prepare('UPDATE link_request SET email_key = ?').run(ada)
}

describe('a short code', () => {
  it('mailed to an address that was swapped opens no entries', async () => {
    const w = edited(await ready(), swapAddress)
    const { outcome } = await w.paste(await codeFor(w, mallory), mallory)
    expect(w.sender.sent.at(-1)?.to).toBe(mallory)
    expect(outcome).toMatchObject({ kind: 'sealed', entries: 3 })
  })

  it('mailed to an address that was swapped for the moment of the mail opens nothing', async () => {
    const asked = edited(await ready(), swapAddress)
    const code = await codeFor(asked, mallory)
    const w = edited(asked, putAddressBack)
    expect(await typed(w, code, ada)).toBe('CODE_WRONG')
    expect(await typed(w, code, mallory)).toBe('CODE_WRONG')
  })

  it('opened while the address was swapped is not redeemed once it is put back', async () => {
    const w = edited(await ready(), swapAddress)
    const { ref } = await w.paste(await codeFor(w, mallory), mallory)
    w.accounts.setEmail(
      w.accounts.byEmail(mallory as never)[0]?.id as never,
      ada as never,
      ada as never,
    )
    const redeem = () => w.app.link.redeemReset({ ref, password: better, expected: 'sealed' })
    expect(await codeOf(redeem)).toBe('LINK_SUPERSEDED')
  })

  it.each([
    [
      'to another account',
      "UPDATE link_request SET account_id = (SELECT id FROM account WHERE email_key = 'ada@example.com'), email_key = 'ada@example.com'",
    ],
    ['to another generation', 'UPDATE link_request SET generation = 2'],
  ])('whose request was moved %s opens nothing', async (_where, sql) => {
    const w = await ready()
    const code = await codeFor(w, mallory)
    const moved = edited(w, (db) => {
      db.exec(sql)
      if (sql.includes('generation')) db.exec('UPDATE account SET generation = 2')
    })
    expect(await typed(moved, code, ada)).toBe('CODE_WRONG')
    expect(await typed(moved, code, mallory)).toBe('CODE_WRONG')
  })

  it('of a confirmation resets nothing when its request is relabelled', async () => {
    const w = await ready()
    await w.signIn(mallory, third)
    await w.app.account.changeEmail({ email: 'm@new.example', password: third })
    await w.deliver()
    const code = w.lastCode()
    w.app.account.signOut()
    const set =
      "UPDATE link_request SET purpose = 'reset', email_key = ? WHERE purpose = 'change-email'"
    const relabelled = edited(w, (db) => void db.prepare(set).run(mallory))
    expect(await typed(relabelled, code, mallory)).toBe('CODE_WRONG')
  })

  it('that was used works no more when its request is rolled back', async () => {
    const w = await ready()
    const code = await codeFor(w, ada)
    const { ref, outcome } = await w.paste(code, ada)
    await w.app.link.redeemReset({ ref, password: better, expected: outcome?.kind ?? 'empty' })
    const rolledBack = edited(w, (db) => {
      db.exec("UPDATE link_request SET state = 'sent', tries = 0")
    })
    rolledBack.clock.pass(hour / 4)
    expect(await typed(rolledBack, code, ada)).toBe('CODE_WRONG')
  })

  it('cannot be made with a key that somebody put into the file', async () => {
    const w = await ready()
    const code = await codeFor(w, ada)
    const planted = edited(w, (db) => {
      const set = "UPDATE secret SET protection = 'unprotected', value = ? WHERE name = 'code-key'"
      db.prepare(set).run(Buffer.alloc(32))
    })
    expect(await typed(planted, code, ada)).toBe('LINK_KEY_LOST')
    planted.clock.pass(hour)
    expect(await typed(planted, await codeFor(planted, ada), ada)).toBe('ok')
  })

  it('has a key that lies sealed in the data folder', async () => {
    const w = await ready()
    await codeFor(w, ada)
    const key = await w.secrets.recall('code-key')
    const kept = w.secretStore.get('code-key')
    expect(key).toHaveLength(32)
    expect(kept?.protection).toBe('protected')
    expect(Buffer.from(kept?.value ?? []).includes(Buffer.from(key as Uint8Array))).toBe(false)
  })
})
