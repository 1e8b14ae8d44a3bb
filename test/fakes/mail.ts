import type { MailEndpoint } from '../../src/contract/mail-models.ts'
import {
  type Mail,
  type MailContent,
  type MailDirectory,
  MailFailure,
  type MailSender,
  type MailTrial,
  type MailWriter,
} from '../../src/main/domain/ports/mail.ts'
/** Writes the content as JSON, so that tests can read it back. */
export const jsonWriter: MailWriter = {
  write: (content) =>
    Promise.resolve({
      subject: content.kind,
      text: JSON.stringify(content),
      html: '',
      language: content.language ?? 'en',
    }),
}

export interface FakeSender extends MailSender {
  readonly sent: {
    readonly to: string
    readonly messageId: string
    readonly content: MailContent
  }[]
  /** Thrown by every send while set. */
  failure: Error | null
  /** Thrown by every contact while set: the server can't be reached or refuses us. */
  unreachable: Error | null
  /** How often the server was checked. */
  checks: number
  /** Runs while an email is being sent, before the server answers. */
  meanwhile: () => void
}

export function fakeSender(): FakeSender {
  const sender: FakeSender = {
    sent: [],
    failure: null,
    unreachable: null,
    checks: 0,
    meanwhile: () => {},
    send(_server, mail: Mail) {
      sender.meanwhile()
      const failure = sender.unreachable ?? sender.failure
      if (failure) return Promise.reject(failure)
      const content = JSON.parse(mail.text) as MailContent
      sender.sent.push({ to: mail.to, messageId: mail.messageId, content })
      return Promise.resolve()
    },
    check() {
      sender.checks += 1
      return sender.unreachable ? Promise.reject(sender.unreachable) : Promise.resolve()
    },
  }
  return sender
}

/** Sends test emails like the others; the real steps belong to the adapter and are tested there. */
export function fakeTrial(sender: FakeSender): FakeTrial {
  const trial: FakeTrial = {
    answer: null,
    doors: [],
    probed: [],
    async send(server, mail) {
      const code = await sender.send(server, mail).then(
        () => null,
        (error: unknown) => {
          if (error instanceof MailFailure) return error.code
          throw error
        },
      )
      const state = code === null ? ('ok' as const) : ('failed' as const)
      const steps = [{ name: 'mail' as const, state, answer: trial.answer }]
      return { steps, code, certificate: null, secrets: [] }
    },
    probe(endpoint) {
      trial.probed.push(endpoint)
      const { host, port, security } = endpoint
      const open = trial.doors.includes(`${security}://${host}:${port}`)
      return Promise.resolve({ code: open ? null : 'MAIL_REFUSED', certificate: null })
    },
  }
  return trial
}

export interface FakeTrial extends MailTrial {
  /** What the server answers. */
  answer: string | null
  /** Where a probe finds a server, as `tls://host:465`. */
  doors: readonly string[]
  readonly probed: MailEndpoint[]
}

/** Two services, and the mail server of each domain. */
export const fakeDirectory: MailDirectory = {
  services: () =>
    Promise.resolve([
      {
        id: 'Gmail',
        description: 'Gmail',
        host: 'smtp.gmail.com',
        port: 465,
        secure: true,
        domains: ['gmail.com'],
      },
      { id: 'Ethereal', host: 'smtp.ethereal.email', port: 587 },
    ]),
  mailHosts: (domain) =>
    Promise.resolve(domain === 'at-google.example' ? ['aspmx.l.google.com'] : []),
}
