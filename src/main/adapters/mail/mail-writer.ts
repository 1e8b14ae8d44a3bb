/// <reference path="../../modules.d.ts" />
import htmlLayout from '../../../../resources/mail/layout.html?raw'
import textLayout from '../../../../resources/mail/layout.txt?raw'
import type { MailContent, MailWriter } from '../../domain/ports/mail'
import { type MailTexts, mailTexts } from './mail-texts'

/**
 * Writes emails from one layout per format and one file of texts per language. The texts are plain; the
 * HTML layout escapes everything inserted into it.
 *
 * @param options.language for emails that don't name one; English if there are no texts in it
 */
export function mailWriter(options: MailPlace & { readonly language: string }): MailWriter {
  const known = new Map<string, Promise<MailTexts>>()
  function textsIn(language: string): Promise<MailTexts> {
    const texts = known.get(language) ?? mailTexts(language)
    known.set(language, texts)
    return texts
  }
  return {
    async write(content) {
      const texts = await textsIn(content.language ?? options.language)
      const { default: mustache } = await import('mustache')
      const view = mailView(content, texts, options)
      return {
        subject: view.subject,
        language: view.lang,
        html: mustache.render(htmlLayout, view, {}, { escape: escapeHtml }),
        text: mustache.render(textLayout, view, {}, { escape: String }),
      }
    },
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (value: unknown) => String(value).replace(/[&<>"']/g, (c) => entities[c] ?? c)

/** The values the layouts show. All of them are plain text. */
interface MailView {
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  /** The side where lines begin, and the other one: mail programs don't know logical sides. */
  readonly start: 'left' | 'right'
  readonly end: 'left' | 'right'
  readonly name: string
  readonly subject: string
  readonly heading: string
  readonly lead: string
  /** Null in an email that only informs. */
  readonly action: {
    readonly link: string
    readonly button: string
    readonly where: string
    readonly copyTitle: string
    readonly copyHint: string
    readonly newest: string
  } | null
  readonly code: { readonly title: string; readonly hint: string; readonly value: string } | null
  readonly facts: readonly Fact[]
  readonly notYouTitle: string
  readonly notYou: string
  readonly footer: string
}

interface Fact {
  readonly label: string
  readonly value: string
  /** Label and value as one line of text. */
  readonly line: string
}

interface MailPlace {
  readonly computer: string
  /** The time zone of times in emails; default: the computer's. */
  readonly timeZone?: string
}

/**
 * @param texts in the language to write in
 * @param place what emails say about this computer
 */
function mailView(
  content: MailContent,
  { t, language, dir, formats }: MailTexts,
  place: MailPlace,
): MailView {
  const shown = (value: string) => isolated(oneLine(value), dir)
  const computer = shown(place.computer)
  const { clock, moment } = timeFormats(formats, place.timeZone)
  const { kind } = content
  const link = 'link' in content ? (content.page ?? content.link) : null
  const values = {
    computer,
    time: clock.format(content.at),
    email: shown(content.email),
    maskedNewEmail: kind === 'email-changed' ? shown(content.maskedNewEmail) : '',
    prefix: link === null ? '' : shown(link.slice(0, link.indexOf(':') + 1)),
  }
  const own = (key: string) => t(`${kind}.${key}`, values)
  const ownOrShared = (key: string) => t([`${kind}.${key}`, key], values)
  const variant = kind === 'password-changed' && content.byReset ? 'Reset' : ''
  const code = 'code' in content ? content.code : undefined
  const fact = (key: string, value: string): Fact => {
    const label = t(key)
    return { label, value, line: t('fact', { label, value }) }
  }

  return {
    lang: language,
    dir,
    ...(dir === 'rtl' ? { start: 'right', end: 'left' } : { start: 'left', end: 'right' }),
    name: t('name'),
    subject: own('subject'),
    heading: own('heading'),
    lead: own(`lead${variant}`),
    action:
      link === null
        ? null
        : {
            link,
            button: own('button'),
            where: t('where', values),
            copyTitle: t('copyTitle'),
            copyHint: own('copyHint'),
            newest: t('newest'),
          },
    code:
      code === undefined
        ? null
        : { title: ownOrShared('codeTitle'), hint: ownOrShared('codeHint'), value: grouped(code) },
    facts:
      'expiresAt' in content
        ? [fact('until', moment.format(content.expiresAt))]
        : [fact('time', moment.format(content.at)), fact('computer', computer)],
    notYouTitle: t('notYouTitle'),
    notYou: own(`notYou${variant}`),
    footer: t('footer', values),
  }
}

function timeFormats(locale: string, timeZone: string | undefined) {
  const zone = timeZone === undefined ? {} : { timeZone }
  return {
    clock: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...zone }),
    // With the zone's name: the email may be read in another zone.
    moment: new Intl.DateTimeFormat(locale, {
      ...{ day: 'numeric', month: 'long', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
      ...zone,
    }),
  }
}

/** Two groups are easier to type than ten characters in a row. */
const grouped = (code: string) => code.replace(/^(\w{5})-?(\w{5})$/, '$1-$2')

/**
 * Removes line breaks, control characters and invisible direction marks (UTR 36), which could rearrange a
 * text.
 */
function oneLine(value: string): string {
  return value.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()
}

/** Hebrew, Arabic and related scripts. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/**
 * Adds isolate marks (Unicode UAX 9 section 2.4.2), so that an address in an Arabic sentence, or an Arabic
 * name in an English one, doesn't rearrange the text around it.
 */
function isolated(value: string, dir: 'ltr' | 'rtl'): string {
  return dir === 'rtl' || rightToLeft.test(value) ? `\u2068${value}\u2069` : value
}
