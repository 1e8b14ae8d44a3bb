import { type AppApi, events } from '@contract/api'
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
  accountSetLanguage: (args) => call('account.set-language', args),
  accountForgetAddress: () => call('account.forget-address'),
  accountDelete: (args) => call('account.delete', args),

  passwordAssess: (args) => call('password.assess', args),

  resetAsk: (args) => call('reset.ask', args),
  resetCancel: (args) => call('reset.cancel', args),
  resetRedeem: (args) => call('reset.redeem', args),

  linkPaste: (args) => call('link.paste', args),
  linkRenew: (args) => call('link.renew', args),
  linkWaiting: () => call('link.waiting'),
  linkDismiss: (args) => call('link.dismiss', args),
  linkConfirm: (args) => call('link.confirm', args),

  mailSettings: () => call('mail.settings'),
  mailSave: (args) => call('mail.save', args),
  mailTest: (args) => call('mail.test', args),
  mailProviders: () => call('mail.providers'),
  mailProve: (args) => call('mail.prove', args),
  mailDiscover: (args) => call('mail.discover', args),

  outboxList: () => call('outbox.list'),
  outboxRetry: (args) => call('outbox.retry', args),
  outboxSendAgain: (args) => call('outbox.send-again', args),
  outboxCancel: (args) => call('outbox.cancel', args),

  noticesView: () => call('notices.view'),
  noticesSeen: () => call('notices.seen'),

  vaultOverview: () => call('vault.overview'),
  vaultList: (args) => call('vault.list', args),
  vaultEntry: (args) => call('vault.entry', args),
  vaultSave: (args) => call('vault.save', args),
  vaultSetFavourite: (args) => call('vault.set-favourite', args),
  vaultTrash: (args) => call('vault.trash', args),
  vaultRestore: (args) => call('vault.restore', args),
  vaultDelete: (args) => call('vault.delete', args),
  vaultEmptyTrash: () => call('vault.empty-trash'),
  vaultDeleteDamaged: () => call('vault.delete-damaged'),
  vaultReveal: (args) => call('vault.reveal', args),
  vaultCopy: (args) => call('vault.copy', args),
  vaultOtp: (args) => call('vault.otp', args),
  vaultOpenUrl: (args) => call('vault.open-url', args),
  vaultSaveDraft: (args) => call('vault.save-draft', args),
  vaultDraft: (args) => call('vault.draft', args),
  vaultDiscardDraft: (args) => call('vault.discard-draft', args),

  generatorMake: (args) => call('generator.make', args),
  generatorCopy: (args) => call('generator.copy', args),

  importChoose: () => call('import.choose'),
  importUnlock: (args) => call('import.unlock', args),
  importApply: (args) => call('import.apply', args),
  importDrop: (args) => call('import.drop', args),
  importUndo: () => call('import.undo'),

  exportEncrypted: (args) => call('export.encrypted', args),
  exportPlain: (args) => call('export.plain', args),

  lockNow: () => call('lock.now'),
  lockUnlock: (args) => call('lock.unlock', args),
  lockLeave: () => call('lock.leave'),
  lockSettings: () => call('lock.settings'),
  lockSave: (args) => call('lock.save', args),

  recoveryView: () => call('recovery.view'),
  recoveryMake: (args) => call('recovery.make', args),
  recoveryPrint: (args) => call('recovery.print', args),
  recoverySavePage: (args) => call('recovery.save-page', args),
  recoveryKeep: (args) => call('recovery.keep', args),
  recoveryRemindLater: () => call('recovery.remind-later'),
  recoveryDrop: (args) => call('recovery.drop', args),
  recoveryCheck: (args) => call('recovery.check', args),
  recoveryBegin: (args) => call('recovery.begin', args),
  recoveryUse: (args) => call('recovery.use', args),

  deviceKeyView: () => call('device-key.view'),
  deviceKeySet: (args) => call('device-key.set', args),

  sealedList: () => call('sealed.list'),
  sealedReopen: (args) => call('sealed.reopen', args),
  sealedDelete: (args) => call('sealed.delete', args),

  backupList: () => call('backup.list'),
  backupMake: () => call('backup.make'),
  backupPreview: (args) => call('backup.preview', args),
  backupRestore: (args) => call('backup.restore', args),
  backupRecover: () => call('backup.recover'),
  backupOpenAnyway: () => call('backup.open-anyway'),

  keychainUnlock: () => call('keychain.unlock'),

  computerView: () => call('computer.view'),
  computerSave: (args) => call('computer.save', args),

  linkHealthView: () => call('link-health.view'),
  linkHealthTest: () => call('link-health.test'),
  linkHealthRepair: () => call('link-health.repair'),
  updatesView: () => call('updates.view'),
  updatesSet: (args) => call('updates.set', args),
  updatesCheck: () => call('updates.check'),
  updatesPlan: (args) => call('updates.plan', args),
  updatesRestart: () => call('updates.restart'),
  updatesShowFile: () => call('updates.show-file'),

  diagnosticsCollect: () => call('diagnostics.collect'),
  diagnosticsCopy: (args) => call('diagnostics.copy', args),
  diagnosticsSave: (args) => call('diagnostics.save', args),

  onStateChanged: subscribe(events.stateChanged),
  onVaultChanged: subscribe(events.vaultChanged),
  onLocking: subscribe(events.locking),
  onLinkArrived: subscribe(events.linkArrived),
  onSettingsWanted: subscribe(events.settingsWanted),
  onComputerChanged: subscribe(events.computerChanged),
  onUpdatesChanged: subscribe(events.updatesChanged),
  onShowDiagnostics: subscribe(events.showDiagnostics),
}

contextBridge.exposeInMainWorld('latchkey', api)
