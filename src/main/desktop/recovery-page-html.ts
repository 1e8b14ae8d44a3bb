import texts from '@locales/en/desktop.json'
import mustache from 'mustache'
import layout from '../../../resources/print/recovery-page.html?raw'
import type { RecoveryPageFacts } from '../domain/ports'

const language = 'en'

/** The page as HTML, with every value escaped. The date is in this computer's time zone. */
export function recoveryPageHtml({ code, email, madeAt }: RecoveryPageFacts): string {
  const made = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(madeAt)
  const groups = code.split(/[^0-9A-Za-z]+/).filter((group) => group !== '')
  return mustache.render(layout, { language, email, made, groups, texts: texts.recoveryPage })
}
