import { describe, expect, it } from 'vitest'
import { linksIn } from '../../../../test/mail-server/received-mail'
import {
  extra,
  inEachLanguage,
  kinds,
  kindsWithCode,
  kindsWithLink,
  link,
  seen,
  write,
} from '../../../../test/support/mails'
import { mailLanguages } from './mail-texts'

describe('what comes from outside', () => {
  const nasty = `"<b onload=x>&'"</p><script>{{name}}{{{name}}} $t(name) {{email}}`

  it.each(mailLanguages)('is inert in HTML, wherever it stands, in %s', async (language) => {
    for (const kind of kinds) {
      const change = {
        language,
        email: nasty,
        ...('maskedNewEmail' in extra[kind] ? { maskedNewEmail: nasty } : {}),
        ...(kindsWithCode.includes(kind) ? { code: nasty } : {}),
        ...(kindsWithLink.includes(kind) ? { page: `https:${nasty}` } : {}),
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
    const computer = 'a\nlatchkey://reset?t=evil\r\u2028\u202eb\u2069'
    for (const language of mailLanguages) {
      const change = { language, email: 'x\n\nhttps://evil.example' }
      const { text } = await write('reset', change, { computer })
      expect(text.split('\n').filter((line) => line.startsWith('latchkey:'))).toEqual([link])
      expect(text).not.toMatch(/[\r\u2028\u202e]|^https/m)
      const [opened, closed] = [text.match(/\u2068/g), text.match(/\u2069/g)]
      expect(opened?.length).toBe(closed?.length)
    }
  })

  it('keeps its own direction in a text of the other', async () => {
    const isolatedAddress = '\u2068ann@example.com\u2069'
    expect((await write('reset', { language: 'ar' })).text).toContain(isolatedAddress)
    expect((await write('reset')).text).not.toContain('\u2068')
    const { text } = await write('reset', {}, { computer: 'حاسوب المطبخ' })
    expect(text).toContain('“\u2068حاسوب المطبخ\u2069”')
  })

  it('stands after the link that is ours', async () => {
    const computer = 'latchkey://reset?t=evil'
    for (const [kind, language] of inEachLanguage(kindsWithLink)) {
      expect(linksIn((await write(kind, { language }, { computer })).text)[0]).toBe(link)
    }
  })
})
