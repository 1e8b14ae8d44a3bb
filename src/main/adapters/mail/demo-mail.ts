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

/** @returns null for a mail without an HTML part */
export async function readHtml(raw: Buffer): Promise<string | null> {
  const { html } = await parse(raw)
  return html ? html : null
}

function addresses(value: AddressObject | AddressObject[] | undefined): string {
  return [value ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ')
}
