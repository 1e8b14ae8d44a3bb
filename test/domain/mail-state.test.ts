import { describe, expect, it } from 'vitest'
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
    w.app.askReset('ada@example.com')
    await w.deliver()
    expect(await said(w)).toBe('bad')
  })
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
    expect(await demo.view()).toMatchObject({
      configured: true,
      fixed: true,
      host: '127.0.0.1',
      port: 2525,
      login: 'none',
      user: '',
      hasPassword: false,
      hasClientSecret: false,
      hasRefreshToken: false,
      passwordLost: false,
      secrets: 'unprotected',
    })
    expect(await codeOf(() => demo.save(mailInput))).toBe('FORBIDDEN')
    expect(await codeOf(() => demo.preview(mailInput))).toBe('FORBIDDEN')
  })
})
