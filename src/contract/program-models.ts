/** Read-only models about the computer around the app. */

/**
 * The keychain, as far as somebody needed it.
 * - `ready`: it answers, or there is none, or nobody has asked yet.
 * - `locked`: the system's keyring waits for its password.
 * - `silent`: the system's keyring does not answer.
 */
export type KeychainView = 'ready' | 'locked' | 'silent'

export const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

/** How the app behaves on this computer, for everybody who uses it here. */
export interface ComputerSettings {
  /** An icon in the tray; closing the window then leaves the app running behind it. */
  readonly tray: boolean
  readonly startAtLogin: boolean
  /** Started so, no window comes up until it is asked for. */
  readonly startHidden: boolean
  /** Screenshots and shared screens show nothing of the windows. */
  readonly hideFromCapture: boolean
  readonly theme: Theme
}

export interface ComputerView {
  readonly settings: ComputerSettings
  /** What this desktop can do at all. */
  readonly can: {
    readonly tray: boolean
    readonly startAtLogin: boolean
    readonly hideFromCapture: boolean
  }
}

/** Which program the system opens this app's links with. */
export interface LinkHandler {
  readonly state: 'ours' | 'other' | 'none' | 'unknown'
  /** What the system calls it, if it says so. */
  readonly program: string | null
  /**
   * How it can be put right from here.
   * - `choose`: by telling the system.
   * - `add`: a file in the person's folder, which tells it where this app lies, comes first.
   */
  readonly repair: 'choose' | 'add'
}

/**
 * What became of a harmless link that was given to the system.
 * - `refused`: the system would not take it.
 */
export interface LinkTest {
  readonly state: 'waiting' | 'arrived' | 'missing' | 'refused'
  /** From giving it away to its coming back, milliseconds; null until then. */
  readonly tookMs: number | null
  /** Later than it was waited for. */
  readonly late: boolean
  /** The window came to the front with it. */
  readonly inFront: boolean
}

export interface LinkHealth {
  readonly handler: LinkHandler
  /** Null until a test was made in this run. */
  readonly test: LinkTest | null
  /**
   * When a link last started the app, milliseconds since the Unix epoch; null: none has yet. A test
   * cannot tell: its link comes to the app that runs.
   */
  readonly startedByLinkAt: number | null
}

// Read-only models of the diagnostics. Times are milliseconds since the Unix epoch.

export const checkNames = [
  'database',
  'folder',
  'disk',
  'keychain',
  'links',
  'mail',
  'clock',
  'backup',
  'sandbox',
  'package',
] as const
export type CheckName = (typeof checkNames)[number]

/**
 * - `ok`: as it should be. `notice`: works, and could be better. `bad`: does not work.
 * - `unknown`: could not be found out, or does not matter here.
 */
const checkStates = ['ok', 'notice', 'bad', 'unknown'] as const
export type CheckState = (typeof checkStates)[number]

export interface Check {
  readonly name: CheckName
  readonly state: CheckState
  /** A figure or a name of the system's: never something that a person typed. May be empty. */
  readonly detail: string
}

export interface DiagnosticsView {
  /** Also what tells this report from others. */
  readonly madeAt: number
  readonly checks: readonly Check[]
  /** All of it, to the letter: what is copied and saved. */
  readonly text: string
  /** Whether the log is in it: it tells when mails went, which is the owner's business. */
  readonly withLog: boolean
}

// Read-only models of updates. Times are milliseconds since the Unix epoch, sizes bytes.

/**
 * Why there is no newer version here. None of them changes anything.
 * - `offline`: the place with updates does not answer.
 * - `server`: it answers, but not with what was asked for.
 * - `untrusted`: what it gave is not signed by those who make Latchkey.
 * - `unreadable`: it is signed, but this version does not understand it.
 * - `rollback`: it offers an older state than one that was seen here before.
 * - `outdated`: what it says is too old to be relied on.
 * - `clock`: this computer's clock is behind, so that the age of an answer cannot be told.
 * - `data`: the offered version could not read this computer's data.
 * - `damaged`: what was downloaded is not what was promised. It is removed.
 * - `storage`: it does not fit on the disk, or could not be written.
 * - `not-installed`: it was handed to the system, and this is still the old version.
 */
export const updateProblems = [
  'offline',
  'server',
  'untrusted',
  'unreadable',
  'rollback',
  'outdated',
  'clock',
  'data',
  'damaged',
  'storage',
  'not-installed',
] as const
export type UpdateProblem = (typeof updateProblems)[number]

/**
 * How a new version gets in.
 * - `system`: the system's installer asks for an administrator's password and does it.
 * - `folder`: Latchkey puts the new folder in the place of its own.
 * - `unpack`: the person unpacks the downloaded file, for more than Latchkey lies in its folder.
 * - `by-hand`: the person opens the downloaded file.
 */
export const installWays = ['system', 'folder', 'unpack', 'by-hand'] as const
export type InstallWay = (typeof installWays)[number]

export interface UpdateView {
  readonly version: string
  readonly notes: string
  readonly publishedAt: number
  readonly size: number
  /** Of `size`, while it is downloaded. */
  readonly received: number
  /** `planned`: it is installed when Latchkey is closed. */
  readonly state: 'downloading' | 'ready' | 'planned'
  readonly way: InstallWay
}

export interface UpdatesView {
  /** This version. */
  readonly version: string
  /** Where it looks, a host's name; null: no place with updates was built into this version. */
  readonly host: string | null
  readonly enabled: boolean
  /** The owner has seen that it looks for updates, and has said so. */
  readonly told: boolean
  /** Only the owner may change anything. */
  readonly mayChange: boolean
  readonly checking: boolean
  readonly checkedAt: number | null
  readonly problem: UpdateProblem | null
  readonly update: UpdateView | null
  /** A link came in and waits to be looked at, a reset's say: nothing is restarted now. */
  readonly busy: boolean
}
