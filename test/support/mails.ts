/** One email of each kind, written as the app writes it. */
import { mailLanguages } from '../../src/main/adapters/mail/mail-texts.ts'
import { mailWriter } from '../../src/main/adapters/mail/mail-writer.ts'
import type { MailContent, MailKind, RenderedMail } from '../../src/main/domain/ports/mail.ts'

export const at = Date.parse('2026-11-21T14:02:00Z')
const token = `${'eyJh-_'.repeat(20)}.${'QWxh'.repeat(60)}.${'A'.repeat(43)}`
export const link = `latchkey://reset?t=${token}`
export const page = `https://example.org/latchkey/#reset/${token}/4G2N0ZKX7Q`
export const code = '4G2N0ZKX7Q'
const withLink = { link, expiresAt: at + 30 * 60_000 }

export const extra: Record<MailKind, object> = {
  confirm: withLink,
  'change-email': withLink,
  reset: withLink,
  'already-registered': {},
  'password-changed': { byReset: true },
  'email-changed': { maskedNewEmail: 'b•••@example.org' },
  'codes-guessed': {},
  'password-guessed': {},
  test: {},
}
export const kinds = Object.keys(extra) as MailKind[]
export const kindsWithLink: MailKind[] = ['confirm', 'change-email', 'reset']
export const kindsWithCode: MailKind[] = [...kindsWithLink, 'test']
export const inEachLanguage = (some: MailKind[]) =>
  mailLanguages.flatMap((language) => some.map((kind) => [kind, language] as const))

/** @param change to the content @param options of the writer */
export function write(
  kind: MailKind,
  change: object = {},
  options: object = {},
): Promise<RenderedMail> {
  const writer = mailWriter({ computer: 'kitchen-pc', language: 'en', timeZone: 'UTC', ...options })
  const content = { kind, email: 'ann@example.com', at, ...extra[kind], ...change }
  return writer.write(content as MailContent)
}

/** Roughly what an HTML reader shows. */
export const seen = (html: string) =>
  html
    .replace(/<(style|title)>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name as string] ?? "'",
    )
