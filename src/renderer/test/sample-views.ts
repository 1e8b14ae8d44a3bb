import type { OutboxView } from '@contract/mail-models'
import type {
  AccountHome,
  AppState,
  LinkRenewed,
  LinkView,
  MailSettingsView,
} from '@contract/models'
import type {
  ComputerView,
  DiagnosticsView,
  LinkHealth,
  UpdatesView,
} from '@contract/program-models'
import type {
  DeviceKeyView,
  LockSettingsView,
  NewRecoveryCode,
  RecoveryView,
} from '@contract/safety-models'
import type { ImportPreview } from '@contract/transfer-models'
import type { EntryList, EntrySummary, LoginView, VaultOverview } from '@contract/vault-models'

export const state = (parts: Partial<AppState> = {}): AppState => ({
  profile: 'own',
  stage: 'ready',
  session: null,
  locked: null,
  rememberedEmail: null,
  mailReady: true,
  mailNeeds: null,
  secrets: 'protected',
  keychain: 'ready',
  problem: null,
  linkWaiting: false,
  resetDone: null,
  platform: 'linux',
  ...parts,
})

export const member = { email: 'ann@example.com', role: 'member' } as const
export const owner = { email: 'olga@example.com', role: 'owner' } as const

export const link = (parts: Partial<LinkView> = {}): LinkView => ({
  ref: 'aaaaaaaaaaaaaaaaaaaaaa',
  purpose: 'reset',
  found: 'link',
  maskedEmail: 'a•••@example.com',
  expiresAt: Date.now() + 1_800_000,
  otherSignedIn: false,
  outcome: { kind: 'kept', entries: 3, codeExists: true },
  ...parts,
})

export const computer = (parts: Partial<ComputerView> = {}): ComputerView => ({
  settings: {
    tray: false,
    startAtLogin: false,
    startHidden: false,
    hideFromCapture: false,
    theme: 'system',
  },
  can: { tray: true, startAtLogin: true, hideFromCapture: true },
  ...parts,
})

export const linkHealth = (parts: Partial<LinkHealth> = {}): LinkHealth => ({
  handler: { state: 'ours', program: 'Latchkey', repair: 'choose' },
  test: null,
  startedByLinkAt: null,
  ...parts,
})

export const renewed = (parts: Partial<LinkRenewed> = {}): LinkRenewed => ({
  ref: 'rrrrrrrrrrrrrrrrrrrrrr',
  purpose: 'reset',
  maskedEmail: 'a•••@example.com',
  askedAt: 1,
  nextPossibleAt: 2,
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
  language: 'en',
  altered: false,
  activity: [],
  ...parts,
})

export const mailView = (parts: Partial<MailSettingsView> = {}): MailSettingsView => ({
  configured: true,
  host: 'smtp.example.com',
  port: 587,
  security: 'starttls',
  user: 'ann',
  login: 'password',
  hasPassword: true,
  clientId: '',
  hasClientSecret: false,
  hasRefreshToken: false,
  accessUrl: '',
  pin: '',
  provenAt: null,
  passwordLost: false,
  fromName: 'Latchkey',
  fromAddress: 'ann@example.com',
  linkPage: '',
  keepUnprotected: false,
  secrets: 'protected',
  fixed: false,
  ...parts,
})

export const outbox = (parts: Partial<OutboxView> = {}): OutboxView => ({
  waiting: [],
  more: 0,
  done: [],
  reaches: true,
  ...parts,
})

export const overview = (parts: Partial<VaultOverview> = {}): VaultOverview => ({
  ready: true,
  counts: { all: 1, favourites: 0, logins: 1, notes: 0, trash: 0 },
  tags: [],
  drafts: [],
  damaged: 0,
  unreadable: 0,
  recovery: null,
  sealed: 0,
  undo: null,
  ...parts,
})

export const entryId = 'eeeeeeeeeeeeeeeeeeeeee'

export const summary = (parts: Partial<EntrySummary> = {}): EntrySummary => ({
  id: entryId,
  kind: 'login',
  title: 'City library',
  subtitle: '20391177',
  favourite: false,
  changedAt: 0,
  usedAt: null,
  trashedAt: null,
  ...parts,
})

export const list = (items: readonly EntrySummary[] = [summary()]): EntryList => ({
  total: items.length,
  offset: 0,
  items,
})

export const login = (parts: Partial<LoginView> = {}): LoginView => ({
  id: entryId,
  kind: 'login',
  title: 'City library',
  notes: '',
  tags: [],
  favourite: false,
  createdAt: 0,
  changedAt: 0,
  usedAt: null,
  trashedAt: null,
  username: '20391177',
  urls: ['https://library.example.com'],
  hasPassword: true,
  hasOtp: false,
  history: [],
  ...parts,
})

export const lockView = (parts: Partial<LockSettingsView> = {}): LockSettingsView => ({
  idleMinutes: 5,
  onSleep: true,
  onScreenLock: true,
  onMinimize: false,
  works: { idle: true, sleep: true, screenLock: true, minimize: true },
  ...parts,
})

export const recovery = (parts: Partial<RecoveryView> = {}): RecoveryView => ({
  madeAt: 1,
  provenAt: 1,
  remind: false,
  withoutPassword: false,
  ...parts,
})

export const newCode: NewRecoveryCode = {
  ref: 'cccccccccccccccccccccc',
  code: '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV',
  email: 'ann@example.com',
  madeAt: 1,
}

export const deviceKey = (parts: Partial<DeviceKeyView> = {}): DeviceKeyView => ({
  keep: 'when-protected',
  protected: true,
  ready: true,
  ...parts,
})

export const preview = (parts: Partial<ImportPreview> = {}): ImportPreview => ({
  ref: 'iiiiiiiiiiiiiiiiiiiiii',
  format: 'bitwarden-csv',
  fileName: 'export.csv',
  locked: null,
  entries: 3,
  duplicates: 0,
  sample: [summary()],
  issues: [],
  moreIssues: 0,
  ...parts,
})

export const updates = (parts: Partial<UpdatesView> = {}): UpdatesView => ({
  version: '0.1.0',
  host: null,
  enabled: false,
  acknowledged: false,
  mayChange: true,
  checking: false,
  checkedAt: null,
  problem: null,
  update: null,
  busy: false,
  ...parts,
})

export const diagnostics = (parts: Partial<DiagnosticsView> = {}): DiagnosticsView => ({
  madeAt: 1,
  checks: [{ name: 'database', state: 'ok', detail: '3' }],
  text: 'Latchkey diagnostics',
  withLog: true,
  ...parts,
})
