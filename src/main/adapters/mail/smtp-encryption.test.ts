import { createServer } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { testAuthority } from '../../../../test/mail-server/certificates'
import {
  aMail,
  failureOf,
  patient,
  send,
  serverForTest,
  settingsFor,
  verdict,
} from '../../../../test/mail-server/client'
import { loopbackAddress } from '../../domain/mail/settings-check'
import { smtpSender } from './smtp'

describe.each(['starttls', 'tls'] as const)('over %s', (security) => {
  it('a mail goes through encrypted and logged in', async () => {
    const server = await serverForTest({ security })
    await send(server)
    expect(server.received).toMatchObject([{ secure: true, user: server.user }])
  })

  it.each(['untrusted', 'expired', 'wrong-name'] as const)(
    'a certificate that is %s is refused before the login',
    async (certificate) => {
      const server = await serverForTest({ security, certificate })
      expect(await verdict(send(server))).toBe('MAIL_CERTIFICATE for now')
    },
  )

  it('an authority that this computer does not know is refused', async () => {
    const server = await serverForTest({ security })
    const sending = smtpSender({ timeouts: patient }).send(settingsFor(server), aMail)
    expect(await verdict(sending)).toBe('MAIL_CERTIFICATE for now')
  })

  it('the environment cannot switch the check off', async () => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    onTestFinished(() => {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before
    })
    const server = await serverForTest({ security, certificate: 'untrusted' })
    expect(await verdict(send(server))).toBe('MAIL_CERTIFICATE for now')
  })

  it('TLS older than 1.2 is not spoken', async () => {
    const { key, cert } = await (await testAuthority()).certificate('valid')
    const old = createServer({ key, cert, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })
    onTestFinished(() => void old.close())
    old.on('tlsClientError', () => {})
    await new Promise<void>((resolve) => old.listen(0, '127.0.0.1', resolve))
    const address = old.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const server = await serverForTest({ security })
    const sending = send(server, { settings: { port, security: 'tls' } })
    expect(await verdict(sending)).toBe('MAIL_NO_STARTTLS for now')
  })
})

describe('where encryption is required', () => {
  it('a server without STARTTLS gets neither login nor mail', async () => {
    const server = await serverForTest({ security: 'none' })
    const sending = send(server, { settings: { security: 'starttls' } })
    expect(await verdict(sending)).toBe('MAIL_NO_STARTTLS for now')
    expect(server.received).toEqual([])
  })

  it('a STARTTLS that somebody strips ends the conversation', async () => {
    const server = await serverForTest({ faults: { hideStartTls: true } })
    expect(await verdict(send(server))).toBe('MAIL_NO_STARTTLS for now')
  })

  it('a plain server on a TLS port is told apart', async () => {
    const server = await serverForTest({ security: 'none' })
    const sending = send(server, { settings: { security: 'tls' } })
    expect(await verdict(sending)).toBe('MAIL_NO_STARTTLS for now')
  })
})

describe('plain text', () => {
  it('goes to this computer, login included', async () => {
    const server = await serverForTest({ security: 'none' })
    await send(server)
    await send(server, { settings: { host: 'localhost' } })
    expect(server.received).toMatchObject([
      { secure: false, user: server.user },
      { secure: false, user: server.user },
    ])
  })

  it.each(['mail.example.com', '192.168.1.2', '128.0.0.1', '127.0.0.1.example.com', '127.999.0.1'])(
    'does not go to %s, and nothing is looked up',
    async (host) => {
      const server = await serverForTest({ security: 'none' })
      const failure = await failureOf(send(server, { settings: { host } }))
      expect(failure.code).toBe('MAIL_INSECURE')
      expect(failure.cause).toBeUndefined()
    },
  )

  it('knows every way to write this computer, and nothing else', () => {
    expect(
      ['localhost', 'LocalHost', '127.0.0.1', '127.8.9.1', '::1'].map(loopbackAddress),
    ).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1', '127.8.9.1', '::1'])
    const others = [
      '',
      '0.0.0.0',
      '::',
      '127.1',
      'localhost.example.com',
      '::2',
      '[::1]',
      '10.0.0.1',
    ]
    expect(others.filter((host) => loopbackAddress(host) !== null)).toEqual([])
  })
})
