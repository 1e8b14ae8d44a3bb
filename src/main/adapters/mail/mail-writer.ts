/// <reference path="../../modules.d.ts" />
import htmlLayout from '../../../../resources/mail/layout.html?raw'
import textLayout from '../../../../resources/mail/layout.txt?raw'
import type { MailContent, MailWriter } from '../../domain/ports/mail'
import { type MailTexts, mailTexts } from './mail-texts'

/**
 * Writes mails from one layout a format and one file of texts a language. Texts are plain; the
 * HTML layout escapes everything that is put into it.
 *
 * @param options.language of mails that name none; English where there are no texts in it
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

/** What the layouts show. Plain text throughout. */
interface MailView {
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  /** The side that lines begin at, and the other: mail programs know no logical sides. */
  readonly start: 'left' | 'right'
  readonly end: 'left' | 'right'
  readonly name: string
  readonly subject: string
  readonly heading: string
  readonly lead: string
  /** Null in a mail that only tells something. */
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
  /** Both, as one line of text. */
  readonly line: string
}

interface MailPlace {
  /** The computer's name. */
  readonly computer: string
  /** Of the times in mails; default: the computer's. */
  readonly timeZone?: string
}

/**
 * @param texts of the language to write in
 * @param place what mails say about this computer
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
    // With the zone's name: the mail may be read in another one.
    moment: new Intl.DateTimeFormat(locale, {
      ...{ day: 'numeric', month: 'long', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
      ...zone,
    }),
  }
}

/** Two groups are easier to type than ten characters in a row. */
const grouped = (code: string) => code.replace(/^(\w{5})-?(\w{5})$/, '$1-$2')

/** No line break, control or invisible direction mark (UTR 36) may rearrange a text. */
function oneLine(value: string): string {
  return value.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()
}

/** Hebrew, Arabic and their kin. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/**
 * An address in an Arabic sentence, or an Arabic name in an English one, must not rearrange what
 * stands around it: it gets isolate marks (Unicode UAX 9 section 2.4.2).
 */
function isolated(value: string, dir: 'ltr' | 'rtl'): string {
  return dir === 'rtl' || rightToLeft.test(value) ? `\u2068${value}\u2069` : value
}
