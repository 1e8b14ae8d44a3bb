import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { linksIn } from '../../../../test/mail-server/received-mail'
import {
  at,
  code,
  inEachLanguage,
  kinds,
  kindsWithCode,
  kindsWithLink,
  link,
  page,
  seen,
  write,
} from '../../../../test/support/mails'
import { mailWriter } from './mail-writer'

describe.each(inEachLanguage(kinds))('the mail %s in %s', (kind, language) => {
  it('has every text that its layout asks for', async () => {
    for (const change of [{ language }, { language, code, page }, { language, byReset: false }]) {
      const { subject, text, html } = await write(kind, change)
      for (const part of [subject, text, html]) {
        expect(part).not.toMatch(
          /\{\{|\}\}|undefined|\bnull\b|\[object|\b[a-z-]+\.(lead|heading|notYou|code)|\bcode(Title|Hint)/,
        )
      }
      expect(subject).toMatch(/Latchkey/)
      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
      expect(subject.length).toBeLessThan(78) // RFC 5322 2.1.1: the limit of a line
    }
  })

  it('says the same as text and as HTML', async () => {
    const { text, html } = await write(kind, { language, code })
    const words = seen(html).replace(/\s+/g, ' ')
    const lines = text.split('\n').filter((line) => line !== '' && line !== '-- ')
    expect(lines.length).toBeGreaterThan(6)
    for (const line of lines.flatMap((part) => part.split(/[:：] ?(?=\u2068?(?:\d|kitchen))/))) {
      expect(words).toContain(line.replace(/\s+/g, ' ').trim())
    }
  })

  it('shows the time in its subject, so that a thread does not hide the newest', async () => {
    const subjects = [0, 1, 2].map(async (minutes) => {
      return (await write(kind, { language, at: at + minutes * 60_000 })).subject
    })
    expect(new Set(await Promise.all(subjects)).size).toBe(3)
    expect(await subjects[0]).toMatch(/0?2:02|14:02/)
  })

  it('names the computer and the address, and the language it is in', async () => {
    const { text, html, ...mail } = await write(kind, { language })
    expect(mail.language).toBe(language)
    expect(text).toContain('kitchen-pc')
    expect(text).toContain('ann@example.com')
    const rtl = language === 'ar'
    const marks = `lang="${language}" dir="${rtl ? 'rtl' : 'ltr'}"`
    expect(html).toContain(`<html ${marks}>`)
    // Repeated inside, because webmail removes the outermost elements.
    expect(html).toContain(`<table role="presentation" ${marks} `)
    expect(html.includes('text-align:right')).toBe(rtl)
    expect(html.includes('padding-left:16px')).toBe(rtl)
    expect(html.includes('padding-right:16px')).toBe(!rtl)
  })

  it('fetches nothing and runs nothing', async () => {
    const { html } = await write(kind, { language, code })
    expect(html).not.toMatch(/<(img|script|iframe|object|form|link|base|video|audio|svg)\b/i)
    expect(html).not.toMatch(/\b(src|srcset|background|on\w+)=/i)
    expect(html).not.toMatch(/https?:|url\(|@import/i)
  })

  it('is readable in a dark mail program', async () => {
    const { html } = await write(kind, { language })
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html).toContain('@media (prefers-color-scheme: dark)')
  })
})

describe.each(inEachLanguage(kindsWithLink))('the link of %s in %s', (kind, language) => {
  it('is the same in text and HTML, and the only one', async () => {
    const { text, html } = await write(kind, { language })
    expect(linksIn(text)).toEqual([link])
    expect(linksIn(html)).toEqual([link])
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([link])
  })

  it('stands alone on its line, and in sight for those whose program strips it', async () => {
    const { text, html } = await write(kind, { language })
    expect(text.split('\n')).toContain(link)
    expect(seen(html).split('\n')).toContain(link)
  })

  it('is the link page’s where there is one, in the same places', async () => {
    const { text, html } = await write(kind, { language, page })
    expect(text.split('\n')).toContain(page)
    expect(seen(html).split('\n')).toContain(page)
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([page])
    expect(linksIn(text + html)).toEqual([])
    expect(text).toMatch(/[“„«「]\s?\u2068?https:/u)
  })
})

describe.each(inEachLanguage(kindsWithCode))('the code of %s in %s', (kind, language) => {
  it('stands alone on its line, in two groups, once', async () => {
    for (const written of [code, '4G2N0-ZKX7Q']) {
      const { text, html } = await write(kind, { language, code: written })
      expect(text.split('\n').filter((line) => line === '4G2N0-ZKX7Q')).toHaveLength(1)
      expect(html.match(/>4G2N0-ZKX7Q</g)).toHaveLength(1)
    }
  })

  it('leaves nothing behind where there is none', async () => {
    const [without, having] = [
      await write(kind, { language }),
      await write(kind, { language, code }),
    ]
    expect(having.text.split('\n').length - without.text.split('\n').length).toBe(5)
    expect(without.text).not.toMatch(/\n\n\n/)
    expect(having.text).not.toMatch(/\n\n\n/)
  })
})

describe('in English, word for word', () => {
  it.each(kindsWithLink)(
    '%s says when it ends, that it works once, and that the newest counts',
    async (kind) => {
      const { text } = await write(kind)
      expect(text).toContain('Works until: 21 November 2026 at 14:32 UTC')
      expect(text).toContain('works once')
      expect(text).toContain('replaces the older')
    },
  )

  it.each(kinds)('%s says what to do if it was somebody else', async (kind) => {
    expect((await write(kind)).text).toMatch(/If it wasn’t you\n\S/)
  })

  it.each([
    'password-changed',
    'email-changed',
    'already-registered',
    'codes-guessed',
    'password-guessed',
  ] as const)('%s says when it happened and on which computer', async (kind) => {
    const { text } = await write(kind)
    expect(text).toContain('Time: 21 November 2026 at 14:02 UTC\nComputer: kitchen-pc')
  })

  it('a reset is told apart from a change', async () => {
    const byReset = await write('password-changed', { byReset: true })
    const byOwner = await write('password-changed', { byReset: false })
    expect(byReset.text).toContain('with a link from a mail')
    expect(byOwner.text).toContain('knew the old one')
  })

  it.each(['codes-guessed', 'password-guessed'] as const)(
    '%s says that nobody got in, and what to do if it was oneself',
    async (kind) => {
      const { text } = await write(kind)
      expect(text).toMatch(/Nobody got in.*your password is as it was\. .*If it was you, /s)
      expect(text).not.toContain('latchkey://')
    },
  )

  it('the test mail’s code is asked for where it is typed', async () => {
    expect((await write('test', { code })).text).toContain('in Latchkey’s mail settings:\n\n4G2N0-')
    expect((await write('reset', { code })).text).toContain(
      'on the computer “kitchen-pc”:\n\n4G2N0-',
    )
  })
})

it('mails have the app’s colours, whose contrast is counted there', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
  const tokens = read('../../../renderer/ui/tokens.css')
  const colours = read('../../../../resources/mail/layout.html').match(/#[0-9a-f]{3,8}\b/gi) ?? []
  expect(new Set(colours).size).toBeGreaterThan(8)
  for (const colour of colours) expect(tokens).toContain(colour)
})

describe('languages and places', () => {
  it('a language without texts gets English ones, and says so', async () => {
    const { html, subject } = await write('reset', {}, { language: 'nl' })
    expect(subject).toBe('Reset your Latchkey password (14:02)')
    expect(html).toContain('<html lang="en" dir="ltr">')
  })

  it('a mail’s own language goes before the computer’s', async () => {
    const writer = mailWriter({ computer: 'kitchen-pc', language: 'de', timeZone: 'UTC' })
    const content = { kind: 'test', email: 'ann@example.com', at } as const
    expect((await writer.write(content)).subject).toBe('Eine Test-E-Mail von Latchkey (14:02)')
    expect((await writer.write({ ...content, language: 'fr' })).subject).toMatch(/^Un message/)
    expect((await writer.write(content)).subject).toMatch(/^Eine Test/)
  })

  // Fragments, because the way they are joined changes with the version of the Unicode data.
  it.each([
    ['en', ['21 November 2026', '14:32 UTC']],
    ['en-US', ['November 21, 2026', '02:32 PM UTC']],
    ['de', ['21. November 2026', '14:32 UTC']],
    ['fr', ['21 novembre 2026', '14:32 UTC']],
    ['es', ['21 de noviembre de 2026', '14:32 UTC']],
    ['ja', ['2026年11月21日', '14:32 UTC']],
    ['ar', ['21 نوفمبر 2026', '02:32 م']],
  ])('times in %s are written as there', async (language, parts) => {
    const { text } = await write('reset', { language })
    for (const part of parts) expect(text.replace(/[\u202f\u00a0]/g, ' ')).toContain(part)
  })

  it("times are the computer's, and name its zone", async () => {
    const { text, subject } = await write('reset', {}, { timeZone: 'Asia/Tokyo' })
    expect(subject).toContain('(23:02)')
    expect(text).toContain('21 November 2026 at 23:32 GMT+9')
  })
})
