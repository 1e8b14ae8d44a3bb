import { describe, expect, it } from 'vitest'
import { linksIn } from '../../../../test/mail-server/received-mail'
import type { MailContent, MailKind, RenderedMail } from '../../domain/mail/mail'
import { mailWriter } from './mail-writer'

const at = Date.parse('2026-11-21T14:02:00Z')
const link = `latchkey://reset?t=${'eyJh-_'.repeat(20)}.${'QWxh'.repeat(60)}.${'A'.repeat(43)}`
const withLink = { link, expiresAt: at + 30 * 60_000 }

const extra: Record<MailKind, object> = {
  confirm: withLink,
  'change-email': withLink,
  reset: withLink,
  'already-registered': {},
  'password-changed': { byReset: true },
  'email-changed': { maskedNewEmail: 'b•••@example.org' },
  test: {},
}
const kinds = Object.keys(extra) as MailKind[]
const kindsWithLink: MailKind[] = ['confirm', 'change-email', 'reset']

function write(kind: MailKind, change: object = {}, options: object = {}): Promise<RenderedMail> {
  const writer = mailWriter({ computer: 'kitchen-pc', language: 'en', timeZone: 'UTC', ...options })
  const content = { kind, email: 'ann@example.com', at, ...extra[kind], ...change }
  return writer.write(content as MailContent)
}

/** What an HTML reader shows, roughly. */
const seen = (html: string) =>
  html
    .replace(/<(style|title)>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name as string] ?? "'",
    )

describe.each(kinds)('the mail %s', (kind) => {
  it('has every text that its layout asks for', async () => {
    const { subject, text, html } = await write(kind)
    for (const part of [subject, text, html]) {
      expect(part).not.toMatch(/\{\{|\}\}|undefined|\[object|\b[a-z-]+\.(lead|heading|notYou)/)
    }
    expect(subject).toMatch(/Latchkey/)
  })

  it('says the same as text and as HTML', async () => {
    const { text, html } = await write(kind)
    const words = seen(html).replace(/\s+/g, ' ')
    const lines = text.split('\n').filter((line) => line !== '' && line !== '-- ')
    for (const line of lines.flatMap((part) => part.split(/: (?=\d|kitchen)/))) {
      expect(words).toContain(line.trim())
    }
  })

  it('shows the time in its subject, so that a thread does not hide the newest', async () => {
    expect((await write(kind)).subject).toContain('(14:02)')
    expect((await write(kind, { at: at + 60_000 })).subject).toContain('(14:03)')
  })

  it('says on which computer, and what to do if it was somebody else', async () => {
    const { text } = await write(kind)
    expect(text).toContain('kitchen-pc')
    expect(text).toContain('If it wasn’t you')
  })

  it('fetches nothing and runs nothing', async () => {
    const { html } = await write(kind)
    expect(html).not.toMatch(/<(img|script|iframe|object|form|link|base|video|audio|svg)\b/i)
    expect(html).not.toMatch(/\b(src|srcset|background|on\w+)=/i)
    expect(html).not.toMatch(/https?:|url\(|@import/i)
  })

  it('is readable in a dark mail program', async () => {
    expect((await write(kind)).html).toContain('<meta name="color-scheme" content="light dark">')
  })
})

describe.each(kindsWithLink)('the link of %s', (kind) => {
  it('is the same in text and HTML, and the only one', async () => {
    const { text, html } = await write(kind)
    expect(linksIn(text)).toEqual([link])
    expect(linksIn(html)).toEqual([link])
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([link])
  })

  it('stands alone on its line, and in sight for those whose program strips it', async () => {
    const { text, html } = await write(kind)
    expect(text.split('\n')).toContain(link)
    expect(seen(html).split('\n')).toContain(link)
  })

  it('says when it ends, that it works once, and that the newest counts', async () => {
    const { text } = await write(kind)
    expect(text).toContain('Works until: 21 November 2026 at 14:32 UTC')
    expect(text).toContain('works once')
    expect(text).toContain('replaces the older')
  })
})

describe('what comes from outside', () => {
  const nasty = `"<b onload=x>&'"</p><script>{{name}}{{{name}}} $t(name) {{email}}`

  it('is inert in HTML, wherever it stands', async () => {
    for (const kind of kinds) {
      const change = {
        email: nasty,
        ...('maskedNewEmail' in extra[kind] ? { maskedNewEmail: nasty } : {}),
      }
      const { html } = await write(kind, change, { computer: nasty })
      expect(html).not.toMatch(/<script|<b |\bonload=x>[^&]/)
      expect(html).toContain('&lt;b onload=x&gt;&amp;&#39;&quot;&lt;/p&gt;')
      expect(seen(html)).toContain(nasty)
    }
  })

  it('is not escaped in text, and calls no template', async () => {
    const { text } = await write('reset', { email: nasty }, { computer: nasty })
    expect(text).toContain(`account ${nasty}.`)
    expect(text).toContain(`computer “${nasty}”`)
  })

  it('cannot begin a line of its own, nor turn one round', async () => {
    const computer = 'a\nlatchkey://reset?t=evil\r\u2028\u202eb'
    const { text } = await write('reset', { email: 'x\n\nhttps://evil.example' }, { computer })
    expect(text.split('\n').filter((line) => line.startsWith('latchkey:'))).toEqual([link])
    expect(text).not.toMatch(/[\r\u2028\u202e]|^https/m)
  })

  it('stands after the link that is ours', async () => {
    const computer = 'latchkey://reset?t=evil'
    for (const kind of kindsWithLink) {
      expect(linksIn((await write(kind, {}, { computer })).text)[0]).toBe(link)
    }
  })
})

describe('languages and places', () => {
  it('a language without texts gets English ones, and says so', async () => {
    const { html, subject } = await write('reset', {}, { language: 'ar' })
    expect(subject).toBe('Reset your Latchkey password (14:02)')
    expect(html).toContain('<html lang="en" dir="ltr">')
  })

  it('a variant of a language is that language', async () => {
    expect((await write('reset', {}, { language: 'en-US' })).subject).toMatch(/^Reset your/)
  })

  it("times are the computer's, and name its zone", async () => {
    const { text, subject } = await write('reset', {}, { timeZone: 'Asia/Tokyo' })
    expect(subject).toContain('(23:02)')
    expect(text).toContain('21 November 2026 at 23:32 GMT+9')
  })

  it('a reset is told apart from a change', async () => {
    const byReset = await write('password-changed', { byReset: true })
    const byOwner = await write('password-changed', { byReset: false })
    expect(byReset.text).toContain('with a link from a mail')
    expect(byOwner.text).toContain('knew the old one')
  })
})
