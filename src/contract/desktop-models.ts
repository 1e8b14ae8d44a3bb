/** Read-only models about the computer around the app. */

/**
 * The keychain, as far as somebody needed it.
 * - `ready`: it answers, or there is none, or nobody has asked yet.
 * - `locked`: the system's keyring waits for its password.
 * - `silent`: the system's keyring does not answer.
 */
export type KeychainView = 'ready' | 'locked' | 'silent'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

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
