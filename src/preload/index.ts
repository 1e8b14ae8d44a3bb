/**
 * The bridge of the app's window: one explicit function a channel, and nothing that takes a
 * channel's name. Bundled to one sandboxed CommonJS file.
 */
import type { AppApi } from '@contract/api'
import { events } from '@contract/events'
import { contextBridge } from 'electron'
import { call, subscribe } from './call'

const api: AppApi = {
  appState: () => call('app.state'),
  appChooseProfile: (args) => call('app.choose-profile', args),
  appRetry: () => call('app.retry'),
  appShowDataFolder: () => call('app.show-data-folder'),
  appShowMailbox: () => call('app.show-mailbox'),

  accountCreate: (args) => call('account.create', args),
  accountSignIn: (args) => call('account.sign-in', args),
  accountSignOut: () => call('account.sign-out'),
  accountHome: () => call('account.home'),
  accountChangePassword: (args) => call('account.change-password', args),
  accountChangeEmail: (args) => call('account.change-email', args),
  accountCancelEmailChange: () => call('account.cancel-email-change'),
  accountSendConfirmation: () => call('account.send-confirmation'),
  accountForgetAddress: () => call('account.forget-address'),
  accountDelete: (args) => call('account.delete', args),

  passwordAssess: (args) => call('password.assess', args),

  resetAsk: (args) => call('reset.ask', args),
  resetRedeem: (args) => call('reset.redeem', args),

  linkPaste: (args) => call('link.paste', args),
  linkWaiting: () => call('link.waiting'),
  linkDismiss: (args) => call('link.dismiss', args),
  linkConfirm: (args) => call('link.confirm', args),

  mailSettings: () => call('mail.settings'),
  mailSave: (args) => call('mail.save', args),
  mailTest: (args) => call('mail.test', args),

  onStateChanged: subscribe(events.stateChanged),
  onLinkArrived: subscribe(events.linkArrived),
}

contextBridge.exposeInMainWorld('latchkey', api)
