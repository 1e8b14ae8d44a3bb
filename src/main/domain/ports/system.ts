import type { ComputerSettings, ComputerView, LinkHandler } from '@contract/program-models'

/** What the desktop offers to main. */
/** The system's clipboard. */
export interface Clipboard {
  read(): Promise<string>
  write(text: string): void
  clear(): void
}

/** The system's file dialogs. */
export interface Files {
  /**
   * @returns null when the person cancels. `log` is the write-ahead log next to an SQLite database
   * @throws DomainFailure FILE_UNREADABLE, FILE_TOO_LARGE
   */
  choose(): Promise<{
    readonly name: string
    readonly bytes: Uint8Array
    readonly log?: Uint8Array | undefined
  } | null>
  /**
   * Written whole or not at all, readable for the user alone (0600).
   * @param make returns what to write, once a place is chosen: the dialog may be open for hours,
   * with no one there. The bytes are wiped afterwards; if it throws, nothing is written
   * @returns the file's name, or null when the person cancels
   * @throws DomainFailure FILE_UNWRITABLE
   */
  save(suggestedName: string, make: () => Uint8Array | Promise<Uint8Array>): Promise<string | null>
}

/** The page with a recovery code, which goes straight to the printer or a file. */
export interface RecoveryPage {
  print(page: RecoveryPageFacts): Promise<void>
  /** A PDF. */
  pdf(page: RecoveryPageFacts): Promise<Uint8Array>
}

export interface RecoveryPageFacts {
  readonly code: string
  readonly email: string
  readonly madeAt: number
}

/** Signals that no one is at the computer. */
export interface LockSignals {
  /** Which of them this desktop reports. */
  works(): Promise<{
    readonly idle: boolean
    readonly sleep: boolean
    readonly screenLock: boolean
    readonly minimize: boolean
  }>
  /** Seconds since the last input anywhere on this desktop. */
  idleSeconds(): number
  /** @returns what stops listening */
  listen(on: (signal: 'sleep' | 'screen-lock' | 'minimize') => void): () => void
}

/** What the desktop offers to the domain. */
export interface Desktop {
  readonly clipboard: Clipboard
  readonly files: Files
  readonly recoveryPage: RecoveryPage
  readonly lockSignals: LockSignals
  /** Opens an https or http address in the person's browser. */
  openInBrowser(url: string): void
}

/** The computer around the app, as far as it can be set from here. */
export interface Computer {
  can(): Promise<ComputerView['can']>
  settings(): Promise<ComputerSettings>
  /** Saves the settings and applies them. Throws the disk's errors. */
  apply(next: ComputerSettings): Promise<void>
}

/** How the system treats this app's links. */
export interface LinkSystem {
  handler(): Promise<LinkHandler>
  /** Makes this app the one that opens them. Throws if the system doesn't allow it. */
  repair(): Promise<void>
  /** Gives the system a link to open. Throws if it isn't accepted. */
  open(link: string): Promise<void>
  /** Brings the window to the front. @returns whether that worked */
  comeToFront(): Promise<boolean>
  /** When a link last started the app; null: none has yet. */
  startedByLinkAt(): number | null
}
