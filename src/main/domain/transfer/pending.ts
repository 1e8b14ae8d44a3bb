import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { ImportFile, ReadEntries, ReadFile } from './formats'

/** A file that was chosen: read, or still to be opened. */
export interface Pending {
  readonly ref: string
  readonly file: ImportFile
  readonly read: ReadFile
}

/** The one file that waits, in memory only. It is gone when the session ends or locks. */
export interface PendingImport {
  keep(file: ImportFile, read: ReadFile): Pending
  /** @throws DomainFailure IMPORT_GONE */
  get(ref: string): Pending
  /** Once it is opened: its bytes are not needed any more. */
  replace(ref: string, read: ReadEntries): Pending
  /** As `get`, and it is gone: what is asked for twice at once is done once. */
  take(ref: string): Pending
  /** After what it was taken for has failed; not over another one. */
  giveBack(taken: Pending): void
  /** @param ref only that one */
  drop(ref?: string): void
}

export function pendingImport(deps: Pick<Deps, 'random' | 'sessions'>): PendingImport {
  let pending: Pending | null = null
  deps.sessions.onEnd(() => {
    pending = null
  })

  function get(ref: string): Pending {
    if (pending?.ref !== ref) throw new DomainFailure('IMPORT_GONE')
    return pending
  }

  return {
    get,
    keep(file, read) {
      const needed = read.kind === 'database' ? file : { name: file.name, bytes: new Uint8Array() }
      pending = { ref: deps.random.id(), file: needed, read }
      return pending
    },
    replace(ref, read) {
      const { file } = get(ref)
      pending = { ref, file: { name: file.name, bytes: new Uint8Array() }, read }
      return pending
    },
    take(ref) {
      const taken = get(ref)
      pending = null
      return taken
    },
    giveBack(taken) {
      pending ??= taken
    },
    drop(ref) {
      if (ref === undefined || ref === pending?.ref) pending = null
    },
  }
}
