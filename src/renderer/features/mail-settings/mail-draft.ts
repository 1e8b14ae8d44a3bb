import type { MailForm } from './mail-form'

/**
 * What was typed into the mail settings and not saved, while its person looks at something else. It
 * lives as long as the screen around the sections: a lock and a sign-out end it.
 */
export interface MailDraft {
  get(): MailForm | null
  keep(values: MailForm | null): void
}

export function createMailDraft(): MailDraft {
  let kept: MailForm | null = null
  return {
    get: () => kept,
    keep(values) {
      kept = values
    },
  }
}
