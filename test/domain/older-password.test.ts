/**
 * Whatever was started under an older password ends with it, so that someone who knew it can't have left
 * themselves a way in.
 */
import { describe, expect, it } from 'vitest'
import { accountOf, byTitle, entriesOf, keepCode, someEntries } from '../support/entries.ts'
import { ada, edited, mallory, ready } from '../support/tampered.ts'
import { better, codeOf, good, hour, type World } from '../world.ts'

const evil = 'm@evil.example'

/** Someone who knows the password requests a change to their own address; the email arrives. */
async function addressAsked(): Promise<{ w: World; link: string }> {
  const w = await ready()
  await w.signIn(ada)
  await w.app.account.changeEmail({ email: evil, password: good })
  await w.deliver()
  expect(w.sender.sent.at(-1)?.to).toBe(evil)
  w.clock.pass(hour)
  return { w, link: w.lastLink() }
}

const ends: readonly [string, (w: World) => Promise<unknown>][] = [
  ['a reset by mail', async (w) => w.reset(await w.resetLink(ada))],
  ['a new password', (w) => w.app.account.changePassword({ current: good, next: better })],
  [
    'a reset with the recovery code',
    async (w) => {
      const code = await keepCode(w, good)
      const { ref } = await w.app.recovery.begin({ email: ada, code })
      await w.app.link.redeemReset({ ref, password: better, expected: 'kept-with-code' })
    },
  ],
  [
    'a reset that seals the vault',
    async (w) => {
      await w.app.deviceKey.set({ keep: 'never', password: good })
      await w.reset(await w.resetLink(ada))
    },
  ],
]

describe.each(ends)('an address that waits to be proven, after %s,', (_, end) => {
  it('is dropped, and its link is void', async () => {
    const { w, link } = await addressAsked()
    await end(w)
    expect(accountOf(w)).toMatchObject({ pendingEmail: null, pendingDeviceWrap: null })
    expect(await codeOf(() => w.paste(link))).toBe('LINK_SUPERSEDED')
    expect(w.activity(ada)).toContain('email_change_cancelled')
  })

  it('gets no mail any more: not sent again, and not by a row in the queue', async () => {
    const { w } = await addressAsked()
    await end(w)
    if (w.app.session() === null) await w.signIn(ada, better)
    const mails = w.sender.sent.length
    w.app.account.sendConfirmation()
    await w.deliver()
    const { id } = accountOf(w)
    const again = edited(w, (db) =>
      db
        .prepare(
          `INSERT INTO outbox (kind, account_id, email, facts, dedupe_key, message_id, created_at, next_at)
           VALUES ('change-email', ?, ?, '{}', 'x', '<x@y>', 1, 1)`,
        )
        .run(id, evil),
    )
    again.app.hurryMail()
    await again.deliver()
    const to = [...w.sender.sent.slice(mails), ...again.sender.sent].map((mail) => mail.to)
    expect(to).not.toContain(evil)
  })

  it('opens nothing, put back into its row with the key that was made for it', async () => {
    const { w, link } = await addressAsked()
    const { pendingEmail, pendingDeviceWrap, id } = accountOf(w)
    await end(w)
    const again = edited(w, (db) => {
      db.prepare('UPDATE account SET pending_email = ?, pending_device_wrap = ? WHERE id = ?').run(
        pendingEmail,
        pendingDeviceWrap,
        id,
      )
      db.exec("UPDATE link_request SET state = 'sent' WHERE purpose = 'change-email'")
    })
    expect(await codeOf(() => again.paste(link))).toBe('LINK_SUPERSEDED')
    expect(accountOf(again).pendingEmail).toBeNull()
    again.app.reset.ask({ email: evil })
    await again.deliver()
    expect(again.sender.sent.map(({ to }) => to)).not.toContain(evil)
  })
})

describe('what a session has begun', () => {
  it('as a recovery code is not kept once the password has changed', async () => {
    const w = await ready()
    await w.signIn(ada)
    const { ref } = await w.app.recovery.make({ password: good })
    await w.app.account.changePassword({ current: good, next: better })
    expect(await codeOf(() => w.app.recovery.keep({ ref }))).toBe('LINK_NOT_FOUND')
    expect(accountOf(w).recovery).toBeNull()
  })

  it('as an export writes nothing once the password has changed behind its dialog', async () => {
    const w = await ready()
    await w.signIn(ada)
    w.desktop.choosing = async () =>
      void (await w.app.account.changePassword({ current: good, next: better }))
    const asked = () => w.app.export.plain({ password: good, format: 'csv' })
    expect(await codeOf(asked)).toBe('NOT_SIGNED_IN')
    expect(w.desktop.saved).toEqual([])
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
  })
})

it('an address that waits survives a sign-in, and is proven by its link', async () => {
  const { w, link } = await addressAsked()
  w.app.account.signOut()
  await w.signIn(ada)
  await w.app.link.confirm(await w.paste(link))
  expect(accountOf(w, evil).pendingEmail).toBeNull()
  expect(accountOf(w, mallory).email).toBe(mallory)
})
