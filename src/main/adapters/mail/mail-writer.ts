import htmlLayout from '../../../../resources/mail/layout.html?raw'
import textLayout from '../../../../resources/mail/layout.txt?raw'
import type { MailWriter } from '../../domain/mail/mail'
import { type MailTexts, mailTexts } from './mail-texts'
import { type MailPlace, mailView } from './mail-view'

/**
 * Writes mails from one layout a format and one file of texts a language. Texts are plain; the
 * HTML layout escapes everything that is put into it.
 *
 * @param options.language falls back to English where there are no texts in it
 */
export function mailWriter(options: MailPlace & { readonly language: string }): MailWriter {
  let texts: Promise<MailTexts> | undefined
  return {
    async write(content) {
      texts ??= mailTexts(options.language)
      const { default: mustache } = await import('mustache')
      const view = mailView(content, await texts, options)
      return {
        subject: view.subject,
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
