import type { MailContent } from '../../domain/mail/mail'
import type { MailTexts } from './mail-texts'

/** What the layouts show. Plain text throughout. */
export interface MailView {
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
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
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly notYouTitle: string
  readonly notYou: string
  readonly footer: string
}

export interface MailPlace {
  /** The computer's name. */
  readonly computer: string
  /** Of the times in mails; default: the computer's. */
  readonly timeZone?: string
}

/**
 * @param texts of the language to write in
 * @param place what mails say about this computer
 */
export function mailView(
  content: MailContent,
  { t, language, dir }: MailTexts,
  place: MailPlace,
): MailView {
  const computer = oneLine(place.computer)
  const { clock, moment } = timeFormats(t('formats'), place.timeZone)
  const { kind } = content
  const values = {
    computer,
    time: clock.format(content.at),
    email: oneLine(content.email),
    maskedNewEmail: kind === 'email-changed' ? oneLine(content.maskedNewEmail) : '',
  }
  const own = (key: string) => t(`${kind}.${key}`, values)
  const variant = kind === 'password-changed' && content.byReset ? 'Reset' : ''
  const until = 'link' in content ? moment.format(content.expiresAt) : null

  return {
    lang: language,
    dir,
    name: t('name'),
    subject: own('subject'),
    heading: own('heading'),
    lead: own(`lead${variant}`),
    action:
      'link' in content
        ? {
            link: content.link,
            button: own('button'),
            where: t('where', values),
            copyTitle: t('copyTitle'),
            copyHint: own('copyHint'),
            newest: t('newest'),
          }
        : null,
    facts:
      until === null
        ? [
            { label: t('time'), value: moment.format(content.at) },
            { label: t('computer'), value: computer },
          ]
        : [{ label: t('until'), value: until }],
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

/** No line break, control or invisible direction mark (UTR 36) may rearrange a text. */
function oneLine(value: string): string {
  return value.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()
}
