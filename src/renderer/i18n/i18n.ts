import app from '@locales/en/app.json'
import computer from '@locales/en/computer.json'
import diagnostics from '@locales/en/diagnostics.json'
import mailSettings from '@locales/en/mail-settings.json'
import notices from '@locales/en/notices.json'
import outbox from '@locales/en/outbox.json'
import safety from '@locales/en/safety.json'
import updates from '@locales/en/updates.json'
import vault from '@locales/en/vault.json'
import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'

/** A new language takes one folder in resources/locales and one line here. */
export const resources = {
  en: { app, computer, diagnostics, mailSettings, notices, outbox, safety, updates, vault },
} as const

/** Synchronous: the texts are in the bundle, so the first frame already has them. */
export function setUpI18n(): i18n {
  void i18next.use(initReactI18next).init({
    resources,
    lng: 'en',
    fallbackLng: 'en',
    ns: Object.keys(resources.en),
    defaultNS: 'app',
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  })
  return i18next
}
