/** Read-only models about the computer around the app. */

/**
 * The keychain's state, as far as it is known.
 * - `ready`: it answers, or there is none, or nothing has needed it yet.
 * - `locked`: the system's keyring needs its password.
 * - `silent`: the system's keyring doesn't answer.
 */
export type KeychainView = 'ready' | 'locked' | 'silent'

export const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

/** How the app behaves on this computer, for everyone who uses it here. */
export interface ComputerSettings {
  /** An icon in the tray; the app keeps running when the window is closed. */
  readonly tray: boolean
  readonly startAtLogin: boolean
  /** When started at login, no window opens until the person wants one. */
  readonly startHidden: boolean
  /** Screenshots and shared screens don't show the windows' contents. */
  readonly hideFromCapture: boolean
  readonly theme: Theme
}

export interface ComputerView {
  readonly settings: ComputerSettings
  /** What this desktop supports. */
  readonly can: {
    readonly tray: boolean
    readonly startAtLogin: boolean
    readonly hideFromCapture: boolean
  }
}

/** The program with which the system opens this app's links. */
export interface LinkHandler {
  readonly state: 'ours' | 'other' | 'none' | 'unknown'
  /** The system's name for it, if it gives one. */
  readonly program: string | null
  /**
   * How it can be repaired from here.
   * - `choose`: by telling the system.
   * - `add`: by first adding a file to the person's folder that tells the system where this app is.
   */
  readonly repair: 'choose' | 'add'
}

/**
 * What became of a harmless link that was given to the system.
 * - `refused`: the system wouldn't take it.
 */
export interface LinkTest {
  readonly state: 'waiting' | 'arrived' | 'missing' | 'refused'
  /** From handing it over until it came back, milliseconds; null until then. */
  readonly tookMs: number | null
  /** It came after the test had stopped waiting for it. */
  readonly late: boolean
  /** It brought the window to the front. */
  readonly inFront: boolean
}

export interface LinkHealth {
  readonly handler: LinkHandler
  /** Null until a test has run since the start. */
  readonly test: LinkTest | null
  /**
   * When a link last started the app, milliseconds since the Unix epoch; null: never so far. A test
   * can't show this: its link goes to the running app.
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
 * - `ok`: as it should be. `notice`: works, but could be better. `bad`: doesn't work.
 * - `unknown`: couldn't be determined, or doesn't matter here.
 */
const checkStates = ['ok', 'notice', 'bad', 'unknown'] as const
export type CheckState = (typeof checkStates)[number]

export interface Check {
  readonly name: CheckName
  readonly state: CheckState
  /** A figure or a name given by the system, never something a person typed. May be empty. */
  readonly detail: string
}

export interface DiagnosticsView {
  /** Also identifies this report. */
  readonly madeAt: number
  readonly checks: readonly Check[]
  /** The whole report, exactly as it is copied and saved. */
  readonly text: string
  /** Whether it includes the log, which shows when emails were sent: only the owner may see that. */
  readonly withLog: boolean
}

// Read-only models of updates. Times are milliseconds since the Unix epoch, sizes bytes.

/**
 * Why no newer version was obtained. None of these changes anything.
 * - `offline`: the update server doesn't answer.
 * - `server`: it answers, but not with what was requested.
 * - `untrusted`: its answer isn't signed by the makers of Latchkey.
 * - `unreadable`: it is signed, but this version doesn't understand it.
 * - `rollback`: it offers an older state than was seen here before.
 * - `outdated`: its answer is too old to be relied on.
 * - `clock`: this computer's clock is behind, so the age of an answer is unknown.
 * - `data`: the offered version couldn't read this computer's data.
 * - `damaged`: the download isn't what was promised. It is removed.
 * - `storage`: it doesn't fit on the disk, or couldn't be written.
 * - `not-installed`: it was handed to the system, but this is still the old version.
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
 * How a new version gets installed.
 * - `system`: the system's installer does it, with an administrator's password.
 * - `folder`: Latchkey replaces its own folder with the new one.
 * - `unpack`: the person unpacks the downloaded file, because Latchkey's folder contains other
 *   files.
 * - `by-hand`: the person opens the downloaded file.
 */
export const installWays = ['system', 'folder', 'unpack', 'by-hand'] as const
export type InstallWay = (typeof installWays)[number]

export interface UpdateView {
  readonly version: string
  readonly notes: string
  readonly publishedAt: number
  readonly size: number
  /** Bytes of `size` downloaded so far. */
  readonly received: number
  /** `planned`: it is installed when Latchkey is closed. */
  readonly state: 'downloading' | 'ready' | 'planned'
  readonly way: InstallWay
}

export interface UpdatesView {
  /** This version. */
  readonly version: string
  /** The host that it checks; null: this version was built without an update server. */
  readonly host: string | null
  readonly enabled: boolean
  /** The owner has been told that the app checks for updates, and has confirmed it. */
  readonly acknowledged: boolean
  /** Whether the person signed in may change anything here. Only the owner may. */
  readonly mayChange: boolean
  readonly checking: boolean
  readonly checkedAt: number | null
  readonly problem: UpdateProblem | null
  readonly update: UpdateView | null
  /** A link, for instance to a reset, hasn't been looked at yet: the app must not restart now. */
  readonly busy: boolean
}
