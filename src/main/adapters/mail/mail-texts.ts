import en from '@locales/en/mail.json'
import type { TFunction } from 'i18next'

/** A new language is one folder in resources/locales and one line here. */
const mails = { en: { mail: en } }

export interface MailTexts {
  readonly t: TFunction
  readonly language: string
  readonly dir: 'ltr' | 'rtl'
}

/** The texts in a language, English where it has none. Nothing is escaped: the layouts do that. */
export async function mailTexts(language: string): Promise<MailTexts> {
  const { createInstance } = await import('i18next')
  const i18n = createInstance()
  const t = await i18n.init({
    lng: language,
    fallbackLng: 'en',
    resources: mails,
    ns: ['mail'],
    defaultNS: 'mail',
    interpolation: { escapeValue: false },
  })
  const used = i18n.resolvedLanguage ?? 'en'
  return { t, language: used, dir: i18n.dir(used) }
}
