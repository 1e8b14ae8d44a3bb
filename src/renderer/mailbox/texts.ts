import en from '@locales/en/mailbox.json'
import { createInstance } from 'i18next'
import { createFormat, pickLocale } from '../i18n/format'

/** Each language takes one folder in resources/locales and one line here. */
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

/** i18next's declared keys are those of the app's window; this window has its own. */
const translate = i18n.t as unknown as (key: string, values?: Record<string, string>) => string

export const t = (key: keyof typeof en, values?: Record<string, string>): string =>
  translate(key, values)

/** The language of the texts in use. */
export const language = i18n.resolvedLanguage ?? 'en'

const format = createFormat(pickLocale(language, navigator.languages))
const dayOf = (at: number) => new Date(at).toDateString()

/** 14:02 for today, the date for any other day. */
export const shortTime = (at: number): string =>
  dayOf(at) === dayOf(Date.now()) ? format.time(at) : format.date(at)

export const longTime = (at: number): string => format.moment(at)
