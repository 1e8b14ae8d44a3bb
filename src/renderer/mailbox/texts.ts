import en from '@locales/en/mailbox.json'
import { createInstance } from 'i18next'

/** A new language is one folder in resources/locales and one line here. */
const resources = { en: { mailbox: en } }

const i18n = createInstance()
void i18n.init({
  resources,
  lng: 'en',
  fallbackLng: 'en',
  ns: ['mailbox'],
  defaultNS: 'mailbox',
  initAsync: false,
  // React escapes what it renders.
  interpolation: { escapeValue: false },
})

/** The declared keys of i18next are those of the app's window; this window has its own. */
const translate = i18n.t as unknown as (key: string, values?: Record<string, string>) => string

export const t = (key: keyof typeof en, values?: Record<string, string>): string =>
  translate(key, values)

/** Of the texts in use. */
export const language = i18n.resolvedLanguage ?? 'en'
