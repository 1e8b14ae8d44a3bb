import type { DemoMail } from '@contract/models'
import type { AddressObject, ParsedMail } from 'mailparser'
import { timeOf } from './mail-folder'

/** Links and images stay as they are in the mail: nothing is made clickable that was not. */
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

/** The HTML part as it came, or the text as HTML. It may be hostile: show it caged. */
export async function readHtml(raw: Buffer): Promise<string> {
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
