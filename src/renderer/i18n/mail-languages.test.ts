import { expect, test } from 'vitest'
import { bestLanguage, languageNames } from './mail-languages'

test.each([
  [['de-AT', 'en'], 'de'],
  [['ja'], 'ja'],
  [['ar-EG-u-nu-latn'], 'ar'],
  [['nl-NL', 'fr-BE', 'en'], 'fr'],
  [['est', 'en-GB', 'es'], 'en'],
  [['nl', 'pt-BR'], 'en'],
  [[], 'en'],
] as const)('mails to a reader of %j are in %s', (preferred, language) => {
  expect(bestLanguage(preferred)).toBe(language)
})

test('each language goes by a name of its own', () => {
  const names = Object.values(languageNames)
  expect(new Set(names).size).toBe(names.length)
})
