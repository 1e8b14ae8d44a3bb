import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { resources } from './resources'

/** Synchronous: the texts are in the bundle, so the first frame has its words. */
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
