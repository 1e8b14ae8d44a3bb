import type { AddressInfo } from 'node:net'
import type { DemoMail } from '@contract/models'
import type { AddressObject, ParsedMail } from 'mailparser'
import type { SMTPServer, SMTPServerDataStream } from 'smtp-server'
import { emitter } from '../../domain/emitter'
import { loopbackAddress } from '../../domain/mail/settings-check'
import { mailFolder, timeOf } from './mail-folder'

const maxMails = 200

export type DemoMailboxServer = ReturnType<typeof demoMailbox>

/**
 * A mail server with one mailbox, for trying the app without a real mail server.
 *
 * @param options.folder where emails are stored across restarts, 200 at most
 */
export function demoMailbox(options: { readonly folder: string }) {
  const folder = mailFolder(options.folder, maxMails)
  const changed = emitter()
  const known = new Map<string, DemoMail>()
  let server: SMTPServer | null = null
  let adding = Promise.resolve()

  /** One at a time, to keep the limit and the order. */
  function take(raw: Buffer): Promise<void> {
    const added = adding.then(() => folder.add(raw))
    adding = added.catch(() => {})
    return added.then(changed.emit)
  }

  async function mail(id: string): Promise<DemoMail | null> {
    const seen = known.get(id)
    if (seen) return seen
    const raw = await folder.read(id)
    if (raw === null) return null
    const parsed = await readDemoMail(id, raw)
    known.set(id, parsed)
    return parsed
  }

  return {
    /** Listens on 127.0.0.1, on any free port. */
    async start(): Promise<{ readonly port: number }> {
      server ??= await demoSmtpServer(take)
      const { server: listener } = server
      await new Promise<void>((resolve, reject) => {
        listener.once('error', reject)
        listener.listen(0, '127.0.0.1', resolve)
      })
      // A client that disconnects halfway isn't an error of the app.
      server.on('error', () => {})
      return { port: (listener.address() as AddressInfo).port }
    },
    async stop(): Promise<void> {
      const stopping = server
      server = null
      if (stopping) await new Promise<void>((resolve) => stopping.close(resolve))
      await adding
    },
    /** Newest first. */
    async list(): Promise<readonly DemoMail[]> {
      const ids = await folder.ids()
      for (const id of known.keys()) if (!ids.includes(id)) known.delete(id)
      const mails = await Promise.all(ids.map(mail))
      return mails.filter((one) => one !== null)
    },
    /**
     * The HTML a mail program would show. May be hostile: show it in a sandbox.
     * @returns null for an unknown email
     */
    async html(id: string): Promise<string | null> {
      const raw = await folder.read(id)
      return raw && readHtml(raw)
    },
    async clear(): Promise<void> {
      await folder.clear()
      changed.emit()
    },
    /** Called after an email arrives and after the mailbox is cleared. */
    onChange: changed.on,
  }
}

/** Leave links and images as they are in the email: don't make anything else clickable. */
const parseOptions = { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true }

async function parse(raw: Buffer): Promise<ParsedMail> {
  const { simpleParser } = await import('mailparser')
  return simpleParser(raw, parseOptions)
}

export async function readDemoMail(id: string, raw: Buffer): Promise<DemoMail> {
  const { from, to, subject, text } = await parse(raw)
  return {
    id,
    from: addresses(from),
    to: addresses(to),
    subject: subject ?? '',
    at: timeOf(id),
    text: text ?? '',
  }
}

/** The HTML part unchanged, or the text as HTML. May be hostile: show it in a sandbox. */
async function readHtml(raw: Buffer): Promise<string> {
  const { html, text } = await parse(raw)
  if (html) return html
  const shown = (text ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return `<!doctype html><meta name="color-scheme" content="light dark"><pre style="white-space:pre-wrap;overflow-wrap:anywhere;margin:24px;font:14px/20px monospace">${shown}</pre>`
}

function addresses(value: AddressObject | AddressObject[] | undefined): string {
  return [value ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ')
}

/** Far more than any email of ours. */
const maxMailBytes = 1024 * 1024

/**
 * An SMTP server that accepts email for anyone, but only from this computer, without encryption or login.
 * It never forwards anything. It isn't listening yet.
 *
 * @param take stores an email; if it rejects, the sender tries again later
 */
async function demoSmtpServer(take: (raw: Buffer) => Promise<void>): Promise<SMTPServer> {
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

/** @returns null if the email was too large; the rest is read and discarded */
async function read(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) {
    if (!stream.sizeExceeded) chunks.push(chunk as Buffer)
  }
  return stream.sizeExceeded ? null : Buffer.concat(chunks)
}

/** Makes smtp-server reply with this code (RFC 5321 4.2.3). */
function answer(responseCode: 452 | 552 | 554): Error {
  const words = { 452: 'Cannot store it now', 552: 'Too large', 554: 'Not from there' }
  return Object.assign(new Error(words[responseCode]), { responseCode })
}
