import type { SMTPServer, SMTPServerDataStream } from 'smtp-server'
import { loopbackAddress } from './loopback'

/** Far above any mail of ours. */
const maxMailBytes = 1024 * 1024

/**
 * An SMTP server that takes mail from this computer for anybody, without encryption or login, and
 * sends none on. It does not listen yet.
 *
 * @param take keeps a mail; rejecting makes the sender try again later
 */
export async function demoSmtpServer(take: (raw: Buffer) => Promise<void>): Promise<SMTPServer> {
  const { SMTPServer } = await import('smtp-server')
  return new SMTPServer({
    name: 'localhost',
    banner: 'Latchkey demo mailbox',
    logger: false,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: maxMailBytes,
    maxClients: 20,
    socketTimeout: 30_000,
    closeTimeout: 200, // ms
    onConnect({ remoteAddress }, done) {
      done(loopbackAddress(remoteAddress) === null ? answer(554) : null)
    },
    onData(stream, _session, done) {
      read(stream).then(
        (raw) =>
          raw === null
            ? done(answer(552))
            : take(raw).then(
                () => done(),
                () => done(answer(452)),
              ),
        done,
      )
    },
  })
}

/** @returns null when there was more than is taken; the rest is read and forgotten */
async function read(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) {
    if (!stream.sizeExceeded) chunks.push(chunk as Buffer)
  }
  return stream.sizeExceeded ? null : Buffer.concat(chunks)
}

/** Makes smtp-server answer with this code (RFC 5321 4.2.3). */
function answer(responseCode: 452 | 552 | 554): Error {
  const words = { 452: 'Cannot store it now', 552: 'Too large', 554: 'Not from there' }
  return Object.assign(new Error(words[responseCode]), { responseCode })
}
