import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { type CertificateKind, testAuthority } from './certificates.ts'
import type { MailFaults } from './faults.ts'
import { handlers } from './handlers.ts'
import { type Inbox, inbox } from './inbox.ts'
import type { ReceivedMail } from './received-mail.ts'

export interface MailServerOptions {
  /** Default: `starttls`. */
  readonly security?: 'starttls' | 'tls' | 'none'
  /** Default: `valid`, for `localhost` and 127.0.0.1. */
  readonly certificate?: CertificateKind
  /** False: accepts email from anyone. */
  readonly login?: boolean
  /** Default: one that is hard to handle, with a space, a colon and an umlaut. */
  readonly password?: string
  /** Default: any free one. */
  readonly port?: number
  /** Accepts this access token, and no passwords. */
  readonly accessToken?: string
  readonly faults?: MailFaults
  /** Called with each email as it arrives. */
  readonly onMail?: (mail: ReceivedMail) => void
}

export interface TestMailServer extends Inbox {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly security: 'starttls' | 'tls' | 'none'
  /** Both empty if no login is needed. */
  readonly user: string
  readonly password: string
  /** PEM file of the authority that signed the server's certificate. */
  readonly caFile: string
  /** Applies to conversations that begin afterwards; `{}` removes all faults. */
  setFaults(faults: MailFaults): Promise<void>
  /** Hangs up on everyone. Another server may be started on the same port. */
  stop(): Promise<void>
}

/** A real SMTP server on the loopback interface. */
export async function startMailServer(options: MailServerOptions = {}): Promise<TestMailServer> {
  const { security = 'starttls', certificate = 'valid', login = true, port = 0 } = options
  const authority = await testAuthority()
  const user = login
    ? { user: 'latchkey', password: options.password ?? 'pa55 wörd: of the server' }
    : null
  let faults = options.faults ?? {}
  const mails = inbox()

  const server = new SMTPServer({
    name: 'mail.test',
    logger: false,
    secure: security === 'tls',
    ...(security === 'none'
      ? { allowInsecureAuth: true }
      : await authority.certificate(certificate)),
    authOptional: !login,
    ...(options.accessToken === undefined ? {} : { authMethods: ['XOAUTH2'] }),
    disableReverseLookup: true,
    closeTimeout: 10, // ms
    ...handlers({
      startTls: security === 'starttls',
      login: user,
      accessToken: options.accessToken ?? null,
      faults: () => faults,
      hangUp(session) {
        for (const connection of server.connections) {
          if (connection.session === session) connection.close()
        }
      },
      arrived(mail) {
        mails.add(mail)
        options.onMail?.(mail)
      },
    }),
  })
  server.on('error', () => {}) // A client that hangs up is not an error of the server.
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

  return {
    ...mails,
    host: '127.0.0.1',
    port: (server.server.address() as AddressInfo).port,
    security,
    user: user?.user ?? '',
    password: user?.password ?? '',
    caFile: authority.caFile,
    setFaults(next) {
      faults = next
      return Promise.resolve()
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
