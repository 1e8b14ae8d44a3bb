import { events, type MailboxApi } from '@contract/api'
import { contextBridge } from 'electron'
import { call, subscribe } from './call'

const api: MailboxApi = {
  mailboxList: () => call('mailbox.list'),
  mailboxClear: () => call('mailbox.clear'),
  onMailboxChanged: subscribe(events.mailboxChanged),
}

contextBridge.exposeInMainWorld('latchkeyMailbox', api)
