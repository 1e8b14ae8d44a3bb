import type { AddressInfo } from 'node:net'
import type { Unsubscribe } from '@contract/api'
import type { DemoMail } from '@contract/models'
import type { AddressObject, ParsedMail } from 'mailparser'
import type { SMTPServer } from 'smtp-server'
import { emitter } from '../../domain/emitter'
import { demoSmtpServer } from './demo-smtp'
import { mailFolder, timeOf } from './mail-folder'

const maxMails = 200

/** A mail server and its one mailbox, for trying the app without a mail server of one's own. */
export interface DemoMailboxServer {
  /** Listens on 127.0.0.1, on a port that was free. */
  start(): Promise<{ readonly port: number }>
  stop(): Promise<void>
  /** Newest first. */
  list(): Promise<readonly DemoMail[]>
  /** What a mail program shows. @returns null for an unknown mail. May be hostile: show it caged. */
  html(id: string): Promise<string | null>
  clear(): Promise<void>
  /** Called after a mail has come and after the mailbox was cleared. */
  onChange(listener: () => void): Unsubscribe
}

/** @param options.folder where mails are kept, 200 at most, over restarts */
export function demoMailbox(options: { readonly folder: string }): DemoMailboxServer {
  const folder = mailFolder(options.folder, maxMails)
  const changed = emitter()
  const known = new Map<string, DemoMail>()
  let server: SMTPServer | null = null
  let adding = Promise.resolve()

  /** One after the other, so that the limit and the order hold. */
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
    async start() {
      server ??= await demoSmtpServer(take)
      const { server: listener } = server
      await new Promise<void>((resolve, reject) => {
        listener.once('error', reject)
        listener.listen(0, '127.0.0.1', resolve)
      })
      // A client that hangs up in the middle is no error of the app's.
      server.on('error', () => {})
      return { port: (listener.address() as AddressInfo).port }
    },
    async stop() {
      const stopping = server
      server = null
      if (stopping) await new Promise<void>((resolve) => stopping.close(resolve))
      await adding
    },
    async list() {
      const ids = await folder.ids()
      for (const id of known.keys()) if (!ids.includes(id)) known.delete(id)
      const mails = await Promise.all(ids.map(mail))
      return mails.filter((one) => one !== null)
    },
    async html(id) {
      const raw = await folder.read(id)
      return raw && readHtml(raw)
    },
    async clear() {
      await folder.clear()
      changed.emit()
    },
    onChange: changed.on,
  }
}

/** Links and images stay as they are in the mail: nothing is made clickable that was not. */
const parseOptions = { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true }

async function parse(raw: Buffer): Promise<ParsedMail> {
  const { simpleParser } = await import('mailparser')
  return simpleParser(raw, parseOptions)
}

async function readDemoMail(id: string, raw: Buffer): Promise<DemoMail> {
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

/** The HTML part as it came, or the text as HTML. It may be hostile: show it caged. */
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
