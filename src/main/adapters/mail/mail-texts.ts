import type { TFunction } from 'i18next'

/** A new language needs one folder in resources/locales and one line here. Loaded when first needed. */
const languages = {
  en: () => import('@locales/en/mail.json'),
  de: () => import('@locales/de/mail.json'),
  fr: () => import('@locales/fr/mail.json'),
  es: () => import('@locales/es/mail.json'),
  ja: () => import('@locales/ja/mail.json'),
  ar: () => import('@locales/ar/mail.json'),
}
type Language = keyof typeof languages

export const mailLanguages = Object.keys(languages) as readonly Language[]

export interface MailTexts {
  readonly t: TFunction
  /** The language of the texts. */
  readonly language: string
  readonly dir: 'ltr' | 'rtl'
  /** A locale for dates and times: that of the requested region, or else the default of the texts. */
  readonly formats: string
}

/**
 * The texts in a language, or in English if there are none. Nothing is escaped: the layouts do that.
 *
 * @param wanted a BCP 47 tag; anything else gives English
 */
export async function mailTexts(wanted: string): Promise<MailTexts> {
  const locale = localeOf(wanted)
  const language = mailLanguages.find((one) => one === locale?.language) ?? 'en'
  const [{ createInstance }, { default: texts }] = await Promise.all([
    import('i18next'),
    languages[language](),
  ])
  const i18n = createInstance()
  const t = await i18n.init({
    lng: language,
    resources: { [language]: { mail: texts } },
    ns: ['mail'],
    defaultNS: 'mail',
    interpolation: { escapeValue: false },
  })
  const inRegion = locale?.region !== undefined && locale.language === language
  // Without extensions: they could select another calendar.
  const formats = inRegion ? locale.baseName : texts.formats
  return { t, language, dir: i18n.dir(language), formats }
}

function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag)
  } catch {
    return null
  }
}
