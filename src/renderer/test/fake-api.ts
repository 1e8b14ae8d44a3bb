import type { AppApi } from '@contract/api'
import type { Failure, Success } from '@contract/channel'
import type { ErrorCode } from '@contract/errors'
import type { Notices } from '@contract/safety-models'
import type { ImportPreview } from '@contract/transfer-models'
import type { EntryDraft } from '@contract/vault-models'
import { vi } from 'vitest'
import {
  computer,
  deviceKey,
  diagnostics,
  home,
  link,
  linkHealth,
  list,
  lockView,
  login,
  mailView,
  member,
  newCode,
  outbox,
  overview,
  owner,
  preview,
  recovery,
  renewed,
  state,
  updates,
} from './sample-views'

export const ok = <T>(value: T): Success<T> => ({ ok: true, value })
export const fail = (code: ErrorCode, more: Omit<Failure, 'ok' | 'code'> = {}): Failure => ({
  ok: false,
  code,
  ...more,
})

/** An API where everything succeeds. Each function is a spy; `emit` sends main's events. */
export function fakeApi(overrides: Partial<AppApi> = {}) {
  const listeners = {
    stateChanged: new Set<() => void>(),
    vaultChanged: new Set<() => void>(),
    locking: new Set<() => void>(),
    linkArrived: new Set<() => void>(),
    settingsWanted: new Set<() => void>(),
    computerChanged: new Set<() => void>(),
    updatesChanged: new Set<() => void>(),
    showDiagnostics: new Set<() => void>(),
  }
  const subscribe = (to: Set<() => void>) => (listener: () => void) => {
    to.add(listener)
    return () => void to.delete(listener)
  }
  const nothing = () => vi.fn(async () => ok(null))

  const api = {
    appState: vi.fn(async () => ok(state())),
    appChooseProfile: vi.fn(async () => ok(state({ stage: 'create-first' }))),
    appRetry: vi.fn(async () => ok(state())),
    appShowDataFolder: nothing(),
    appShowMailbox: nothing(),
    accountCreate: vi.fn(async () => ok(owner)),
    accountSignIn: vi.fn(async () => ok(member)),
    accountSignOut: nothing(),
    accountHome: vi.fn(async () => ok(home())),
    accountChangePassword: nothing(),
    accountChangeEmail: nothing(),
    accountCancelEmailChange: nothing(),
    accountSendConfirmation: nothing(),
    accountSetLanguage: nothing(),
    accountForgetAddress: nothing(),
    accountDelete: nothing(),
    passwordAssess: vi.fn(async () => ok({ score: 4 as const, reason: null, missing: 0 })),
    resetAsk: vi.fn(async () => ok({ askedAt: 1, nextPossibleAt: 2 })),
    resetCancel: nothing(),
    resetRedeem: nothing(),
    linkPaste: vi.fn(async () => ok(link())),
    linkRenew: vi.fn(async () => ok(renewed())),
    linkWaiting: vi.fn(async () => ok(link())),
    linkDismiss: nothing(),
    linkConfirm: nothing(),
    mailSettings: vi.fn(async () => ok(mailView())),
    mailSave: vi.fn(async () => ok(mailView())),
    mailTest: vi.fn(async () =>
      ok({ to: 'ann@example.com', steps: [], code: null, certificate: null }),
    ),
    mailProviders: vi.fn(async () => ok([])),
    mailProve: vi.fn(async () => ok(mailView({ provenAt: 1 }))),
    mailDiscover: vi.fn(async () => ok({ found: null, tried: [] })),
    outboxList: vi.fn(async () => ok(outbox())),
    outboxRetry: vi.fn(async () => ok(outbox())),
    outboxSendAgain: vi.fn(async () => ok(outbox())),
    outboxCancel: vi.fn(async () => ok(outbox())),
    noticesView: vi.fn(async () => ok<Notices>([])),
    noticesSeen: nothing(),
    vaultOverview: vi.fn(async () => ok(overview())),
    vaultList: vi.fn(async () => ok(list())),
    vaultEntry: vi.fn(async () => ok(login())),
    vaultSave: vi.fn(async () => ok(login())),
    vaultSetFavourite: nothing(),
    vaultTrash: nothing(),
    vaultRestore: nothing(),
    vaultDelete: nothing(),
    vaultEmptyTrash: nothing(),
    vaultDeleteDamaged: nothing(),
    vaultReveal: vi.fn(async () => ok({ text: 'revealed' })),
    vaultCopy: vi.fn(async () => ok({ clearsAt: 30_000 })),
    vaultOtp: vi.fn(async () => ok({ code: '482913', period: 30, validUntil: 30_000 })),
    vaultOpenUrl: nothing(),
    vaultSaveDraft: nothing(),
    vaultDraft: vi.fn(async () => ok<EntryDraft | null>(null)),
    vaultDiscardDraft: nothing(),
    generatorMake: vi.fn(async () => ok({ text: 'generated', bits: 90 })),
    generatorCopy: vi.fn(async () => ok({ clearsAt: 30_000 })),
    importChoose: vi.fn(async () => ok<ImportPreview | null>(preview())),
    importUnlock: vi.fn(async () => ok(preview())),
    importApply: vi.fn(async () => ok({ added: 3, duplicates: 0 })),
    importDrop: nothing(),
    importUndo: vi.fn(async () => ok({ removed: 3, kept: 0 })),
    exportEncrypted: vi.fn(async () => ok({ fileName: 'f', entries: 3, damaged: 0, code: null })),
    exportPlain: vi.fn(async () => ok({ fileName: 'f', entries: 3, damaged: 0, code: null })),
    lockNow: nothing(),
    lockUnlock: nothing(),
    lockLeave: nothing(),
    lockSettings: vi.fn(async () => ok(lockView())),
    lockSave: vi.fn(async () => ok(lockView())),
    recoveryView: vi.fn(async () => ok(recovery())),
    recoveryMake: vi.fn(async () => ok(newCode)),
    recoveryPrint: nothing(),
    recoverySavePage: vi.fn(async () => ok({ saved: true })),
    recoveryKeep: vi.fn(async () => ok(recovery())),
    recoveryRemindLater: nothing(),
    recoveryDrop: nothing(),
    recoveryCheck: vi.fn(async () => ok(recovery())),
    recoveryBegin: vi.fn(async () => ok(link())),
    recoveryUse: vi.fn(async () =>
      ok({ kind: 'kept-with-code' as const, entries: 3, codeExists: true }),
    ),
    deviceKeyView: vi.fn(async () => ok(deviceKey())),
    deviceKeySet: vi.fn(async () => ok(deviceKey())),
    sealedList: vi.fn(async () => ok([])),
    sealedReopen: vi.fn(async () => ok({ added: 3, duplicates: 0, damaged: 0, drafts: 0 })),
    sealedDelete: nothing(),
    backupList: vi.fn(async () => ok([])),
    backupMake: vi.fn(async () => ok([])),
    backupPreview: vi.fn(async () => ok({ back: 0, changed: 0, gone: 0, same: 3 })),
    backupRestore: nothing(),
    backupRecover: nothing(),
    backupOpenAnyway: nothing(),
    keychainUnlock: nothing(),
    computerView: vi.fn(async () => ok(computer())),
    computerSave: vi.fn(async () => ok(computer())),
    linkHealthView: vi.fn(async () => ok(linkHealth())),
    linkHealthTest: vi.fn(async () => ok(linkHealth())),
    linkHealthRepair: vi.fn(async () => ok(linkHealth())),
    updatesView: vi.fn(async () => ok(updates())),
    updatesSet: vi.fn(async () => ok(updates())),
    updatesCheck: vi.fn(async () => ok(updates())),
    updatesPlan: vi.fn(async () => ok(updates())),
    updatesRestart: nothing(),
    updatesShowFile: nothing(),
    diagnosticsCollect: vi.fn(async () => ok(diagnostics())),
    diagnosticsCopy: nothing(),
    diagnosticsSave: vi.fn(async () => ok<string | null>('latchkey-diagnostics.txt')),
    onVaultChanged: subscribe(listeners.vaultChanged),
    onStateChanged: subscribe(listeners.stateChanged),
    onLocking: subscribe(listeners.locking),
    onLinkArrived: subscribe(listeners.linkArrived),
    onSettingsWanted: subscribe(listeners.settingsWanted),
    onComputerChanged: subscribe(listeners.computerChanged),
    onUpdatesChanged: subscribe(listeners.updatesChanged),
    onShowDiagnostics: subscribe(listeners.showDiagnostics),
    ...overrides,
  } satisfies AppApi

  const emit = async (event: keyof typeof listeners) => {
    for (const listener of listeners[event]) listener()
    await settled()
  }
  return { api, emit }
}

/** Lets all pending answers arrive. */
export const settled = () => new Promise<void>((resolve) => setTimeout(resolve))
