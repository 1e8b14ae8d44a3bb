/** The bridge of the demo mailbox's window, a `MailboxApi`. */
import { events } from '@contract/api'
import { expose } from './expose'
import { mailbox } from './names'

expose('latchkeyMailbox', mailbox, events.mailbox)
