import type { MailboxApi } from '@contract/api'

declare global {
  interface Window {
    /** Put there by the preload of the mailbox's window. */
    readonly latchkeyMailbox: MailboxApi
  }
}
