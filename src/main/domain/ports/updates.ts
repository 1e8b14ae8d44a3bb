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

/** The newest release, as signed by the makers of Latchkey. */
export interface Release {
  readonly version: string
  readonly notes: string
  readonly publishedAt: number
  /** When this statement was signed; a later one replaces it. */
  readonly issuedAt: number
  /** Nothing it says is valid afterwards. */
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
   * @returns what the feed says, with its signature
   * @throws UpdateFailure offline, server
   */
  newest(): Promise<string>
  /** Checks signature and shape. @throws UpdateFailure untrusted, unreadable */
  read(statement: string): Promise<Release>
}

export interface UpdateFiles {
  /**
   * Resumes an earlier download. The file gets its name only once it is complete and matches what
   * was promised.
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
  /** Reads the whole file again. */
  isGood(file: string, promised: Pick<Artefact, 'size' | 'sha512'>): Promise<boolean>
  /** Deletes all files but that one. */
  clear(except: string | null): Promise<void>
}

export interface UpdateInstaller {
  /** How updates arrive depends on how this copy of Latchkey was installed. */
  way(): Promise<InstallWay>
  /**
   * As the program ends, with a file that was just checked.
   *
   * @param path of the file
   * @param reopen afterwards
   * @returns false: it could not even be started
   */
  install(path: string, reopen: boolean): Promise<boolean>
  show(path: string): void
}

/** A downloaded and verified update. */
export interface ReadyUpdate {
  readonly version: string
  readonly size: number
  readonly sha512: string
  /** Verified once more before installing, because this record itself isn't signed. */
  readonly statement: string
  readonly notes: string
  readonly publishedAt: number
  readonly file: string
  readonly planned: boolean
  /** It was handed to the system once. */
  readonly tried: boolean
  /** Why it was not installed when it should have been; shown at the next start. */
  readonly refused: UpdateProblem | null
}

/** Stored for this computer, not per profile. */
export interface UpdateMemory {
  readonly enabled: boolean
  readonly acknowledged: boolean
  /** When the owner could first read that the app looks for updates. */
  readonly shownAt: number | null
  readonly checkedAt: number | null
  /** The newest version ever offered here: older ones aren't trusted. */
  readonly seenVersion: string | null
  readonly seenIssuedAt: number
  readonly ready: ReadyUpdate | null
}

export interface UpdateStore {
  get(): UpdateMemory
  /** Whole or not at all. If the disk can't be written, the old state remains. */
  set(memory: UpdateMemory): void
}
