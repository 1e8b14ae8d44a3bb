import type { ParsedMail } from 'mailparser'

/** A received email, parsed. It can be carried as JSON. */
export interface ReceivedMail {
  /** From the envelope. */
  readonly from: string
  /** From the envelope. */
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  /** Empty if the email has no such part. */
  readonly html: string
  /** Values by lower-case name, in order; undecoded. */
  readonly headers: Readonly<Record<string, readonly string[]>>
  /** As received over the wire. */
  readonly raw: string
  /** Whether it came over TLS. */
  readonly secure: boolean
  /** Who was logged in, or null. */
  readonly user: string | null
}

export type Envelope = Pick<ReceivedMail, 'from' | 'to' | 'secure' | 'user'>

export async function readMail(raw: Buffer, envelope: Envelope): Promise<ReceivedMail> {
  const { simpleParser } = await import('mailparser')
  const parsed = await simpleParser(raw)
  return {
    ...envelope,
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html === false ? '' : (parsed.html ?? ''),
    headers: headersOf(parsed),
    raw: raw.toString('utf8'),
  }
}

function headersOf(parsed: ParsedMail): Record<string, string[]> {
  const headers: Record<string, string[]> = {}
  for (const { key, line } of parsed.headerLines) {
    // Mailparser gives one character per byte, but headers may be UTF-8 (RFC 6532).
    const value = Buffer.from(line.slice(line.indexOf(':') + 1), 'latin1')
      .toString()
      .trim()
    headers[key] = [...(headers[key] ?? []), value]
  }
  return headers
}

/** Every `latchkey://` link in a text, in order and without duplicates. */
export function linksIn(text: string): string[] {
  return [...new Set(text.match(/latchkey:\/\/[^\s<>"']+/g) ?? [])]
}

/**
 * The only link in an email, as its reader would copy it from the text.
 *
 * @throws if there is none, or more than one
 */
export function linkOf(mail: ReceivedMail): string {
  const [link, ...others] = linksIn(mail.text)
  if (link === undefined || others.length > 0) {
    throw new Error(`'${mail.subject}' holds ${others.length + (link ? 1 : 0)} links, not one`)
  }
  return link
}
