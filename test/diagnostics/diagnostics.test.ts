/** What a report contains and never contains, with the real domain, database and log. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schemaVersion } from '../../src/main/adapters/sqlite/schema.ts'
import { answer } from '../../src/main/ipc/answer.ts'
import type { Sender } from '../../src/main/ipc/sender.ts'
import { computerOf } from '../support/computer.ts'
import { aLogin } from '../support/typed-entries.ts'
import { codeOf, day, good, hour, type World, world } from '../world.ts'

const checkOf = async (w: World | null, name: string) => {
  const { checks } = await computerOf(w).diagnostics.collect(undefined)
  return checks.find((check) => check.name === name)
}

describe('a report', () => {
  test('says that all is well where it is', async () => {
    const w = world()
    await w.create()
    const { checks, text, withLog } = await computerOf(w).diagnostics.collect(undefined)
    expect(withLog).toBe(true)
    const states = Object.fromEntries(checks.map(({ name, state }) => [name, state]))
    expect(states).toMatchObject({ database: 'ok', folder: 'ok', clock: 'ok', keychain: 'ok' })
    expect(text).toMatch(/^sqlite: 3\.\d+/m)
    expect(text).toContain(`\ndatabase: ok (${schemaVersion})\n`)
  })

  test('finds a damaged data file, a clock that went back, and backups that are old', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    await w.resetLink()
    w.clock.pass(-2 * hour)
    expect((await checkOf(w, 'clock'))?.state).toBe('bad')
    await w.backups.make('asked', w.clock.now())
    expect((await checkOf(w, 'backup'))?.state).toBe('ok')
    w.clock.pass(3 * day)
    expect((await checkOf(w, 'backup'))?.state).toBe('notice')
    w.close()
    const file = join(w.folder, 'latchkey.sqlite')
    for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true })
    writeFileSync(file, 'this is not what was here before\n'.repeat(500))
    const { diagnostics } = computerOf(null)
    expect((await diagnostics.collect(undefined)).text).toContain('problem: DATABASE_CORRUPT')
  })

  test.each(['locked', 'silent'] as const)(
    'does not call a keychain good whose keyring is %s',
    async (keychain) => {
      const w = world()
      await w.create()
      const { checks } = await computerOf(w, { keychain }).diagnostics.collect(undefined)
      expect(checks).toContainEqual(expect.objectContaining({ name: 'keychain', state: 'bad' }))
    },
  )

  test.each([
    ['ours', 'ok'],
    ['other', 'notice'],
    ['none', 'notice'],
    ['unknown', 'unknown'],
  ] as const)('says of links what their own test says: %s', async (links, state) => {
    const { checks } = await computerOf(null, { links }).diagnostics.collect(undefined)
    expect(checks).toContainEqual(expect.objectContaining({ name: 'links', state }))
  })

  test('that is copied or saved is the one that was read, to the letter', async () => {
    const w = world()
    await w.create()
    const { diagnostics, desktop } = computerOf(w)
    const { madeAt, text } = await diagnostics.collect(undefined)
    await diagnostics.copy({ madeAt })
    expect(desktop.copied).toBe(text)
    expect(await diagnostics.save({ madeAt })).toBe('latchkey-diagnostics-2026-11-21.txt')
    expect(new TextDecoder().decode(desktop.saved[0]?.bytes)).toBe(text)
    expect(await codeOf(() => diagnostics.copy({ madeAt: madeAt + 1 }))).toBe('BAD_REQUEST')
  })
})

describe('the log in it', () => {
  test('is the owner’s: it would tell others when a mail went, and so whether an address has an account', async () => {
    const w = world()
    await w.create()
    await w.create('grace@example.com', good)
    const { diagnostics, log } = computerOf(w)
    log.error('mail not sent: MAIL_TIMEOUT')
    await log.settled()
    const member = await diagnostics.collect(undefined)
    w.app.account.signOut()
    const nobody = await diagnostics.collect(undefined)
    for (const { text, withLog } of [member, nobody]) {
      expect(withLog).toBe(false)
      expect(text).not.toContain('MAIL_TIMEOUT')
    }
    await w.signIn()
    expect((await diagnostics.collect(undefined)).text).toContain('MAIL_TIMEOUT')
  })

  test('goes to nobody else, once its reader has signed out', async () => {
    const w = world()
    await w.create()
    const { diagnostics, desktop } = computerOf(w)
    const { madeAt } = await diagnostics.collect(undefined)
    w.app.account.signOut()
    expect(await codeOf(() => diagnostics.copy({ madeAt }))).toBe('FORBIDDEN')
    expect(await codeOf(() => diagnostics.save({ madeAt }))).toBe('FORBIDDEN')
    expect([desktop.copied, desktop.saved]).toEqual(['', []])
  })

  test('is there for whoever sits before data that does not open', async () => {
    const { diagnostics, log } = computerOf(null)
    log.error('data folder: DATABASE_CORRUPT')
    await log.settled()
    expect((await diagnostics.collect(undefined)).text).toContain('data folder: DATABASE_CORRUPT')
  })
})

test('nothing that a person typed, was mailed or keeps is in the log or in a report, even where every call fails with it in its words', async () => {
  const words = fc.record({
    title: fc.string({ minLength: 9, maxLength: 40 }).filter((text) => text.trim().length > 8),
    password: fc.stringMatching(/^[a-z]{5} [a-z]{5} [a-z]{5} [a-z]{5}$/),
    secret: fc.stringMatching(/^[A-Za-z0-9_-]{12,60}$/),
    user: fc.stringMatching(/^[a-z]{4}[0-9]{5}$/),
  })
  await fc.assert(
    fc.asyncProperty(words, fc.emailAddress({ size: 'small' }), async (typed, email) => {
      const w = world()
      await w.withMail({ user: typed.user, password: typed.secret })
      await w.create('ada@example.com', good)
      await w.app.vault.save({
        id: null,
        entry: aLogin({ title: typed.title, password: typed.secret, username: email }),
      } as never)
      await w.deliver()
      const hidden = [
        ...Object.values(typed),
        email,
        'ada@example.com',
        good,
        w.lastLink(),
        w.lastCode(),
        'server password',
      ]
      const { diagnostics, log } = computerOf(w)
      const thrown = () => {
        const all = hidden.join('\n    at ')
        const cause = Object.assign(new Error(all), { name: typed.secret, code: typed.secret })
        throw Object.assign(new TypeError(`${all} (${hidden.join(' ')})`, { cause }), {
          code: typed.user,
          response: all,
        })
      }
      const noEvent = {} as Sender
      for (const name of ['vault.overview', 'account.home', 'mail.settings'] as const) {
        await answer(name, thrown, () => true, log, noEvent, [undefined])
      }
      log.error(`mail not sent ${email} ${w.lastLink()} ${w.lastCode()}`)
      await log.settled()
      const file = (await log.tail(1_000)).join('\n')
      const { text } = await diagnostics.collect(undefined)
      expect(file).toContain('channel vault.overview: TypeError')
      for (const one of hidden) {
        expect(file).not.toContain(one)
        expect(text).not.toContain(one)
      }
    }),
    { numRuns: 25 },
  )
})
