/** What updates need from outside. Times are milliseconds since the Unix epoch, sizes bytes. */
import type { InstallWay, UpdateProblem } from '@contract/program-models'

export type ArtefactKind = 'deb' | 'portable' | 'installer'

/** One file of a release. */
export interface Artefact {
  readonly platform: string
  readonly arch: string
  readonly kind: ArtefactKind
  /** https only. */
  readonly url: string
  readonly size: number
  /** Of the whole file, 128 hex digits. */
  readonly sha512: string
}

/** The newest release, as those who make Latchkey have signed it. */
export interface Release {
  readonly version: string
  readonly notes: string
  readonly publishedAt: number
  /** When this statement was signed; a later one replaces it. */
  readonly issuedAt: number
  /** Nothing that it says counts afterwards. */
  readonly expiresAt: number
  /** The oldest and newest database versions that the release opens. */
  readonly oldestData: number
  readonly newestData: number
  readonly artefacts: readonly Artefact[]
}

/** Why there is no update. @see UpdateProblem */
export class UpdateFailure extends Error {
  override readonly name = 'UpdateFailure'
  constructor(
    readonly code: UpdateProblem,
    options?: ErrorOptions,
  ) {
    super(code, options)
  }
}

export interface UpdateFeed {
  readonly host: string
  /**
   * @returns what the feed says, as it was signed
   * @throws UpdateFailure offline, server
   */
  newest(): Promise<string>
  /** Signature and shape are checked. @throws UpdateFailure untrusted, unreadable */
  read(statement: string): Promise<Release>
}

export interface UpdateFiles {
  /**
   * Goes on where an earlier try ended. The file has its name only once it is whole and is what was
   * promised.
   *
   * @returns the file's name, without its folder
   * @throws UpdateFailure offline, server, damaged, storage
   */
  fetch(
    version: string,
    artefact: Artefact,
    progress: (received: number) => void,
    signal: AbortSignal,
  ): Promise<string>
  pathOf(file: string): string
  /** Reads all of it again. */
  isGood(file: string, promised: Pick<Artefact, 'size' | 'sha512'>): Promise<boolean>
  /** All files but that one. */
  clear(except: string | null): Promise<void>
}

export interface UpdateInstaller {
  /** How this copy of Latchkey came here decides how the next one comes. */
  way(): Promise<InstallWay>
  /**
   * At the end of the program, with a file that was just looked at.
   *
   * @param path of the file
   * @param reopen afterwards
   * @returns false: it could not even be begun
   */
  install(path: string, reopen: boolean): Promise<boolean>
  show(path: string): void
}

/** What was downloaded and found good. */
export interface ReadyUpdate {
  readonly version: string
  readonly size: number
  readonly sha512: string
  /** By which it is judged once more before it is installed: this record itself is signed by nobody. */
  readonly statement: string
  readonly notes: string
  readonly publishedAt: number
  readonly file: string
  readonly planned: boolean
  /** It was handed to the system once. */
  readonly tried: boolean
  /** Why it was not installed when it should have been; told at the next start. */
  readonly refused: UpdateProblem | null
}

/** Kept for this computer, not for a profile. */
export interface UpdateMemory {
  readonly enabled: boolean
  readonly told: boolean
  /** When the owner could first read that it looks for updates. */
  readonly shownAt: number | null
  readonly checkedAt: number | null
  /** The newest that was ever offered here: nothing before it is believed. */
  readonly seenVersion: string | null
  readonly seenIssuedAt: number
  readonly ready: ReadyUpdate | null
}

export interface UpdateStore {
  get(): UpdateMemory
  /** Whole or not at all. A disk that cannot be written leaves the old state. */
  set(memory: UpdateMemory): void
}
