import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import {
  aMail,
  listening,
  patient,
  serverForTest,
  settingsFor,
  told,
  trusting,
} from '../../../../test/mail-server/client'
import type { TestMailServer } from '../../../../test/mail-server/server'
import type { MailServer } from '../../domain/ports/mail'
import { conversation } from './conversation'
import { smtpSender, smtpTrial } from './smtp'
import { probeTimeouts, queueTimeouts, testMailTimeouts } from './smtp-options'

const trial = (server: TestMailServer, change: Partial<MailServer> = {}) =>
  smtpTrial(trusting(server)).send(settingsFor(server, change), aMail)

const all = ['found', 'connected', 'encrypted', 'logged-in', 'sender', 'recipient', 'mail']

describe('the conversation', () => {
  it.each(['starttls', 'tls'] as const)('over %s is told to its end', async (security) => {
    const server = await serverForTest({ security })
    const { steps, code } = await trial(server)
    expect(code).toBeNull()
    expect(told(steps)).toBe(all.map((name) => `${name} ok`).join(', '))
    expect(steps.find(({ name }) => name === 'logged-in')?.answer).toMatch(/^235 /)
    expect(steps.find(({ name }) => name === 'mail')?.answer).toMatch(/^250 /)
    expect(server.received).toHaveLength(1)
  })

  it('has no steps that its settings do not have', async () => {
    const server = await serverForTest({ security: 'none', login: false })
    const { steps } = await trial(server)
    expect(steps.map(({ name }) => name)).toEqual(['found', 'connected', ...all.slice(4)])
  })

  const stops = [
    [{ hangUp: true }, 'MAIL_REFUSED', 'found ok, connected failed: null'],
    [
      { hideStartTls: true },
      'MAIL_NO_STARTTLS',
      'found ok, connected ok, encrypted failed: 500 Error: command not recognized',
    ],
    [
      { login: 535 },
      'MAIL_LOGIN',
      'found ok, connected ok, encrypted ok, logged-in failed: 535 told to answer 535',
    ],
    [
      { sender: 550 },
      'MAIL_SENDER',
      'found ok, connected ok, encrypted ok, logged-in ok, sender failed: 550 told to answer 550',
    ],
    [
      { recipient: 550 },
      'MAIL_RECIPIENT',
      'found ok, connected ok, encrypted ok, logged-in ok, sender ok, recipient failed: 550 told to answer 550',
    ],
    [
      { greylist: true },
      'MAIL_RECIPIENT',
      'found ok, connected ok, encrypted ok, logged-in ok, sender ok, recipient failed: 451 told to answer 451',
    ],
    [
      { data: 554 },
      'MAIL_REJECTED',
      'found ok, connected ok, encrypted ok, logged-in ok, sender ok, recipient ok, mail failed: 554 told to answer 554',
    ],
    [
      { dropAfterData: 'lost' },
      'MAIL_REFUSED',
      'found ok, connected ok, encrypted ok, logged-in ok, sender ok, recipient ok, mail failed: null',
    ],
  ] as const
  it.concurrent.for(stops)('with %j stops where it stopped', async ([faults, code, words], t) => {
    const server = await serverForTest({ faults }, t.onTestFinished)
    const result = await trial(server)
    t.expect(result.code).toBe(code)
    t.expect(told(result.steps)).toBe(words)
  })

  it('has not begun with a sender that is none', async () => {
    const server = await serverForTest()
    const result = await trial(server, { from: { name: 'a\u2028b', address: 'a@example.com' } })
    expect(result).toMatchObject({ code: 'MAIL_SENDER', steps: [] })
  })

  it('cut off during a login does not show the server’s prompt as a refusal', async () => {
    const port = await listening(
      createServer((socket) => {
        socket.on('error', () => {})
        socket.write('220 ready\r\n')
        socket.on('data', (data) => {
          if (/^EHLO/.test(`${data}`)) socket.write('250-mail.test\r\n250 AUTH LOGIN\r\n')
          else if (/^AUTH LOGIN/.test(`${data}`)) socket.write('334 VXNlcm5hbWU6\r\n')
          else socket.end()
        })
      }),
    )
    const server = await serverForTest()
    const { code, steps } = await trial(server, { port, security: 'none' })
    expect(code).toBe('MAIL_REFUSED')
    expect(told(steps)).toBe('found ok, connected ok, logged-in failed: null')
  })

  it('stops at the encryption when a pinned server’s name leads to a public address', () => {
    const { logger, steps } = conversation({ security: 'tls', login: true })
    logger.debug?.(
      { tnx: 'network', remoteAddress: '203.0.113.5' },
      'Secure connection established',
    )
    logger.debug?.({ tnx: 'server' }, '220 ready')
    expect(told(steps('MAIL_PIN'))).toBe('found ok, connected ok, encrypted failed: null')
  })

  it('stops at the server itself when there is none', async () => {
    const server = await serverForTest()
    const nobody = await trial(server, { host: 'mail.latchkey.invalid' })
    expect([nobody.code, told(nobody.steps)]).toEqual(['MAIL_HOST_NOT_FOUND', 'found failed: null'])
    await server.stop()
    const closed = await trial(server)
    expect([closed.code, told(closed.steps)]).toEqual([
      'MAIL_REFUSED',
      'found ok, connected failed: null',
    ])
  })
})

describe('a certificate that is not good', () => {
  const kinds = [
    ['expired', ['expired']],
    ['wrong-name', ['other-name']],
    ['untrusted', ['self-signed']],
  ] as const
  it.each(kinds)('%s is explained, and nothing was told to the server', async (kind, problems) => {
    for (const security of ['starttls', 'tls'] as const) {
      const server = await serverForTest({ security, certificate: kind })
      const { code, steps, certificate } = await trial(server)
      expect(code).toBe('MAIL_CERTIFICATE')
      expect(told(steps)).toMatch(/^found ok, connected ok, encrypted failed: /)
      expect(certificate).toMatchObject({ problems, pinnable: true })
      expect(certificate?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
      expect(server.received).toEqual([])
    }
  })

  it('without any host name shows none, and the first of its issuer’s two names', async () => {
    const server = await serverForTest({ certificate: 'nameless' })
    expect((await trial(server)).certificate).toMatchObject({
      problems: ['other-name', 'self-signed'],
      issuer: 'First organization',
      names: [],
    })
  })

  it('rejected for a reason that we have no name for is shown as having another problem', async () => {
    const server = await serverForTest({ certificate: 'wrong-purpose' })
    const { code, certificate } = await trial(server)
    expect([code, certificate?.problems]).toEqual(['MAIL_CERTIFICATE', ['other']])
  })

  it('of an authority that nobody knows names its issuer', async () => {
    const server = await serverForTest({ certificate: 'wrong-name' })
    const { certificate } = await smtpTrial({ timeouts: patient }).send(settingsFor(server), aMail)
    expect(certificate).toMatchObject({
      problems: ['other-name', 'unknown-issuer'],
      issuer: 'Latchkey test authority',
      names: ['mail.example.org'],
    })
  })

  it.each(['starttls', 'tls'] as const)('is taken over %s when it is pinned', async (security) => {
    const server = await serverForTest({ security, certificate: 'untrusted' })
    const pin = (await trial(server)).certificate?.fingerprint ?? ''
    const { code, steps } = await trial(server, { pin })
    expect(code).toBeNull()
    expect(told(steps)).toContain('encrypted ok')
    await smtpSender(trusting(server)).check(settingsFor(server, { pin }))
    expect(server.received).toMatchObject([{ secure: true, user: server.user }])
  })

  it('and only the pinned one: even a good one is another', async () => {
    const server = await serverForTest()
    const pin = Array.from({ length: 32 }, () => 'AB').join(':')
    const { code, certificate } = await trial(server, { pin })
    expect(code).toBe('MAIL_CERTIFICATE')
    expect(certificate?.problems).toEqual(['changed'])
    expect(server.received).toEqual([])
  })
})

describe('a probe', () => {
  it('waits for a greeting of 10 seconds, as a test mail does', () => {
    for (const { connect, greeting, total } of [probeTimeouts, testMailTimeouts]) {
      expect(Math.min(connect, greeting, total)).toBeGreaterThanOrEqual(15_000)
    }
  })

  it('gives up a silent server long before the queue does, which waits for five minutes', () => {
    expect(queueTimeouts.silence).toBe(300_000)
    for (const { silence } of [probeTimeouts, testMailTimeouts]) {
      expect(silence).toBeLessThanOrEqual(20_000)
    }
  })

  it('finds what a port speaks, without a login', async () => {
    const server = await serverForTest()
    const { probe } = smtpTrial(trusting(server))
    const at = (security: 'starttls' | 'tls') => ({
      host: server.host,
      port: server.port,
      security,
    })
    expect(await probe(at('starttls'))).toEqual({ code: null, certificate: null })
    expect((await probe(at('tls'))).code).toBe('MAIL_NO_STARTTLS')
  })

  it('reads a certificate that is not good', async () => {
    const server = await serverForTest({ security: 'tls', certificate: 'expired' })
    const found = await smtpTrial(trusting(server)).probe(server)
    expect(found).toMatchObject({
      code: 'MAIL_CERTIFICATE',
      certificate: { problems: ['expired'] },
    })
  })
})
