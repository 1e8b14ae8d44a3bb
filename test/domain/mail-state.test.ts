import { describe, expect, it, vi } from 'vitest'
import { checksOf } from '../../src/main/domain/diagnostics/checks.ts'
import { demoMailSettings } from '../../src/main/domain/mail/demo-settings.ts'
import { MailFailure } from '../../src/main/domain/ports/mail.ts'
import { computerOf } from '../support/computer.ts'
import { codeOf, hour, mailInput, type World, world } from '../world.ts'

describe('the diagnostics say of mail', () => {
  const said = async (w: World) => {
    const { checks } = await computerOf(w).diagnostics.collect(undefined)
    return checks.find(({ name }) => name === 'mail')?.state
  }

  it('nothing before it was set up, and nothing before one was tried to be sent', async () => {
    const w = world()
    await w.create()
    expect(await said(w)).toBe('unknown')
    await w.withMail()
    expect(await said(w)).toBe('unknown')
  })

  it('good while the server takes it, and bad while it does not', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    expect(await said(w)).toBe('ok')
    w.clock.pass(hour)
    w.sender.unreachable = new MailFailure('MAIL_LOGIN', true)
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    expect(await said(w)).toBe('bad')
  })
})

it('a fault of ours on the way to the server is logged, and is no trouble of the network’s', async () => {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  w.sender.unreachable = new TypeError('a fault')
  w.app.reset.ask({ email: 'ada@example.com' })
  await w.deliver()
  expect(w.logged).toContain('mail server')
  expect(w.outbox.problem()).toBe('INTERNAL')
})

it('a fault of our own while an email is sent is logged with its error, as INTERNAL', async () => {
  const w = world()
  await w.withMail()
  await w.confirmed()
  const error = vi.spyOn(w.log, 'error')
  const fault = Object.assign(new Error('a fault'), { code: 'MAIL_LOGIN' })
  w.sender.failure = fault
  w.app.reset.ask({ email: 'ada@example.com' })
  await w.deliver()
  expect(error).toHaveBeenCalledWith('mail not sent: INTERNAL', fault)
})

it('an email of a kind that only a newer version knows is dropped without a line in the activity', async () => {
  const w = world()
  await w.withMail()
  await w.confirmed()
  const before = w.activity('ada@example.com')
  const [account] = w.accounts.byEmail('ada@example.com' as never)
  const { length } = w.sender.sent
  w.outbox.queue({
    kind: 'from-the-future' as never,
    accountId: account?.id ?? null,
    email: 'ada@example.com' as never,
    facts: {},
    dedupeKey: 'from-the-future',
  })
  await w.deliver()
  expect(w.sender.sent).toHaveLength(length)
  expect(w.outboxRows.byDedupeKey('from-the-future')).toBeNull()
  expect(w.activity('ada@example.com')).toEqual(before)
})

it('a queue that cannot be read is logged, and tried again later', async () => {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  const { next } = w.outboxRows
  w.outboxRows.next = () => {
    throw new Error('the disk is gone')
  }
  w.app.reset.ask({ email: 'ada@example.com' })
  await w.deliver()
  expect(w.logged).toContain('outbox')
  w.outboxRows.next = next
  w.sender.sent.length = 0
  w.clock.pass(hour)
  await w.deliver()
  expect(w.sender.sent.map(({ content }) => content.kind)).toEqual(['reset'])
})

const facts = {
  computer: { sandboxed: true, packaged: true },
  freeBytes: null,
  linkHandler: 'ours',
  keychain: 'ready',
  keychainName: null,
  database: { state: 'good', version: 1, sqlite: '3' },
  profile: null,
  now: 0,
} as const

describe('the folder with the data, in diagnostics,', () => {
  it.each([
    ['bad', null],
    ['bad', { private: true, writable: false }],
    ['notice', { private: false, writable: true }],
    ['ok', { private: true, writable: true }],
  ] as const)('is %s where it is %j', (state, folder) => {
    const found = checksOf({ ...facts, folder }).find(({ name }) => name === 'folder')
    expect(found?.state).toBe(state)
  })
})

it('the diagnostics notice an app outside of its sandbox, or from no package', () => {
  const stateOf = (name: string, computer: { sandboxed: boolean; packaged: boolean }) =>
    checksOf({ ...facts, folder: null, computer }).find((one) => one.name === name)?.state
  const both = [true, false].map((is) => ({ sandboxed: is, packaged: !is }))
  expect(both.map((one) => stateOf('sandbox', one))).toEqual(['ok', 'notice'])
  expect(both.map((one) => stateOf('package', one))).toEqual(['notice', 'ok'])
})

describe('the demo’s mail', () => {
  const demo = demoMailSettings(2525)

  it('goes to the mailbox on this computer, without a login, and leads to no page', async () => {
    const { server, linkPage } = (await demo.route()) ?? {}
    expect(server).toMatchObject({ host: '127.0.0.1', port: 2525, security: 'none' })
    expect(server).toMatchObject({ user: '', password: '' })
    expect(linkPage).toBeNull()
    expect(demo.ready()).toBe(true)
  })

  it('shows what it is, and that it cannot be changed', async () => {
    expect(await demo.view()).toEqual({
      configured: true,
      fixed: true,
      host: '127.0.0.1',
      port: 2525,
      security: 'none',
      login: 'none',
      user: '',
      hasPassword: false,
      clientId: '',
      hasClientSecret: false,
      hasRefreshToken: false,
      accessUrl: '',
      pin: '',
      provenAt: null,
      passwordLost: false,
      fromName: 'Latchkey',
      fromAddress: 'latchkey@demo.invalid',
      linkPage: '',
      keepUnprotected: true,
      secrets: 'unprotected',
    })
    expect(await codeOf(() => demo.save(mailInput))).toBe('FORBIDDEN')
    expect(await codeOf(() => demo.preview(mailInput))).toBe('FORBIDDEN')
  })
})
