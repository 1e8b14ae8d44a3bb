import type { ComputerSettings, ComputerView, LinkHandler } from '@contract/program-models'

/** What the desktop around main offers. */
/** The system's clipboard. */
export interface Clipboard {
  read(): Promise<string>
  write(text: string): void
  clear(): void
}

/** The system's windows for choosing files. */
export interface Files {
  /**
   * @returns null when the person thought better of it. `log` is the write-ahead log that lies
   * beside a database of SQLite's
   * @throws DomainFailure FILE_UNREADABLE, FILE_TOO_LARGE
   */
  choose(): Promise<{
    readonly name: string
    readonly bytes: Uint8Array
    readonly log?: Uint8Array | undefined
  } | null>
  /**
   * Written whole or not at all, for the user alone (0600).
   * @param make gives what is written, once a place is chosen: the dialog may stand open for hours,
   * and its person be gone. Wiped afterwards; what it throws leaves nothing written
   * @returns the file's name, or null when the person thought better of it
   * @throws DomainFailure FILE_UNWRITABLE
   */
  save(suggestedName: string, make: () => Uint8Array | Promise<Uint8Array>): Promise<string | null>
}

/** The page with a recovery code: it goes to the printer or a file straight from here. */
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

/** What tells that nobody sits at the computer. */
export interface LockSignals {
  /** Which of them this desktop tells about. */
  works(): Promise<{
    readonly idle: boolean
    readonly sleep: boolean
    readonly screenLock: boolean
    readonly minimize: boolean
  }>
  /** Seconds since the last input anywhere on this desktop. */
  idleSeconds(): number
  /** @returns what stops it */
  listen(on: (signal: 'sleep' | 'screen-lock' | 'minimize') => void): () => void
}

/** What the desktop around main offers to the rules. */
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
  /** Keeps them and does what they say. Throws what the disk says. */
  apply(next: ComputerSettings): Promise<void>
}

/** How the system treats this app's links. */
export interface LinkDoor {
  handler(): Promise<LinkHandler>
  /** Makes this app the one that opens them. Throws where the system does not let it. */
  repair(): Promise<void>
  /** Gives the system a link to open. Throws where it does not take it. */
  open(link: string): Promise<void>
  /** Brings the window to the front. @returns whether it got there */
  comeToFront(): Promise<boolean>
  /** When a link last started the app; null: none has yet. */
  startedByLinkAt(): number | null
}
