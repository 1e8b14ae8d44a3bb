/**
 * A mail transfer agent as providers and companies run it (Exim), between the app and the mailbox: it
 * may refuse what our own test server accepts.
 */
import { readFileSync } from 'node:fs'
import { expect, it, type TestContext, vi } from 'vitest'
import { mailWriter } from '../../src/main/adapters/mail/mail-writer.ts'
import { smtpSender } from '../../src/main/adapters/mail/smtp.ts'
import type { CertificateKind } from '../mail-server/certificates.ts'
import { aMail, patient, settingsFor, verdict } from '../mail-server/client.ts'
import { linkOf } from '../mail-server/index.ts'
import { startMailServer, type TestMailServer } from '../mail-server/server.ts'
import { hour, minute, world } from '../world.ts'
import { startAgent } from './agent.ts'
import { eximProgram } from './program.ts'

const ada = 'ada@example.com'

/** An agent, and the mailbox server behind it. Skips the test if no agent is available. */
async function agentFor({ skip, onTestFinished }: TestContext, certificate?: CertificateKind) {
  const program = await eximProgram()
  if ('missing' in program) return skip(program.missing)
  const mailbox = await startMailServer({ security: 'none', login: false })
  onTestFinished(() => mailbox.stop())
  const agent = await startAgent(program.folder, mailbox, certificate)
  onTestFinished(() => agent.stop())
  const sender = smtpSender({ extraCa: readFileSync(agent.caFile, 'utf8'), timeouts: patient })
  return { agent, mailbox, sender, onTestFinished }
}

type Site = Awaited<ReturnType<typeof agentFor>>

/** Ada has a confirmed address, and is signed out. */
async function adaBehind({ agent, mailbox, sender, onTestFinished }: Site) {
  const writer = mailWriter({ computer: 'test', language: 'en' })
  const w = world({ mail: { sender, writer } }, onTestFinished)
  const { host, port, security, user, password } = agent
  await w.withMail({ host, port, security, user, password })
  await w.create(ada)
  await w.deliver()
  const { ref } = await w.paste(linkOf(await mailbox.waitForMail(ada)))
  await w.app.link.confirm({ ref })
  w.app.account.signOut()
  w.clock.pass(hour)
  return w
}

const resets = ({ received }: TestMailServer) =>
  received.filter(({ text }) => text.includes('latchkey://reset'))

it.concurrent('a reset mail passes a mail transfer agent unharmed, and its code and link work', async (test) => {
  const site = await agentFor(test)
  const w = await adaBehind(site)
  w.app.reset.ask({ email: ada })
  await w.deliver()
  const mail = await site.mailbox.waitForMail(ada)
  // Encrypted and logged in, according to the agent (RFC 3848).
  expect(mail.headers['received']?.[0]).toMatch(/by mta\.test with esmtpsa/)
  expect(mail.headers).toMatchObject({
    'auto-submitted': ['auto-generated'],
    'x-auto-response-suppress': ['OOF, AutoReply'],
    'content-language': ['en'],
  })
  expect(mail.headers['message-id']?.[0]).toMatch(/^<[\w.-]+@latchkey\.invalid>$/)
  const code = /^\s*(\w{5}-\w{5})\s*$/m.exec(mail.text)?.[1] ?? ''
  expect(await w.paste(code, ada)).toMatchObject({ found: 'code', purpose: 'reset' })
  expect(mail.html).toContain(linkOf(mail))
  await w.reset(linkOf(mail))
  expect(resets(site.mailbox)).toHaveLength(1)
})

it.concurrent('an agent that greylists gets the mail again later, and one arrives', async (test) => {
  const site = await agentFor(test)
  const w = await adaBehind(site)
  site.agent.setGreylisting(true)
  w.app.reset.ask({ email: ada })
  await w.deliver()
  await w.signIn()
  const { waiting } = await w.app.outbox.list(undefined)
  expect(waiting).toMatchObject([{ kind: 'reset', problem: 'MAIL_RECIPIENT' }])
  w.app.account.signOut()
  site.agent.setGreylisting(false)
  for (let passed = 0; passed < minute; passed += minute / 4) {
    w.clock.pass(minute / 4)
    await w.deliver()
  }
  await w.reset(linkOf(await site.mailbox.waitForMail(ada)))
  expect(resets(site.mailbox)).toHaveLength(1)
})

it.concurrent('what the mailbox’s own server does not take yet waits with the agent, and arrives once', async (test) => {
  const site = await agentFor(test)
  const w = await adaBehind(site)
  await site.mailbox.setFaults({ recipient: 451 })
  w.app.reset.ask({ email: ada })
  await w.deliver()
  // The agent has accepted the email, so for the app it is sent.
  expect(w.outboxRows.count()).toBe(0)
  await vi.waitFor(
    () => expect(site.agent.log()).toMatch(/== ada@example\.com .* 451 /),
    5 * minute,
  )
  await vi.waitFor(() => expect(site.agent.queued()).toBe(1), 5 * minute)
  expect(resets(site.mailbox)).toEqual([])
  await site.mailbox.setFaults({})
  await w.reset(linkOf(await site.mailbox.waitForMail(ada)))
  expect(resets(site.mailbox)).toHaveLength(1)
})

it.concurrent('an agent that refuses the login gets no mail, and says it is the login', async (test) => {
  const { agent, mailbox, sender } = await agentFor(test)
  const send = (change: object) =>
    verdict(sender.send(settingsFor({ ...mailbox, ...agent }, change), aMail))
  expect(await send({ password: 'wrong' })).toBe('MAIL_LOGIN for now')
  expect(await send({ user: '' })).toMatch(/^MAIL_(LOGIN|SENDER) /)
  expect(mailbox.received).toEqual([])
  expect(agent.queued()).toBe(0)
})

it.concurrent('an agent whose certificate has expired is told neither login nor mail', async (test) => {
  const { agent, mailbox, sender } = await agentFor(test, 'expired')
  const sending = sender.send(settingsFor({ ...mailbox, ...agent }), aMail)
  expect(await verdict(sending)).toBe('MAIL_CERTIFICATE for now')
  expect(agent.log()).not.toMatch(/ <= /)
})
