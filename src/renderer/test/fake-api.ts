import type { AppApi } from '@contract/api'
import type { ErrorCode } from '@contract/errors'
import type { AccountHome, AppState, LinkView, MailSettingsView } from '@contract/models'
import type { Failure, Success } from '@contract/result'
import { vi } from 'vitest'

export const ok = <T>(value: T): Success<T> => ({ ok: true, value })
export const fail = (code: ErrorCode, more: Omit<Failure, 'ok' | 'code'> = {}): Failure => ({
  ok: false,
  code,
  ...more,
})

export const state = (parts: Partial<AppState> = {}): AppState => ({
  profile: 'own',
  stage: 'ready',
  session: null,
  rememberedEmail: null,
  mailReady: true,
  secrets: 'protected',
  problem: null,
  linkWaiting: false,
  platform: 'linux',
  ...parts,
})

export const member = { email: 'ann@example.com', role: 'member' } as const
export const owner = { email: 'olga@example.com', role: 'owner' } as const

export const link = (parts: Partial<LinkView> = {}): LinkView => ({
  ref: 'aaaaaaaaaaaaaaaaaaaaaa',
  purpose: 'reset',
  maskedEmail: 'a•••@example.com',
  expiresAt: Date.now() + 1_800_000,
  otherSignedIn: false,
  ...parts,
})

export const home = (parts: Partial<AccountHome> = {}): AccountHome => ({
  ...member,
  createdAt: 0,
  passwordChangedAt: 0,
  confirmed: false,
  confirmation: { state: 'sent', nextPossibleAt: null },
  pendingEmail: null,
  remembered: false,
  activity: [],
  ...parts,
})

export const mailView = (parts: Partial<MailSettingsView> = {}): MailSettingsView => ({
  configured: true,
  host: 'smtp.example.com',
  port: 587,
  security: 'starttls',
  user: 'ann',
  hasPassword: true,
  passwordLost: false,
  fromName: 'Latchkey',
  fromAddress: 'ann@example.com',
  keepUnprotected: false,
  secrets: 'protected',
  fixed: false,
  ...parts,
})

/** An API where everything goes well, each function a spy; `emit` plays main's events. */
export function fakeApi(overrides: Partial<AppApi> = {}) {
  const listeners = { stateChanged: new Set<() => void>(), linkArrived: new Set<() => void>() }
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
    accountForgetAddress: nothing(),
    accountDelete: nothing(),
    passwordAssess: vi.fn(async () => ok({ score: 4 as const, reason: null, missing: 0 })),
    resetAsk: vi.fn(async () => ok({ askedAt: 1, nextPossibleAt: 2 })),
    resetRedeem: nothing(),
    linkPaste: vi.fn(async () => ok(link())),
    linkWaiting: vi.fn(async () => ok(link())),
    linkDismiss: nothing(),
    linkConfirm: nothing(),
    mailSettings: vi.fn(async () => ok(mailView())),
    mailSave: vi.fn(async () => ok(mailView())),
    mailTest: vi.fn(async () => ok({ to: 'ann@example.com' })),
    onStateChanged: subscribe(listeners.stateChanged),
    onLinkArrived: subscribe(listeners.linkArrived),
    ...overrides,
  } satisfies AppApi

  const emit = async (event: keyof typeof listeners) => {
    for (const listener of listeners[event]) listener()
    await settled()
  }
  return { api, emit }
}

/** Lets every answer under way arrive. */
export const settled = () => new Promise<void>((resolve) => setTimeout(resolve))
