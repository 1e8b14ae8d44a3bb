import type { AppApi, MailboxApi } from '@contract/api'

declare global {
  interface Window {
    /** Set by the preload: everything this window can do. */
    readonly latchkey: AppApi
    /** Set by the preload of the mailbox's window. */
    readonly latchkeyMailbox: MailboxApi
  }
}
