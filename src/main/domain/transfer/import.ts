import type { ImportPreview } from '@contract/transfer-models'
import type { UnlockMethods } from '../crypto/unlock-methods'
import { DomainFailure } from '../failure'
import type { Ports } from '../ports'
import { maxImportBytes } from '../ports/transfer'
import type { Sessions } from '../session'
import type { UseCases } from '../use-cases'
import type { Vaults } from '../vault/open-vault'
import { applyImport, undoImport } from './apply'
import { type Pending, pendingImport, previewOf } from './pending'
import { unlockFile } from './unlock'

type Needs = Pick<
  Ports,
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'desktop'
  | 'importReaders'
  | 'kdf'
  | 'pause'
  | 'random'
  | 'transaction'
> & {
  readonly sessions: Sessions
  readonly openVault: Vaults
  readonly unlockMethods: UnlockMethods
}

/**
 * Chooses a file, reads it and shows it before anything is changed. What was read stays in main,
 * under a reference, until it is applied or dropped, or the session ends or locks.
 */
export function importUseCases(deps: Needs): UseCases<'import'> {
  const pending = pendingImport(deps)
  const unlock = unlockFile(deps)
  /** The last one requested. */
  let applying: Promise<unknown> = Promise.resolve()

  return {
    /**
     * @throws DomainFailure NOT_SIGNED_IN, FILE_UNREADABLE, FILE_TOO_LARGE, FILE_UNKNOWN,
     * FILE_ENCRYPTED, FILE_DAMAGED
     */
    async choose(): Promise<ImportPreview | null> {
      const check = deps.sessions.watch()
      pending.drop()
      const file = await deps.desktop.files.choose()
      check()
      if (file === null) return null
      if (file.bytes.length > maxImportBytes) throw new DomainFailure('FILE_TOO_LARGE')
      const read = await deps.importReaders.read(file, deps.clock.now())
      check()
      return show(pending.keep(file, read), check)
    },
    /** @throws DomainFailure NOT_SIGNED_IN, IMPORT_GONE, WAY_IN_WRONG, FILE_DAMAGED */
    async unlock({ ref, email, by }) {
      const check = deps.sessions.watch()
      const read = await unlock(pending.get(ref), { email, by }, check)
      check()
      return show(pending.replace(ref, read), check)
    },
    /**
     * Serialized, so that each import sees the entries of the previous one.
     * @throws DomainFailure NOT_SIGNED_IN, IMPORT_GONE, BAD_REQUEST for a file still locked
     */
    async apply({ ref, duplicates }) {
      const check = deps.sessions.watch()
      const { read } = pending.get(ref)
      if (read.kind !== 'entries') throw new DomainFailure('BAD_REQUEST')
      const taken = pending.take(ref)
      const applied = applying.then(() => {
        check()
        return applyImport(deps, read.entries, duplicates, check)
      })
      applying = applied.catch(() => {})
      try {
        return await applied
      } catch (error) {
        // Nothing was added: it can be tried again, unless the session is over.
        check()
        pending.giveBack(taken)
        throw error
      }
    },
    drop({ ref }) {
      deps.sessions.require()
      pending.drop(ref)
      return null
    },
    undo: undoImport(deps),
  }

  function show(kept: Pending, check: () => void): Promise<ImportPreview> {
    return previewOf(deps, kept, check)
  }
}
