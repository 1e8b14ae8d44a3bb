import type { Socket } from 'node:net'
import type { SMTPServerOptions, SMTPServerSession } from 'smtp-server'
import { type MailFaults, reply } from './faults.ts'
import { type ReceivedMail, readMail } from './received-mail.ts'

type Handlers = Required<
  Pick<SMTPServerOptions, 'onConnect' | 'onAuth' | 'onMailFrom' | 'onRcptTo' | 'onData'>
>

/** What the server does at each step of the conversation, with the faults as they are then. */
export function handlers(options: {
  readonly login: { readonly user: string; readonly password: string } | null
  readonly faults: () => MailFaults
  readonly socketOf: (session: SMTPServerSession) => Socket | undefined
  readonly arrived: (mail: ReceivedMail) => void
}): Handlers {
  const seen = new Set<string>()
  const answer = (code: number | undefined) => (code === undefined ? null : reply(code))

  return {
    onConnect(session, done) {
      const { silent, hangUp, bannerDelayMs, hideStartTls, hideAuth } = options.faults()
      if (hangUp) return void options.socketOf(session)?.destroy()
      if (silent === 'greeting') return
      session.disabledCommands = [
        ...(hideStartTls ? ['STARTTLS'] : []),
        ...(hideAuth || options.login === null ? ['AUTH'] : []),
      ]
      if (bannerDelayMs === undefined) done()
      else setTimeout(done, bannerDelayMs).unref()
    },

    onAuth({ username, password }, _session, done) {
      const { login } = options.faults()
      const right = username === options.login?.user && password === options.login?.password
      if (login !== undefined || !right) done(reply(login ?? 535))
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
        const { silent, data, dropAfterData } = options.faults()
        if (silent === 'data') return
        if (data !== undefined) return done(reply(data))
        if (dropAfterData === 'lost') return void options.socketOf(session)?.destroy()
        readMail(Buffer.concat(chunks), envelopeOf(session)).then((mail) => {
          options.arrived(mail)
          if (dropAfterData === 'taken') options.socketOf(session)?.destroy()
          else done()
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
