/// <reference path="./raw.d.ts" />
import htmlLayout from '../../../../resources/mail/layout.html?raw'
import textLayout from '../../../../resources/mail/layout.txt?raw'
import type { MailWriter } from '../../domain/ports/mail'
import { type MailTexts, mailTexts } from './mail-texts'
import { type MailPlace, mailView } from './mail-view'

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
