/**
 * `node scripts/run-ts.mjs test/support/print-mails.ts`: prints every kind of email in every language as
 * one line of JSON, for tests that can't load the app's own texts and layouts.
 */
import { code, inEachLanguage, kinds, kindsWithCode, link, write } from './mails.ts'

export interface PrintedMail {
  readonly kind: string
  readonly language: string
  readonly html: string
  /** Null if the email has none. */
  readonly link: string | null
  readonly code: string | null
}

/** A computer name and an address that are about as long as they get. */
const computer = 'Wilhelmina-Featherstonehaughs-MacBook-Pro-2026.fritz.box'
const email = 'wilhelmina.featherstonehaugh-cholmondeley@very-long-department.example.com'

const printed = await Promise.all(
  inEachLanguage(kinds).map(async ([kind, language]): Promise<PrintedMail> => {
    const withCode = kindsWithCode.includes(kind)
    const change = { language, email, ...(withCode ? { code } : {}) }
    const { html } = await write(kind, change, { computer })
    const shown = { link: html.includes(link) ? link : null, code: withCode ? code : null }
    return { kind, language, html, ...shown }
  }),
)
process.stdout.write(`${JSON.stringify(printed)}\n`)
