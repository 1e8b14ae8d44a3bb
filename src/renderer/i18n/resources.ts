import app from '@locales/en/app.json'
import computer from '@locales/en/computer.json'
import diagnostics from '@locales/en/diagnostics.json'
import mailSettings from '@locales/en/mail-settings.json'
import notices from '@locales/en/notices.json'
import outbox from '@locales/en/outbox.json'
import safety from '@locales/en/safety.json'
import updates from '@locales/en/updates.json'
import vault from '@locales/en/vault.json'

/** A new language is one folder in resources/locales and one line here. */
export const resources = {
  en: { app, computer, diagnostics, mailSettings, notices, outbox, safety, updates, vault },
} as const
