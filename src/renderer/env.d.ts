import type { AppApi, MailboxApi } from '@contract/api'

declare global {
  interface Window {
    /** Put there by the preload; all that this window can do. */
    readonly latchkey: AppApi
    /** Put there by the preload of the mailbox's window. */
    readonly latchkeyMailbox: MailboxApi
  }
}
