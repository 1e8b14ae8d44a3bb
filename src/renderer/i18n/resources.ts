import app from '@locales/en/app.json'

/** A new language is one folder in resources/locales and one line here. */
export const resources = { en: { app } } as const
