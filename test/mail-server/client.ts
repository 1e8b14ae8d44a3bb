import { readFileSync } from 'node:fs'
import type { Server } from 'node:net'
import type { MailStep } from '@contract/mail-models'
import { afterAll, onTestFinished } from 'vitest'
import { smtpSender } from '../../src/main/adapters/mail/smtp.ts'
import type { SmtpTimeouts } from '../../src/main/adapters/mail/smtp-options.ts'
import { type Mail, MailFailure, type MailServer } from '../../src/main/domain/ports/mail.ts'
import { removeTestAuthority } from './certificates.ts'
import { type MailServerOptions, startMailServer, type TestMailServer } from './server.ts'

/** Far above what the loopback interface needs, and far below what a test should take. */
export const patient: SmtpTimeouts = { connect: 5000, greeting: 5000, silence: 5000, total: 9000 }

export const aMail: Mail = {
  to: 'ann@example.com',
  messageId: '<one@latchkey.invalid>',
  subject: 'A mail',
  text: 'A text',
  html: '<p>A text</p>',
  language: 'en',
}

afterAll(removeTestAuthority)

/**
 * A server that is stopped at the end of its test.
 *
 * @param finished the test's own `onTestFinished`, which concurrent tests must pass
 */
export async function serverForTest(
  options?: MailServerOptions,
  finished: (end: () => Promise<void>) => void = onTestFinished,
): Promise<TestMailServer> {
  const server = await startMailServer(options)
  finished(() => server.stop())
  return server
}

/** The settings for reaching a test server. */
export function settingsFor(
  { host, port, security, user, password }: TestMailServer,
  change: Partial<MailServer> = {},
): MailServer {
  const from = { name: 'Latchkey', address: 'latchkey@example.com' }
  return { host, port, security, user, password, from, ...change }
}

/** Options that trust the test authority. */
export const trusting = (server: TestMailServer) => ({
  extraCa: readFileSync(server.caFile, 'utf8'),
  timeouts: patient,
})

/** For example `found ok, connected failed: 554 no`. */
export const told = (steps: readonly MailStep[]) =>
  steps
    .filter(({ state }) => state !== 'not-reached')
    .map(({ name, state, answer }) => `${name} ${state}${state === 'failed' ? `: ${answer}` : ''}`)
    .join(', ')

/** Sends an email as the app would, trusting the test authority. @throws MailFailure */
export function send(
  server: TestMailServer,
  change: {
    settings?: Partial<MailServer>
    mail?: Partial<Mail>
    timeouts?: Partial<SmtpTimeouts>
  } = {},
): Promise<void> {
  const extraCa = readFileSync(server.caFile, 'utf8')
  const sender = smtpSender({ extraCa, timeouts: { ...patient, ...change.timeouts } })
  return sender.send(settingsFor(server, change.settings), { ...aMail, ...change.mail })
}

/** How sending failed: the code, and whether another attempt may help. */
export async function failureOf(sending: Promise<void>): Promise<MailFailure> {
  const outcome = await sending.then(
    () => new Error('the mail was sent'),
    (error: unknown) => error,
  )
  if (outcome instanceof MailFailure) return outcome
  throw outcome
}

export const verdict = async (sending: Promise<void>) => {
  const { code, transient } = await failureOf(sending)
  return `${code} ${transient ? 'for now' : 'for good'}`
}

/** A server of a test's own, which ends with it. @returns its port */
export async function listening(server: Server): Promise<number> {
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
