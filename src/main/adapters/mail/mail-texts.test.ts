import { describe, expect, it } from 'vitest'
import { mailLanguages, mailTexts } from './mail-texts'

type Texts = { readonly [key: string]: string | Texts }

const files = import.meta.glob<Texts>('../../../../resources/locales/*/mail.json', {
  eager: true,
  import: 'default',
})
const languageOf = (path: string) => path.split('/').at(-2) ?? ''
const byLanguage = new Map(Object.entries(files).map(([path, texts]) => [languageOf(path), texts]))

/** `reset.subject` → its text. */
function flat(texts: Texts, path = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : flat(value, `${path}${key}.`),
  ) as [string, string][]
}

const textsOf = (language: string) => new Map(flat(byLanguage.get(language) ?? {}))
const placeholders = (text: string) => [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name)
const english = textsOf('en')

it('every language with texts is offered, and no other', () => {
  expect([...byLanguage.keys()].toSorted()).toEqual([...mailLanguages].toSorted())
  expect(mailLanguages).toEqual(['en', 'de', 'fr', 'es', 'ja', 'ar'])
})

describe.each(mailLanguages)('the texts in %s', (language) => {
  const texts = textsOf(language)

  it('are all there, and no others', () => {
    expect(texts.size).toBeGreaterThan(40)
    expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  it('have the same placeholders, each as often', () => {
    for (const [key, text] of texts) {
      const wanted = placeholders(english.get(key) ?? '').toSorted()
      expect(placeholders(text).toSorted(), key).toEqual(wanted)
    }
  })

  it('are one line of plain text each, without space at the ends', () => {
    for (const [key, text] of texts) {
      expect(text, key).toMatch(/^\S/)
      expect(text, key).toMatch(/\S$/)
      expect(text, key).not.toMatch(/[\n\r\t<>]|\$t\(| {2}|\.\.\.|'|"/)
    }
  })

  it('have the time in every subject', () => {
    const subjects = [...texts].filter(([key]) => key.endsWith('.subject'))
    expect(subjects).toHaveLength(9)
    for (const [key, text] of subjects) expect(text, key).toMatch(/[(（]\{\{time\}\}[)）]$/)
  })

  it('are translated', () => {
    const same = [...texts].filter(([key, text]) => text === english.get(key)).map(([key]) => key)
    const mayBe = ['name', 'computer', 'fact'] // the same in some languages
    const left = same.filter((key) => !mayBe.includes(key))
    expect(left).toHaveLength(language === 'en' ? english.size - mayBe.length : 0)
  })

  it('are in its own script', () => {
    const scripts: Record<string, RegExp> = {
      ja: /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u,
      ar: /\p{sc=Arab}/u,
    }
    const script = scripts[language] ?? /\p{sc=Latin}/u
    for (const [key, text] of texts) {
      if (!['name', 'formats', 'fact'].includes(key)) expect(text, key).toMatch(script)
    }
  })
})

describe('a language', () => {
  it.each([
    ['de', 'de', 'de-DE'],
    ['de-AT', 'de', 'de-AT'],
    ['DE-at', 'de', 'de-AT'],
    ['ar', 'ar', 'ar'],
    ['ar-EG', 'ar', 'ar-EG'],
    ['en', 'en', 'en-GB'],
    ['en-US', 'en', 'en-US'],
    ['ja-JP-u-ca-japanese', 'ja', 'ja-JP'],
    ['nl', 'en', 'en-GB'],
    ['nl-BE', 'en', 'en-GB'],
    ['', 'en', 'en-GB'],
    ['not a language', 'en', 'en-GB'],
    ['__proto__', 'en', 'en-GB'],
  ])('wanted as %j gets texts in %s and formats of %s', async (wanted, language, formats) => {
    expect(await mailTexts(wanted)).toMatchObject({ language, formats })
  })

  it('has a direction', async () => {
    const directions = await Promise.all(
      mailLanguages.map(async (one) => (await mailTexts(one)).dir),
    )
    expect(directions).toEqual(['ltr', 'ltr', 'ltr', 'ltr', 'ltr', 'rtl'])
  })
})
