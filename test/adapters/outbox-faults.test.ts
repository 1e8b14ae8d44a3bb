/**
 * The outbox against a real server with every fault, one at a time: in the end exactly one usable email
 * arrives, or the owner's list says clearly why not.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it, type TestContext } from 'vitest'
import { mailWriter } from '../../src/main/adapters/mail/mail-writer.ts'
import { smtpSender } from '../../src/main/adapters/mail/smtp.ts'
import { queueTimeouts, type SmtpTimeouts } from '../../src/main/adapters/mail/smtp-options.ts'
import type { DomainFailure } from '../../src/main/domain/failure.ts'
import { maxBackoffMs } from '../../src/main/domain/mail/retry-policy.ts'
import type { CertificateKind } from '../mail-server/certificates.ts'
import type { MailFaults } from '../mail-server/faults.ts'
import { linkOf } from '../mail-server/index.ts'
import type { ReceivedMail } from '../mail-server/received-mail.ts'
import { startMailServer, type TestMailServer } from '../mail-server/server.ts'
import { day, hour, minute, type World, world } from '../world.ts'

/** Stand for the outbox's timeouts, which are minutes, as 400 ms stands for a banner's 10 seconds. */
const patient = { connect: 5000, greeting: 5000, silence: 5000, total: 9000 }
/** For a silent server, where waiting would gain nothing. */
const quick = { ...patient, greeting: 300, silence: 300 }
const slowBannerMs = 400

/** Tests run concurrently, because most of their time they wait for a slow server. */
type Finished = TestContext['onTestFinished']

interface Site {
  readonly w: World
  /** Everything that arrived since the reset was requested, whichever server took it. */
  readonly arrived: ReceivedMail[]
  readonly server: TestMailServer
  /** The sender's, which a test may change. */
  readonly timeouts: SmtpTimeouts
  /** Starts another server in its place, on the same port. */
  replace(certificate: CertificateKind): Promise<void>
}

/** Ada is the owner, her address is confirmed, and she is signed out. */
async function site(finished: Finished): Promise<Site> {
  const arrived: ReceivedMail[] = []
  const onMail = (mail: ReceivedMail) => void arrived.push(mail)
  const server = await startMailServer({ onMail })
  let current = server
  finished(() => current.stop())
  const timeouts = { ...patient }
  const sender = smtpSender({ extraCa: readFileSync(server.caFile, 'utf8'), timeouts })
  const writer = mailWriter({ computer: 'test', language: 'en' })
  const w = world({ mail: { sender, writer } }, finished)
  const { host, port, security, user, password } = server
  await w.withMail({ host, port, security, user, password: password })
  await w.create()
  await w.deliver()
  const { ref } = await w.paste(linkOf(await server.waitForMail()))
  await w.app.link.confirm({ ref })
  w.app.account.signOut()
  w.clock.pass(hour)
  arrived.length = 0
  return {
    w,
    arrived,
    server,
    timeouts,
    async replace(certificate) {
      await current.stop()
      current = await startMailServer({ port, certificate, onMail })
    },
  }
}

/** Lets `ms` pass in steps, with an attempt whenever one is due. */
async function wait(w: World, ms: number, step = 15_000): Promise<void> {
  const until = w.clock.time + ms
  for (; w.clock.time < until; w.clock.pass(step)) await w.deliver()
  await w.deliver()
}

async function list(w: World) {
  await w.signIn()
  const view = await w.app.outbox.list(undefined)
  w.app.account.signOut()
  return view
}

const messageIds = (mails: readonly ReceivedMail[]) =>
  new Set(mails.map(({ headers }) => headers['message-id']?.[0]))

type Fault = { readonly faults: MailFaults } | { readonly certificate: CertificateKind }

async function breakIt(at: Site, fault: Fault): Promise<void> {
  if ('faults' in fault && fault.faults.silent) Object.assign(at.timeouts, quick)
  if ('faults' in fault) await at.server.setFaults(fault.faults)
  else await at.replace(fault.certificate)
}

async function mend(at: Site, fault: Fault): Promise<void> {
  Object.assign(at.timeouts, patient)
  if ('faults' in fault) await at.server.setFaults({})
  else await at.replace('valid')
}

const passing: [string, Fault, string | null][] = [
  ['a greeting that turns everybody away (554)', { faults: { greeting: 554 } }, 'MAIL_REFUSED'],
  ['greylisting (451)', { faults: { recipient: 451 } }, 'MAIL_RECIPIENT'],
  ['a server that shuts down in the middle (421)', { faults: { recipient: 421 } }, 'MAIL_REFUSED'],
  ['a login that is refused (535)', { faults: { login: 535 } }, 'MAIL_LOGIN'],
  ['a sender that is turned away (550)', { faults: { sender: 550 } }, 'MAIL_SENDER'],
  ['an expired certificate', { certificate: 'expired' }, 'MAIL_CERTIFICATE'],
  ['a certificate of another name', { certificate: 'wrong-name' }, 'MAIL_CERTIFICATE'],
  ['STARTTLS that somebody strips', { faults: { hideStartTls: true } }, 'MAIL_NO_STARTTLS'],
  ['silence from the start', { faults: { silent: 'greeting' } }, 'MAIL_TIMEOUT'],
  ['silence after the recipient', { faults: { silent: 'recipient' } }, 'MAIL_TIMEOUT'],
  ['a connection dropped after the mail', { faults: { dropAfterData: 'lost' } }, 'MAIL_REFUSED'],
  ['a mail taken without an answer', { faults: { dropAfterData: 'taken' } }, 'MAIL_REFUSED'],
  ['a disk that is full over there (452)', { faults: { data: 452 } }, 'MAIL_REJECTED'],
  ['a banner that takes its time', { faults: { bannerDelayMs: slowBannerMs } }, null],
]

describe.concurrent('one usable mail arrives in spite of', () => {
  it.for(passing)('%s', async ([, fault, problem], { expect, onTestFinished }) => {
    const at = await site(onTestFinished)
    const { w, arrived } = at
    await breakIt(at, fault)
    w.app.reset.ask({ email: 'ada@example.com' })
    await w.deliver()
    const { waiting } = await list(w)
    expect(waiting.map((mail) => mail.problem)).toEqual(problem === null ? [] : [problem])
    await mend(at, fault)
    await wait(w, minute)
    expect((await list(w)).waiting).toEqual([])
    expect((await list(w)).done[0]).toMatchObject({ kind: 'reset', state: 'sent', problem: null })
    // Accepted but not acknowledged: the same email comes again, which mailboxes recognize by its id.
    expect(messageIds(arrived).size).toBe(1)
    expect(arrived).toHaveLength(
      'faults' in fault && fault.faults.dropAfterData === 'taken' ? 2 : 1,
    )
    const codes = new Set(arrived.map(({ text }) => /^\s*\w{5}-\w{5}\s*$/m.exec(text)?.[0].trim()))
    expect(codes.size).toBe(1)
    await w.reset(linkOf(arrived.at(-1) as ReceivedMail))
  })
})

const lasting: [string, Fault, string][] = [
  ['greylisting without end', { faults: { recipient: 451 } }, 'MAIL_RECIPIENT'],
  ['a login that is refused (535)', { faults: { login: 535 } }, 'MAIL_LOGIN'],
  ['an expired certificate', { certificate: 'expired' }, 'MAIL_CERTIFICATE'],
  ['a certificate of another name', { certificate: 'wrong-name' }, 'MAIL_CERTIFICATE'],
  ['STARTTLS that somebody strips', { faults: { hideStartTls: true } }, 'MAIL_NO_STARTTLS'],
  ['silence', { faults: { silent: 'greeting' } }, 'MAIL_TIMEOUT'],
]

describe.concurrent('after a day, the owner’s list says that a mail was not sent, because of', () => {
  it.for(lasting)('%s', async ([, fault, problem], { expect, onTestFinished }) => {
    const at = await site(onTestFinished)
    await breakIt(at, fault)
    at.w.app.reset.ask({ email: 'ada@example.com' })
    await at.w.deliver()
    // The computer slept for a day. What still can't be sent is tried for another hour.
    at.w.clock.pass(day)
    await wait(at.w, hour + 2 * maxBackoffMs, maxBackoffMs)
    expect(await list(at.w)).toMatchObject({
      waiting: [],
      done: [{ state: 'failed', problem }, {}],
    })
    expect(at.arrived).toEqual([])
    expect(at.w.activity('ada@example.com')).toContain('mail_failed')
  })
})

describe.concurrent('a mail is over at once when it is turned away for good', () => {
  it.for([
    ['at its recipient (550)', { recipient: 550 }, 'MAIL_RECIPIENT'],
    ['at its content (554)', { data: 554 }, 'MAIL_REJECTED'],
  ] as const)('%s', async ([, faults, problem], { expect, onTestFinished }) => {
    const at = await site(onTestFinished)
    await breakIt(at, { faults })
    at.w.app.reset.ask({ email: 'ada@example.com' })
    await at.w.deliver()
    expect(await list(at.w)).toMatchObject({
      waiting: [],
      done: [{ state: 'failed', problem }, {}],
    })
    await mend(at, { faults })
    await wait(at.w, minute)
    expect(at.arrived).toEqual([])
  })
})

describe.concurrent('whoever asks is told the same for an address with an account and one without, in spite of', () => {
  const all: [string, Fault][] = [
    ...passing.map(([name, fault]): [string, Fault] => [name, fault]),
    ['a recipient turned away (550)', { faults: { recipient: 550 } }],
    ['a content turned away (554)', { faults: { data: 554 } }],
  ]
  it.for(all)('%s', async ([, fault], { expect, onTestFinished }) => {
    const told = ['ada@example.com', 'nobody@example.com'].map(async (email) => {
      const at = await site(onTestFinished)
      await breakIt(at, fault)
      const { reset, mail } = at.w.app
      const needs: unknown[] = []
      const seen: unknown[] = [reset.ask({ email }), at.w.outbox.reachable(), needs]
      needs.push(mail.needs())
      await at.w.deliver()
      seen.push(at.w.outbox.reachable())
      needs.push(mail.needs())
      try {
        seen.push(reset.ask({ email }))
      } catch (error) {
        const { code, retryAt } = error as DomainFailure
        seen.push({ code, retryAt })
      }
      return seen
    })
    const [known, unknown] = await Promise.all(told)
    expect(unknown).toEqual(known)
    // The request was accepted, sending was attempted, and a second request was refused.
    expect(known).toEqual([
      { askedAt: expect.any(Number), nextPossibleAt: expect.any(Number) },
      expect.any(Boolean),
      expect.any(Array),
      expect.any(Boolean),
      { code: 'WAIT', retryAt: expect.any(Number) },
    ])
  })
})

it('the queue waits longer for a banner than any sane server takes', () => {
  expect(queueTimeouts.greeting).toBeGreaterThan(10_000)
})
