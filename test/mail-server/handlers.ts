import type { SMTPServerOptions, SMTPServerSession } from 'smtp-server'
import { type MailFaults, reply } from './faults.ts'
import { type ReceivedMail, readMail } from './received-mail.ts'

type Handlers = Required<
  Pick<SMTPServerOptions, 'onConnect' | 'onAuth' | 'onMailFrom' | 'onRcptTo' | 'onData'>
>

/** What the server does at each step of the conversation, with the faults set at that time. */
export function handlers(options: {
  readonly startTls: boolean
  readonly login: { readonly user: string; readonly password: string } | null
  readonly accessToken: string | null
  readonly faults: () => MailFaults
  /** Ends a conversation without an answer. */
  readonly hangUp: (session: SMTPServerSession) => void
  readonly arrived: (mail: ReceivedMail) => void
}): Handlers {
  const seen = new Set<string>()
  const connections = new WeakMap<MailFaults, number>()
  const answer = (code: number | undefined) => (code === undefined ? null : reply(code))

  return {
    onConnect(session, done) {
      const faults = options.faults()
      const { silent, hangUp, bannerDelayMs, greeting, hideStartTls, hideAuth } = faults
      const connection = (connections.get(faults) ?? 0) + 1
      connections.set(faults, connection)
      if (connection > (faults.mostConnections ?? connection)) return done(reply(421))
      if (hangUp) return options.hangUp(session)
      if (silent === 'greeting') return
      if (greeting !== undefined) return done(reply(greeting))
      session.disabledCommands = [
        ...(hideStartTls || !options.startTls ? ['STARTTLS'] : []),
        ...(hideAuth || options.login === null ? ['AUTH'] : []),
      ]
      if (bannerDelayMs === undefined) done()
      else setTimeout(done, bannerDelayMs).unref()
    },

    onAuth({ username, password, accessToken }, _session, done) {
      const { login, loginSays } = options.faults()
      const known = username === options.login?.user
      const right = options.accessToken
        ? accessToken === options.accessToken
        : password === options.login?.password
      if (login !== undefined || !known || !right) done(reply(login ?? 535, loginSays))
      else done(null, { user: username })
    },

    onMailFrom(_address, _session, done) {
      done(answer(options.faults().sender))
    },

    onRcptTo({ address }, _session, done) {
      const { silent, recipient, greylist } = options.faults()
      if (silent === 'recipient') return
      const first = greylist === true && !seen.has(address)
      seen.add(address)
      done(answer(first ? 451 : recipient))
    },

    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { silent, data, dropAfterData, takenDelayMs = 0 } = options.faults()
        if (silent === 'data') return
        if (data !== undefined) return done(reply(data))
        if (dropAfterData === 'lost') return options.hangUp(session)
        readMail(Buffer.concat(chunks), envelopeOf(session)).then((mail) => {
          options.arrived(mail)
          if (dropAfterData === 'taken') options.hangUp(session)
          else setTimeout(done, takenDelayMs)
        }, done)
      })
    },
  }
}

function envelopeOf({ envelope, secure, user }: SMTPServerSession) {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    secure,
    user: typeof user === 'string' ? user : null,
  }
}
